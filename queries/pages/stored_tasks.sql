-- The tasks of a year as they stand in the store, to hold another document against.
-- grain: task_no
-- params: year
-- columns: batch_id, what = the batch whose row counts, and its kind (plan, facts)
select
    tasks.task_no,
    tasks.category,
    tasks.subcategory,
    tasks.requirement,
    tasks.responsible,
    tasks.deadline,
    tasks.item,
    tasks.issued_on,
    tasks.batch_id,
    batches.what
from core.tasks
inner join core.batches using (batch_id)
where tasks.year = $year
order by tasks.batch_id, tasks.row_no
