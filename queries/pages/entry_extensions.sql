-- The requests for more time of one unit's tasks in a year, the newest first.
-- grain: task_no, item, requested_on
-- params: year, unit_id
-- columns: item = which entry, null for the only one; decision = granted, refused, or null while it waits
select
    unit_id,
    task_no,
    item,
    requested_on,
    reason,
    decided_on,
    decision,
    new_due_on,
    batch_id
from core.extensions
where year = $year and unit_id = $unit_id
order by requested_on desc, task_no asc, item asc
