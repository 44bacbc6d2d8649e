-- One row per day of the working-day table that was entered, not the provisional years.
-- grain: day
-- params: year
-- columns:
select
    day,
    is_workday,
    note
from core.calendar
where not is_provisional and ($year is null or year(day) = $year)
order by day
