-- One row per leaf after the stops of item and indicator and the scaling to its component's points in its period.
-- Where a stop bites, all leaves under it shrink in proportion, once a level (scoring.md section 6).
-- grain: subject_id, item, quarter, cause, ref
-- params:
-- columns: marks = of the component's points, in its period
with

by_item as (
    select
        subject_id,
        component,
        indicator,
        item,
        quarter,
        sum(marks) as marks
    from scores.leaves
    group by all
),

stopped_items as (
    select
        by_item.*,
        case
            when items.cap = 'item' and items.rule = 'deduct' then least(1, items.points / by_item.marks)
            else 1
        end as share
    from by_item
    inner join scores.items using (item)
),

by_indicator as (
    select
        subject_id,
        component,
        indicator,
        quarter,
        sum(marks * share) as marks
    from stopped_items
    group by all
),

assessed as (
    select
        subject_id,
        component,
        indicator,
        quarter,
        sum(points) as points
    from scores.item_marks
    group by all
),

components as (
    select distinct
        component,
        component_points as points
    from scores.items
),

shares as (
    select
        stopped_items.subject_id,
        stopped_items.item,
        stopped_items.quarter,
        stopped_items.share
        * least(1, assessed.points / by_indicator.marks)
        * components.points
        / period_scores.points as share
    from stopped_items
    inner join by_indicator using (subject_id, component, indicator, quarter)
    inner join assessed using (subject_id, component, indicator, quarter)
    inner join scores.period_scores using (subject_id, component, quarter)
    inner join components using (component)
)

select
    leaves.subject_id,
    leaves.component,
    leaves.indicator,
    leaves.item,
    leaves.quarter,
    leaves.cause,
    leaves.ref,
    leaves.marks * shares.share as marks
from scores.leaves
inner join shares using (subject_id, item, quarter)
