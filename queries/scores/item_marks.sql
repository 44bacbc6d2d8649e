-- One row per subject, item and period that was assessed: what the item got of its points (scoring.md section 4).
-- grain: subject_id, item, quarter
-- params:
-- columns: got = may be negative until capped
with

completions as (
    select
        subject_id,
        item,
        avg(value) as share
    from scores.task_values
    group by all
),

rated as (
    select
        subjects.subject_id,
        check_rates.item,
        check_rates.quarter,
        items.points * check_rates.share as got
    from scores.subjects
    inner join scores.check_rates using (as_of, unit_id)
    inner join scores.items using (item)
    where items.rule = 'rate'
),

deducted as (
    select
        subjects.subject_id,
        items.item,
        assessable.quarter,
        items.points - coalesce(finding_cells.fault + finding_cells.penalty, 0) as got
    from scores.subjects
    inner join scores.assessable using (as_of, unit_id)
    inner join scores.items using (component)
    left join scores.finding_cells
        on
            subjects.subject_id = finding_cells.subject_id
            and items.item = finding_cells.item
            and assessable.quarter = finding_cells.quarter
    anti join scores.exempt_items
        on subjects.unit_id = exempt_items.unit_id and items.item = exempt_items.item
    where items.rule = 'deduct'
),

completed as (
    select
        completions.subject_id,
        completions.item,
        0 as quarter,
        items.points * completions.share as got
    from completions
    inner join scores.items using (item)
),

reviewed as (
    select
        subjects.subject_id,
        review_marks.item,
        0 as quarter,
        review_marks.got
    from scores.subjects
    inner join scores.review_marks using (as_of, unit_id)
    anti join scores.exempt_items using (unit_id, item)
),

marked as (
    from rated
    union all
    from deducted
    union all
    from completed
    union all
    from reviewed
)

select
    marked.subject_id,
    items.component,
    items.indicator,
    marked.item,
    marked.quarter,
    items.points,
    marked.got
from marked
inner join scores.items using (item)
