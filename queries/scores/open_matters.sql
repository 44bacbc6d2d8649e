-- One row per as-of date and matter a unit still has to close: a finding not rectified, or an entry not done of a
-- task it leads or owns. Support (配合) is not its to close; a rectification that awaits its recheck is done for it.
-- grain: as_of, unit_id, kind, ref
-- params:
-- columns: kind = finding or task; status = overdue, failed, pending (a decision on it is awaited), open; workdays_left =
--   working days from D to the deadline, null when passed or absent; lost = marks of the total it costs by now
with

matters as (
    select
        findings.as_of,
        findings.unit_id,
        'finding' as kind,
        findings.finding_id as ref,
        findings.task_no,
        findings.description,
        findings.evidence,
        findings.notified_on,
        findings.original_due_on,
        findings.due_on,
        findings.days_late,
        findings.is_pending,
        findings.is_repeat,
        case
            when findings.is_pending then 'pending'
            when findings.days_late > 0 then 'overdue'
            when findings.is_failed then 'failed'
            else 'open'
        end as status
    from scores.findings
    where findings.state in ('open', 'overdue', 'failed')
    union all by name
    select
        entries.as_of,
        entries.unit_id,
        'task' as kind,
        entries.ref,
        entries.task_no,
        entries.requirement as description,
        entries.original_due_on,
        entries.due_on,
        greatest(0, dates.d - entries.due_on) as days_late,
        false as is_pending,
        false as is_repeat,
        entries.state as status
    from scores.entries
    inner join scores.dates using (as_of)
    where entries.state in ('open', 'overdue') and entries.role <> 'support'
),

costs as (
    select
        losses.as_of,
        losses.unit_id,
        case when losses.cause in ('finding', 'overdue') then 'finding' else 'task' end as kind,
        losses.ref,
        sum(losses.marks) as lost
    from scores.losses
    where losses.cause in ('finding', 'overdue', 'task_not_done', 'task_late')
    group by all
)

select
    matters.as_of,
    matters.unit_id,
    matters.kind,
    matters.ref,
    matters.task_no,
    matters.description,
    matters.evidence,
    matters.notified_on,
    matters.original_due_on,
    matters.due_on,
    matters.days_late,
    matters.is_pending,
    matters.is_repeat,
    matters.status,
    case when matters.due_on >= dates.d then due_day.workday_no - today.workday_no end as workdays_left,
    coalesce(costs.lost, 0) as lost
from matters
inner join scores.dates using (as_of)
left join core.calendar as today on dates.d = today.day
left join core.calendar as due_day on matters.due_on = due_day.day
left join costs using (as_of, unit_id, kind, ref)
