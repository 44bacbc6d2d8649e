-- The overdue in brief: one row per unit with anything overdue, the oldest first.
-- grain: unit_id
-- params: as_of, group_name, within
-- columns: lost = marks of the total its overdue matters cost by now; due_soon = due within $within working days
select
    units.unit_id,
    units.name,
    units.group_name,
    count(*) filter (where open_matters.days_late > 0 and open_matters.kind = 'finding') as overdue_findings,
    count(*) filter (where open_matters.days_late > 0 and open_matters.kind = 'task') as overdue_tasks,
    max(open_matters.days_late) as oldest_days,
    sum(open_matters.lost) filter (where open_matters.days_late > 0) as lost,
    count(*) filter (where open_matters.workdays_left <= $within) as due_soon
from scores.open_matters
inner join core.units using (unit_id)
where open_matters.as_of = $as_of and coalesce(units.group_name = $group_name, true)
group by units.unit_id, units.name, units.group_name
having max(open_matters.days_late) > 0
order by oldest_days desc, lost desc, units.unit_id asc
