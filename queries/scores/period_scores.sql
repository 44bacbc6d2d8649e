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
        item_marks.subject_id,
        item_marks.component,
        item_marks.indicator,
        item_marks.quarter,
        sum(item_marks.points) as points,
        sum(case when items.cap = 'item' then greatest(0, item_marks.got) else item_marks.got end) as got
    from scores.item_marks
    inner join scores.items using (item)
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
