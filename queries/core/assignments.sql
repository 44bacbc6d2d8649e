-- One row per task and unit that answers for it; who leads by name stays lead when a group word names it again.
-- grain: year, task_no, unit_id
-- params:
-- columns: role = lead, owner or support; word = the words that reached the unit
select
    year,
    task_no,
    unit_id,
    arg_min(role, list_position(['lead', 'owner', 'support'], role)) as role,
    arg_min(word, list_position(['lead', 'owner', 'support'], role)) as word
from core.parties
where unit_id is not null
group by all
