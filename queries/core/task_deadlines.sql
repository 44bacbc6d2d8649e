-- One row per deadline read out of a task's words, working days counted by today's calendar.
-- grain: year, task_no, deadline_no
-- params:
-- columns: due_on = of fixed, after_issue and count; is_provisional = reaches into a year without a calendar
with

readings as (
    select
        tasks.year,
        tasks.task_no,
        tasks.issued_on,
        task_readings.* exclude (batch_id, file_no, row_no)
    from core.tasks
    inner join raw.task_readings using (batch_id, file_no, row_no)
),

counted as (
    select
        readings.*,
        coalesce(due.day, readings.due_on) as resolved_on,
        coalesce(due.is_provisional, false) as is_provisional
    from readings
    left join core.calendar as issue
        on
            readings.kind = 'after_issue'
            and readings.unit = 'workday'
            and readings.issued_on = issue.day
    left join core.calendar as due
        on issue.workday_no + readings.n = due.workday_no and due.is_workday
)

select
    year,
    task_no,
    deadline_no,
    words,
    kind,
    case
        when kind = 'after_issue' and unit <> 'workday' then days_after(issued_on, n, unit)
        else resolved_on
    end as due_on,
    n,
    unit,
    event,
    every,
    flags,
    issued_on,
    is_provisional
from counted
