-- One row per subject and component with data: its periods combined, less the penalties under `rate` items.
-- grain: subject_id, component
-- params:
-- columns: periods = how many had data; lowest = of their scores; score = of the component's points
with

components as (
    select distinct
        component,
        component_points as points,
        combine
    from scores.items
),

combined as (
    select
        period_scores.subject_id,
        period_scores.component,
        components.points,
        components.combine,
        count(*) as periods,
        min(period_scores.score) as lowest,
        avg(period_scores.score) as mean
    from scores.period_scores
    inner join components using (component)
    group by all
),

chosen as (
    select
        combined.*,
        case when combine = 'min' then lowest else mean end as combined_score
    from combined
),

penalties as (
    select
        subject_id,
        component,
        sum(penalty) as marks
    from scores.finding_cells
    where rule = 'rate'
    group by all
)

select
    chosen.subject_id,
    chosen.component,
    chosen.points,
    chosen.combine,
    chosen.periods,
    chosen.lowest,
    greatest(0, chosen.combined_score - coalesce(penalties.marks, 0)) as score
from chosen
left join penalties using (subject_id, component)
