-- One row per as-of date and ledger entry known by D: its due date as extended by D, and its item in the scheme.
-- An extension moves the one entry it names by period or item, or the only one (scoring.md section 4).
-- grain: as_of, unit_id, ref
-- params: year
-- columns: ref = task_no, with # and the entry where there are several by D; new_due_on = of the latest extension granted
with

known as (
    select
        active_units.as_of,
        active_units.d,
        entries.*,
        count(*) over (
            partition by active_units.as_of, entries.unit_id, entries.task_no
        ) as entries_of_task
    from scores.active_units
    inner join core.entries using (unit_id)
    where
        entries.year = $year
        and coalesce(entries.triggered_on <= active_units.d, true)
),

granted as (
    select
        known.as_of,
        known.unit_id,
        known.task_no,
        known.entry,
        arg_max(extensions.new_due_on, row(extensions.decided_on, extensions.requested_on)) as new_due_on
    from known
    inner join core.extensions
        on
            known.unit_id = extensions.unit_id
            and known.year = extensions.year
            and known.task_no = extensions.task_no
            and known.d >= extensions.decided_on
            and (
                known.entries_of_task = 1
                or known.entry in (extensions.item, read_period(extensions.item))
                or (
                    list_contains(known.names, extensions.item)
                    and (not known.is_in_order or known.done_on <= known.d)
                )
            )
    where extensions.decision = 'granted' and extensions.new_due_on is not null
    group by all
)

select
    known.as_of,
    known.d,
    known.unit_id,
    known.task_no,
    known.role,
    known.kind,
    known.requirement,
    known.entry,
    known.task_no || case when known.entries_of_task > 1 then '#' || known.entry else '' end as ref,
    items.component,
    items.item,
    items.late_credit,
    known.due_on,
    known.due_at,
    granted.new_due_on,
    case when known.done_on <= known.d then known.done_on end as done_on,
    case when known.done_on <= known.d then known.done_at end as done_at,
    known.is_provisional
from known
left join granted using (as_of, unit_id, task_no, entry)
left join scores.item_names on item_names.source = 'ledger' and known.item = item_names.words
left join scores.items
    on
        items.source = 'ledger'
        and (items.is_implicit or item_names.item = items.item)
        and known.role <> 'support'
