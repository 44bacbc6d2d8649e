-- The units that have handed in no ledger of the year, those with the most overdue entries first.
-- grain: unit_id
-- params: as_of, group_name
-- columns: tasks = it leads or owns; overdue = entries past their deadline
select
    silent_units.unit_id,
    units.name,
    units.group_name,
    silent_units.tasks,
    silent_units.overdue
from scores.silent_units
inner join core.units using (unit_id)
where silent_units.as_of = $as_of and coalesce(units.group_name = $group_name, true)
order by silent_units.overdue desc, silent_units.tasks desc, silent_units.unit_id
