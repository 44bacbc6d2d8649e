-- One row per ledger entry a unit owes under a task, with the day it was done (scoring.md section 4, rule `complete`).
-- Tasks that are open, interval, minimum, external or missing owe none. Extensions move due_on later, by as-of date.
-- What fell due before a unit began (active_from) it never owed: the contract is silent, and 0 marks would be unfair.
-- A ledger period nobody can read (第一期) counts like none: its row fills what is left in order of completion.
-- grain: year, unit_id, task_no, entry
-- params:
-- columns: entry = period, item or trigger date of the entry, empty where the deadline makes one; names = items of its
--   ledger rows; is_in_order = its row named no period; due_at = to the minute for hours with both times known;
--   is_provisional = the due date rests on a calendar not yet published, or on hours without times
with

owed as (
    select
        assignments.year,
        assignments.task_no,
        assignments.unit_id,
        assignments.role,
        task_deadlines.kind,
        task_deadlines.due_on,
        task_deadlines.n,
        task_deadlines.unit,
        task_deadlines.issued_on,
        task_deadlines.is_provisional
    from core.assignments
    inner join core.task_deadlines using (year, task_no)
    where task_deadlines.deadline_no = 1
),

lines as (
    select
        owed.*,
        ledger.item,
        ledger.period,
        ledger.count,
        ledger.triggered_at,
        ledger.triggered_on,
        ledger.triggered_has_time,
        ledger.completed_at,
        ledger.completed_has_time,
        ledger.unit_id is not null as is_written
    from owed
    left join core.ledger using (year, task_no, unit_id)
),

-- fixed, after_issue: done when every line of it is
single_entries as (
    select
        year,
        task_no,
        unit_id,
        '' as entry,
        cast(null as date) as triggered_on,
        due_on,
        cast(null as timestamp) as due_at,
        case
            when bool_and(is_written and completed_at is not null) then max(completed_at)
        end as done_at,
        is_provisional
    from lines
    where kind in ('fixed', 'after_issue') and due_on is not null
    group by all
),

-- count: done on the day the running total reaches the number
running as (
    select
        *,
        sum(coalesce(count, 1)) over (
            partition by year, task_no, unit_id
            order by completed_at
            range between unbounded preceding and current row
        ) as total
    from lines
    where kind = 'count' and completed_at is not null
),

count_entries as (
    select
        owed.year,
        owed.task_no,
        owed.unit_id,
        '' as entry,
        cast(null as date) as triggered_on,
        owed.due_on,
        cast(null as timestamp) as due_at,
        min(running.completed_at) filter (where running.total >= owed.n - 1e-9) as done_at,
        false as is_provisional
    from owed
    left join running using (year, task_no, unit_id)
    where owed.kind = 'count' and owed.due_on is not null
    group by all
),

-- recurring: one entry per occurrence, by period, the rest in order of completion
owed_periods as (
    select
        owed.year,
        owed.task_no,
        owed.unit_id,
        occurrences.period,
        occurrences.due_on,
        occurrences.is_provisional
    from owed
    inner join core.occurrences using (year, task_no)
    where
        occurrences.deadline_no = 1
        and (owed.issued_on is null or occurrences.due_on >= owed.issued_on)
),

by_period as (
    select
        owed_periods.*,
        count(lines.period) as line_count,
        list(distinct lines.item) as names,
        case
            when bool_and(lines.completed_at is not null) then max(lines.completed_at)
        end as done_at
    from owed_periods
    left join lines using (year, task_no, unit_id, period)
    group by all
),

unmatched as (
    select
        year,
        task_no,
        unit_id,
        item,
        completed_at,
        row_number() over (
            partition by year, task_no, unit_id
            order by completed_at, item
        ) as turn
    from lines
    where
        kind = 'recurring'
        and completed_at is not null
        and not coalesce(regexp_full_match(period, '\d{4}(-\d{2}|-W\d{2}|Q[1-4]|H[12])?'), false)
),

waiting as (
    select
        *,
        row_number() over (partition by year, task_no, unit_id order by due_on) as turn
    from by_period
    where line_count = 0
),

recurring_entries as (
    select
        by_period.year,
        by_period.task_no,
        by_period.unit_id,
        by_period.period as entry,
        cast(null as date) as triggered_on,
        by_period.due_on,
        cast(null as timestamp) as due_at,
        coalesce(by_period.done_at, unmatched.completed_at) as done_at,
        case when unmatched.turn is null then by_period.names else [unmatched.item] end as names,
        unmatched.turn is not null as is_in_order,
        by_period.is_provisional
    from by_period
    left join waiting using (year, task_no, unit_id, period)
    left join unmatched
        on
            waiting.year = unmatched.year
            and waiting.task_no = unmatched.task_no
            and waiting.unit_id = unmatched.unit_id
            and waiting.turn = unmatched.turn
),

-- after_event: one entry per line with its trigger, n working days, calendar days or hours later
triggered as (
    select
        lines.year,
        lines.task_no,
        lines.unit_id,
        coalesce(lines.item, strftime(lines.triggered_on, '%Y-%m-%d')) as label,
        [lines.item] as names,
        lines.triggered_on,
        lines.triggered_at,
        lines.completed_at as done_at,
        case
            when lines.unit = 'workday' then due.day
            when lines.unit = 'hour' then cast(lines.triggered_at + to_hours(lines.n) as date)
            else days_after(lines.triggered_on, lines.n, lines.unit)
        end as due_on,
        case
            when
                lines.unit = 'hour'
                and lines.triggered_has_time
                and coalesce(lines.completed_has_time, true)
                then lines.triggered_at + to_hours(lines.n)
        end as due_at,
        coalesce(due.is_provisional, false)
        or (
            lines.unit = 'hour'
            and not (lines.triggered_has_time and coalesce(lines.completed_has_time, true))
        ) as is_provisional
    from lines
    left join core.calendar as trigger_day
        on lines.unit = 'workday' and lines.triggered_on = trigger_day.day
    left join core.calendar as due
        on trigger_day.workday_no + lines.n = due.workday_no and due.is_workday
    where lines.kind = 'after_event' and lines.triggered_on is not null
),

-- the first event of a name keeps it, so that a later one does not rename what is already there
numbered as (
    select
        *,
        row_number() over (
            partition by year, task_no, unit_id, label
            order by triggered_at, done_at, due_on
        ) as turn,
        row_number() over (
            partition by year, task_no, unit_id, label, triggered_at
            order by done_at, due_on
        ) as twin
    from triggered
),

event_entries as (
    select
        year,
        task_no,
        unit_id,
        label
        || case when turn > 1 then '@' || strftime(triggered_at, '%Y-%m-%d %H:%M') else '' end
        || case when twin > 1 then '~' || twin else '' end as entry,
        names,
        triggered_on,
        due_on,
        due_at,
        done_at,
        is_provisional
    from numbered
),

entries as (
    from single_entries
    union all by name
    from count_entries
    union all by name
    from recurring_entries
    union all by name
    from event_entries
)

select
    entries.year,
    entries.unit_id,
    entries.task_no,
    owed.role,
    owed.kind,
    tasks.item,
    tasks.requirement,
    entries.entry,
    coalesce(entries.names, []) as names,
    coalesce(entries.is_in_order, false) as is_in_order,
    entries.triggered_on,
    entries.due_on,
    entries.due_at,
    cast(entries.done_at as date) as done_on,
    entries.done_at,
    entries.is_provisional
from entries
inner join owed using (year, task_no, unit_id)
inner join core.tasks using (year, task_no)
inner join core.units using (unit_id)
where coalesce(entries.due_on >= units.active_from, true)
