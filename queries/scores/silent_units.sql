-- One row per as-of date and unit that leads or owns tasks and has handed in no ledger line by D.
-- grain: as_of, unit_id
-- params:
-- columns: tasks = it leads or owns; overdue = entries past their deadline, all without a line
select
    handed_in.as_of,
    handed_in.unit_id,
    handed_in.tasks,
    handed_in.overdue
from scores.handed_in
where handed_in.first_on is null
