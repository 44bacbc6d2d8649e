-- One row per task of a year's plan: the newest row of its number that counts.
-- grain: year, task_no
-- params:
-- columns: issued_on, source = of the plan document, null for a task that came in a fact file
select
    tasks.year,
    tasks.task_no,
    tasks.category,
    tasks.subcategory,
    tasks.requirement,
    tasks.responsible,
    tasks.deadline,
    tasks.item,
    tasks.issued_on,
    tasks.source,
    tasks.batch_id,
    tasks.file_no,
    tasks.row_no
from staging.tasks
inner join core.live_batches using (batch_id)
qualify
    row_number() over (
        partition by tasks.year, tasks.task_no
        order by tasks.batch_id desc, tasks.file_no desc, tasks.row_no desc
    ) = 1
