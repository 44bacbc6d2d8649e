-- How old the open matters of each unit have become; the unit with the oldest first.
-- grain: unit_id
-- params: as_of, group_name
-- columns: not_due = deadline not passed, absent, or a decision on it awaited; oldest_days = null when nothing is overdue
select
    units.unit_id,
    units.name,
    units.group_name,
    count(*) filter (where open_matters.days_late = 0) as not_due,
    count(*) filter (where open_matters.days_late between 1 and 7) as overdue_1_7,
    count(*) filter (where open_matters.days_late between 8 and 30) as overdue_8_30,
    count(*) filter (where open_matters.days_late > 30) as overdue_over_30,
    count(*) filter (where open_matters.days_late > 0) as overdue,
    nullif(max(open_matters.days_late), 0) as oldest_days
from scores.open_matters
inner join core.units using (unit_id)
where open_matters.as_of = $as_of and coalesce(units.group_name = $group_name, true)
group by units.unit_id, units.name, units.group_name
order by oldest_days desc nulls last, overdue desc, not_due desc, units.unit_id asc
