-- The overdue in brief, rectifications and tasks apart: one row per kind and unit with anything overdue, the oldest
-- first.
-- grain: kind, unit_id
-- params: as_of, group_name, within
-- columns: overdue = how many; oldest_days = days late of the oldest; lost = marks of the total the overdue ones cost by
--   now; due_soon = of the same kind and unit, due within $within working days
select
    open_matters.kind,
    units.unit_id,
    units.name,
    units.group_name,
    count(*) filter (where open_matters.days_late > 0) as overdue,
    max(open_matters.days_late) as oldest_days,
    sum(open_matters.lost) filter (where open_matters.days_late > 0) as lost,
    count(*) filter (where open_matters.workdays_left <= $within) as due_soon
from scores.open_matters
inner join core.units using (unit_id)
where open_matters.as_of = $as_of and coalesce(units.group_name = $group_name, true)
group by open_matters.kind, units.unit_id, units.name, units.group_name
having max(open_matters.days_late) > 0
order by open_matters.kind, oldest_days desc, lost desc, units.unit_id asc
