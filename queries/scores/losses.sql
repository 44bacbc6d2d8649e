-- One row per mark lost of the total by a rated or provisional unit; they add up to full_marks - base (section 6).
-- grain: as_of, unit_id, component, period, item, cause, ref
-- params: year
-- columns: marks = of the total; period = 2023Q1, or 2023 for a component of the whole year; indicator and item = null
--   for a component without items
with

lowest as (
    select
        period_scores.subject_id,
        period_scores.component,
        period_scores.quarter,
        count(*) over (partition by period_scores.subject_id, period_scores.component) as tied
    from scores.period_scores
    inner join scores.component_scores using (subject_id, component)
    where component_scores.combine = 'min' and period_scores.score <= component_scores.lowest + 1e-9
),

combined as (
    select
        stopped_leaves.subject_id,
        stopped_leaves.component,
        stopped_leaves.item,
        stopped_leaves.quarter,
        stopped_leaves.cause,
        stopped_leaves.ref,
        stopped_leaves.marks
        / case component_scores.combine when 'min' then lowest.tied else component_scores.periods end as marks
    from scores.stopped_leaves
    inner join scores.component_scores using (subject_id, component)
    left join lowest using (subject_id, component, quarter)
    where component_scores.combine = 'mean' or lowest.tied is not null
    union all by name
    select
        finding_states.subject_id,
        finding_states.component,
        finding_states.item,
        finding_states.quarter,
        'overdue' as cause,
        finding_states.finding_id as ref,
        finding_states.penalty as marks
    from scores.finding_states
    inner join scores.component_scores using (subject_id, component)
    where finding_states.reason is null and finding_states.rule = 'rate' and finding_states.penalty > 0
),

sums as (
    select
        subject_id,
        component,
        sum(marks) as marks
    from combined
    group by all
),

shares as (
    select
        totals.subject_id,
        totals.as_of,
        totals.unit_id,
        sums.component,
        least(1, component_scores.points / sums.marks) * totals.full_marks / totals.points_with_data as share
    from sums
    inner join scores.component_scores using (subject_id, component)
    inner join scores.totals using (subject_id)
    where totals.supposed is null and totals.status <> 'not_rated'
)

select
    shares.as_of,
    shares.unit_id,
    combined.component,
    items.component_no,
    items.component_name,
    $year || case when combined.quarter = 0 then '' else 'Q' || combined.quarter end as period,
    case when not items.is_implicit then items.indicator end as indicator,
    case when not items.is_implicit then items.indicator_name end as indicator_name,
    case when not items.is_implicit then combined.item end as item,
    case when not items.is_implicit then items.item_name end as item_name,
    combined.cause,
    combined.ref,
    combined.marks * shares.share as marks
from combined
inner join shares using (subject_id, component)
inner join scores.items on combined.item = items.item
where combined.marks * shares.share > 0
