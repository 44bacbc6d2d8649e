-- The date so many day, month, year or hour after a date, the day itself not counted; hours to the date by which they
-- have passed. A day the later month does not have is its last. Null for any other unit: working days need the calendar.
create or replace macro days_after(start_on, n, unit) as (
    case unit
        when 'day' then start_on + n
        when 'month' then cast(start_on + to_months(n) as date)
        when 'year' then cast(start_on + to_years(n) as date)
        when 'hour' then start_on + cast(ceil(n / 24) as integer)
    end
)
