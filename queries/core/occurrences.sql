-- One row per occurrence of a recurring deadline in its task's year (files.md section 3), working days counted by today's
-- calendar: the fifth working day of a month moves when the office edits the table. A day the month does not have is its
-- last; a month in which nobody works has no occurrence in working days. What falls outside the rule's own window (9月起)
-- does not occur.
-- grain: year, task_no, deadline_no, period
-- params:
-- columns: period = 2023-03, 2023Q1, 2023H1, 2023, or 2023-W05 for ISO weeks; is_provisional = counted in working days of a
--   year without a calendar
with

rules as (
    select
        tasks.year,
        tasks.task_no,
        task_readings.deadline_no,
        task_readings.every,
        task_readings.month,
        task_readings.day,
        task_readings.n,
        coalesce(task_readings.starts_on, date '0001-01-01') as starts_on,
        coalesce(task_readings.ends_on, date '9999-12-31') as ends_on,
        coalesce(task_readings.unit = 'workday' and task_readings.n <> 0, false) as in_workdays
    from core.tasks
    inner join raw.task_readings using (batch_id, file_no, row_no)
    where task_readings.kind = 'recurring'
),

lengths as (
    select
        unnest(['month', 'quarter', 'half', 'year']) as every,
        unnest([1, 3, 6, 12]) as months,
        unnest(['-', 'Q', 'H', '']) as mark
),

turns as (
    select
        rules.*,
        lengths.months,
        lengths.mark,
        unnest(generate_series(1, 12 // lengths.months)) as turn
    from rules
    inner join lengths using (every)
),

placed as (
    select
        *,
        case
            when mark = '-' then year || '-' || lpad(cast(turn as varchar), 2, '0')
            when mark = '' then cast(year as varchar)
            else year || mark || turn
        end as period,
        make_date(
            year,
            cast(
                (turn - 1) * months
                + case
                    when in_workdays and month is null and n > 0 then 1
                    else least(coalesce(month, months), months)
                end
                as integer
            ),
            1
        ) as month_start
    from turns
),

worked as (
    select
        day,
        is_provisional,
        date_trunc('month', day) as month_start,
        row_number() over (partition by date_trunc('month', day) order by day) as turn,
        count(*) over (partition by date_trunc('month', day)) as days
    from core.calendar
    where is_workday
),

in_months as (
    select
        placed.year,
        placed.task_no,
        placed.deadline_no,
        placed.period,
        placed.starts_on,
        placed.ends_on,
        case
            when placed.in_workdays then worked.day
            when placed.day is null then last_day(placed.month_start)
            else least(placed.month_start + (placed.day - 1), last_day(placed.month_start))
        end as due_on,
        coalesce(worked.is_provisional, false) as is_provisional
    from placed
    left join worked
        on
            placed.in_workdays
            and placed.month_start = worked.month_start
            and worked.turn = case
                when placed.n > 0 then least(placed.n, worked.days)
                else greatest(worked.days + placed.n + 1, 1)
            end
),

weeks as (
    select
        rules.*,
        unnest(generate_series(1, weekofyear(make_date(rules.year, 12, 28)))) as week
    from rules
    where rules.every = 'week'
),

in_weeks as (
    select
        year,
        task_no,
        deadline_no,
        starts_on,
        ends_on,
        year || '-W' || lpad(cast(week as varchar), 2, '0') as period,
        cast(
            date_trunc('week', make_date(year, 1, 4))
            + to_days(cast(7 * (week - 1) + coalesce(day, 7) - 1 as integer))
            as date
        ) as due_on,
        false as is_provisional
    from weeks
)

select
    year,
    task_no,
    deadline_no,
    period,
    due_on,
    is_provisional
from in_months
where due_on between starts_on and ends_on
union all
select
    year,
    task_no,
    deadline_no,
    period,
    due_on,
    is_provisional
from in_weeks
where due_on between starts_on and ends_on
