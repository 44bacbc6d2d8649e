-- The n-th working day after a day by the office's calendar. No row where the calendar does not reach.
-- grain: day
-- params: start_on, workdays
-- columns: is_provisional = the day lies in a year whose calendar is not published (暂定)
select
    last_days.day,
    last_days.is_provisional
from core.calendar as first_days
inner join core.calendar as last_days
    on first_days.workday_no + $workdays = last_days.workday_no and last_days.is_workday
where first_days.day = $start_on
