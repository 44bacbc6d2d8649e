-- The requests for more time of one matter, the oldest first: a finding, or an entry of a unit's task of a year.
-- grain: requested_on
-- params: finding_id, unit_id, year, task_no, item
-- columns: decision = granted, refused, or null while it waits
select
    requested_on,
    decided_on,
    decision,
    new_due_on
from core.extensions
where
    finding_id is not distinct from $finding_id
    and unit_id is not distinct from $unit_id
    and year is not distinct from $year
    and task_no is not distinct from $task_no
    and item is not distinct from $item
order by requested_on
