-- One row per finding or dated or triggered task past its deadline, waiting for a decision, or due soon.
-- grain: kind, unit_id, ref
-- params: as_of, due_within
-- columns: status = overdue, pending (asked in time, not decided) or due_soon (within so many working days);
--   original_due_on = before extensions
with

today as (
    select
        dates.as_of,
        dates.d,
        min(calendar.day) as horizon
    from scores.dates
    inner join core.calendar as now_on on dates.d = now_on.day
    inner join core.calendar
        on
            dates.d <= calendar.day
            and now_on.workday_no + $due_within = calendar.workday_no
    where dates.as_of = $as_of
    group by all
),

items as (
    select
        'finding' as kind,
        findings.finding_id as ref,
        findings.unit_id,
        findings.description,
        findings.due_on,
        findings.original_due_on,
        findings.days_late,
        findings.is_pending
    from scores.findings
    where
        findings.as_of = $as_of
        and not findings.is_reported
        and findings.state <> 'withdrawn'
        and findings.due_on is not null
    union all by name
    select
        'task' as kind,
        entries.ref,
        entries.unit_id,
        entries.requirement as description,
        entries.due_on,
        entries.original_due_on,
        greatest(0, today.d - entries.due_on) as days_late,
        false as is_pending
    from scores.entries
    cross join today
    where
        entries.as_of = $as_of
        and entries.role <> 'support'
        and entries.done_on is null
)

select
    items.kind,
    items.ref,
    items.unit_id,
    units.name,
    units.group_name,
    items.description,
    items.due_on,
    items.original_due_on,
    items.days_late,
    case
        when items.days_late > 0 then 'overdue'
        when items.due_on < today.d then 'pending'
        else 'due_soon'
    end as status
from items
cross join today
inner join core.units using (unit_id)
where items.days_late > 0 or items.due_on <= today.horizon
order by items.days_late desc, items.due_on, items.kind, items.unit_id, items.ref
