-- The rows of every unit's ledger form: each line it has handed in under its own tasks, and a reserved row for each entry
-- it owes without a line. A task that waits for an event has a reserved row more; one without entries has one until
-- its first line.
-- grain: unit_id, task_no, is_reserved, item, period, triggered_at
-- params: year, as_of
-- columns: due_on = as extended by the as-of date, null without one; n, unit = of a deadline after an event
with

owned as (
    select
        active_units.unit_id,
        units.name,
        units.group_name,
        assignments.task_no,
        assignments.role,
        tasks.requirement,
        tasks.deadline,
        coalesce(task_deadlines.kind, 'missing') as kind,
        task_deadlines.n,
        task_deadlines.unit,
        deadline_class(coalesce(task_deadlines.kind, 'missing')) <> 'dated'
        or (task_deadlines.kind <> 'recurring' and task_deadlines.due_on is null) as is_undated,
        row(tasks.batch_id, tasks.file_no, tasks.row_no) as place
    from scores.active_units
    inner join core.units using (unit_id)
    inner join core.assignments using (unit_id)
    inner join core.tasks using (year, task_no)
    left join core.task_deadlines
        on
            tasks.year = task_deadlines.year
            and tasks.task_no = task_deadlines.task_no
            and task_deadlines.deadline_no = 1
    where active_units.as_of = $as_of and assignments.year = $year
),

known as (
    select
        entries.unit_id,
        entries.task_no,
        entries.entry,
        entries.names,
        entries.is_in_order,
        entries.triggered_on,
        entries.done_at,
        coalesce(extended.due_on, entries.due_on) as due_on,
        entries.is_provisional
    from core.entries
    left join scores.entries as extended
        on
            extended.as_of = $as_of
            and entries.unit_id = extended.unit_id
            and entries.task_no = extended.task_no
            and entries.entry = extended.entry
    where entries.year = $year
),

reported as (
    select
        owned.*,
        false as is_reserved,
        ledger.item,
        ledger.period,
        ledger.count,
        ledger.triggered_at,
        ledger.triggered_has_time,
        ledger.completed_at,
        ledger.completed_has_time,
        ledger.progress,
        ledger.evidence,
        min(known.due_on) as due_on,
        coalesce(bool_or(known.is_provisional), false) as is_provisional
    from owned
    inner join core.ledger
        on
            ledger.year = $year
            and owned.unit_id = ledger.unit_id
            and owned.task_no = ledger.task_no
    left join known
        on
            owned.unit_id = known.unit_id
            and owned.task_no = known.task_no
            and case
                when owned.kind = 'after_event'
                    then
                        ledger.triggered_on = known.triggered_on
                        and known.names[1] is not distinct from ledger.item
                when known.is_in_order
                    then
                        ledger.completed_at = known.done_at
                        and known.names[1] is not distinct from ledger.item
                when owned.kind = 'recurring' then ledger.period = known.entry
                else true
            end
    group by all
),

lines as (
    select
        unit_id,
        task_no,
        list(period) as periods
    from reported
    group by all
),

reserved as (
    select
        owned.*,
        true as is_reserved,
        case when owned.kind = 'recurring' then known.entry end as period,
        known.due_on,
        known.is_provisional
    from owned
    inner join known using (unit_id, task_no)
    left join lines using (unit_id, task_no)
    where
        owned.kind <> 'after_event'
        and not known.is_in_order
        and case
            when owned.kind = 'recurring' then not coalesce(list_contains(lines.periods, known.entry), false)
            when owned.kind = 'count' then known.done_at is null
            else lines.task_no is null
        end
    union all by name
    select
        owned.*,
        true as is_reserved,
        false as is_provisional
    from owned
    left join lines using (unit_id, task_no)
    where owned.is_undated and (owned.kind = 'after_event' or lines.task_no is null)
),

rows_of_forms as (
    from reported
    union all by name
    from reserved
)

select
    unit_id,
    name,
    group_name,
    task_no,
    role,
    requirement,
    deadline,
    kind,
    n,
    unit,
    is_reserved,
    item,
    period,
    count,
    triggered_at,
    triggered_has_time,
    completed_at,
    completed_has_time,
    progress,
    evidence,
    due_on,
    is_provisional
from rows_of_forms
order by
    unit_id,
    role = 'support',
    place,
    is_reserved and kind = 'after_event',
    period,
    due_on nulls last,
    triggered_at,
    completed_at,
    item
