-- What a unit owes under a task of a year, entry by entry, in order of its deadline.
-- grain: entry
-- params: unit_id, year, task_no
-- columns: entry = period, item or trigger date, empty for the only one; names = items of its lines in the ledger
select
    entry,
    names,
    due_on,
    done_on
from core.entries
where unit_id = $unit_id and year = $year and task_no = $task_no
order by due_on, entry
