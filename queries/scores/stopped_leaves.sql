-- One row per leaf after the stops of item and indicator and the scaling to its component's points in its period.
-- Where a stop bites, all leaves under it shrink in proportion, once a level (scoring.md section 6).
-- grain: subject_id, item, quarter, cause, ref
-- params:
-- columns: marks = of the component's points, in its period
with

by_item as (
    select
        leaves.*,
        case
            when items.cap = 'item' and items.rule = 'deduct'
                then least(1, items.points / sum(leaves.marks) over in_item)
            else 1
        end as share
    from scores.leaves
    inner join scores.items using (item)
    window in_item as (partition by leaves.subject_id, leaves.item, leaves.quarter)
),

assessed as (
    select
        subject_id,
        indicator,
        component,
        quarter,
        sum(points) as points
    from scores.cells
    where status = 'scored'
    group by all
),

by_indicator as (
    select
        by_item.* exclude (marks, share),
        by_item.marks * by_item.share as marks,
        least(1, assessed.points / sum(by_item.marks * by_item.share) over in_indicator) as share
    from by_item
    inner join assessed using (subject_id, component, indicator, quarter)
    window in_indicator as (
        partition by by_item.subject_id, by_item.component, by_item.indicator, by_item.quarter
    )
),

components as (
    select distinct
        component,
        component_points as points
    from scores.items
)

select
    by_indicator.subject_id,
    by_indicator.component,
    by_indicator.indicator,
    by_indicator.item,
    by_indicator.quarter,
    by_indicator.cause,
    by_indicator.ref,
    by_indicator.marks * by_indicator.share * components.points / period_scores.points as marks
from by_indicator
inner join scores.period_scores using (subject_id, component, quarter)
inner join components using (component)
