-- How one unit's score in a component comes from its items: one row an item and period.
-- grain: quarter, item
-- params: year, as_of, unit_id, component
-- columns: status = scored, not_applicable or no_data; got = of the item's points before stops, null unless scored; period = 2026Q1, or
--   2026 for a component of the whole year; period_points = assessed points of the period, period_got = got of
--   them, period_score = of the component's points; score = of the component; penalties = of findings under rate items, off the component;
--   lost = marks of the total lost in the item in that period
with

chosen as (
    select subject_id
    from scores.subjects
    where as_of = $as_of and unit_id = $unit_id and supposed is null
),

lost as (
    select
        coalesce(losses.item, items.item) as item,
        losses.period,
        sum(losses.marks) as lost
    from scores.losses
    left join scores.items on losses.component = items.component and items.is_implicit
    where losses.as_of = $as_of and losses.unit_id = $unit_id and losses.component = $component
    group by all
),

penalties as (
    select sum(finding_states.penalty) as penalties
    from scores.finding_states
    inner join chosen using (subject_id)
    where
        finding_states.component = $component
        and finding_states.reason is null
        and finding_states.rule = 'rate'
)

select
    items.component_name,
    items.component_points,
    items.period_kind,
    items.combine,
    items.cap,
    cells.quarter,
    $year || case when cells.quarter = 0 then '' else 'Q' || cells.quarter end as period,
    items.indicator_name,
    items.item,
    items.item_name,
    items.is_implicit,
    items.rule,
    cells.points,
    cells.got,
    cells.status,
    period_scores.points as period_points,
    period_scores.score as period_score,
    period_scores.score * period_scores.points / items.component_points as period_got,
    component_scores.score,
    component_scores.periods,
    coalesce(penalties.penalties, 0) as penalties,
    coalesce(lost.lost, 0) as lost
from scores.cells
inner join chosen using (subject_id)
inner join scores.items using (item)
cross join penalties
left join scores.period_scores
    on
        cells.subject_id = period_scores.subject_id
        and cells.component = period_scores.component
        and cells.quarter = period_scores.quarter
left join scores.component_scores
    on cells.subject_id = component_scores.subject_id and cells.component = component_scores.component
left join lost
    on
        cells.item = lost.item
        and $year || case when cells.quarter = 0 then '' else 'Q' || cells.quarter end = lost.period
where cells.component = $component
order by cells.quarter, items.indicator_no, items.item_no
