-- One row per subject, component and period with data: sum of its indicators over the points assessed in it.
-- An item not assessed leaves both sides, and the others weigh more (scoring.md section 5).
-- grain: subject_id, component, quarter
-- params:
-- columns: points = assessed points of the period; score = of the component's points
with

components as (
    select distinct
        component,
        component_points as points
    from scores.items
),

capped as (
    select
        cells.subject_id,
        cells.component,
        cells.indicator,
        cells.quarter,
        sum(cells.points) as points,
        sum(case when items.cap = 'item' then greatest(0, cells.got) else cells.got end) as got
    from scores.cells
    inner join scores.items using (item)
    where cells.status = 'scored'
    group by all
),

summed as (
    select
        subject_id,
        component,
        quarter,
        sum(points) as points,
        sum(greatest(0, least(points, got))) as got
    from capped
    group by all
)

select
    summed.subject_id,
    summed.component,
    summed.quarter,
    summed.points,
    components.points * summed.got / summed.points as score
from summed
inner join components using (component)
