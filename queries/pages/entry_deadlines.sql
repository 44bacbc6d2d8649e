-- The entries of one unit's tasks in a year that are not done yet and have a deadline: what more time can be asked for.
-- grain: task_no, entry
-- params: year, unit_id
-- columns: due_on = the deadline that was set first
select
    unit_id,
    task_no,
    entry,
    due_on
from core.entries
where year = $year and unit_id = $unit_id and due_on is not null and done_on is null
order by task_no, due_on, entry
