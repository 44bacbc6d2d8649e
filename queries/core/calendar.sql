-- One row per day: is it a working day, and how many working days have passed up to it.
-- The table the office edits; a year it does not hold is Monday to Friday and provisional (暂定).
-- grain: day
-- params:
-- columns: workday_no = running number of working days up to and including the day
with

entered as (
    select
        calendar_days.day,
        arg_max(calendar_days.is_workday, calendar_days.batch_id) as is_workday,
        arg_max(calendar_days.note, calendar_days.batch_id) as note
    from raw.calendar_days
    inner join core.live_batches using (batch_id)
    group by calendar_days.day
),

full_years as (
    select year(entered.day) as year
    from entered
    group by all
    having count(*) >= 365
),

days as (
    select cast(unnest(generate_series(date '2000-01-01', date '2040-12-31', interval 1 day)) as date) as day
),

judged as (
    select
        days.day,
        coalesce(entered.is_workday, isodow(days.day) <= 5) as is_workday,
        entered.note,
        year(days.day) not in (select full_years.year from full_years) as is_provisional
    from days
    left join entered on days.day = entered.day
)

select
    day,
    is_workday,
    note,
    is_provisional,
    count(*) filter (where is_workday) over (order by day) as workday_no
from judged
order by day
