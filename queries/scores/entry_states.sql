-- One row per subject and ledger entry its unit owes: due date as extended by D, done or not, and its value.
-- In a what-if the one entry is completed on D (recover), or its clock runs to the horizon (wait).
-- grain: subject_id, ref
-- params: year, horizon, edition
-- columns: value = 1 on time, the component's late_credit when late, 0 overdue and not done; null when not countable
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
        known.ref,
        arg_max(extensions.new_due_on, row(extensions.decided_on, extensions.requested_on)) as new_due_on
    from known
    inner join core.extensions
        on
            known.unit_id = extensions.unit_id
            and known.year = extensions.year
            and known.task_no = extensions.task_no
            and known.d >= extensions.decided_on
            and (known.entry = extensions.item or known.entries_of_task = 1)
    where extensions.decision = 'granted' and extensions.new_due_on is not null
    group by all
),

placed as (
    select
        known.*,
        items.component,
        items.item as item_code,
        items.late_credit,
        granted.new_due_on
    from known
    left join granted using (as_of, unit_id, ref)
    left join scores.item_names on item_names.source = 'ledger' and known.item = item_names.words
    left join scores.items
        on
            items.source = 'ledger'
            and (items.is_implicit or item_names.item = items.item)
            and known.role <> 'support'
),

supposed as (
    select
        subjects.subject_id,
        placed.* exclude (done_on, done_at),
        coalesce(subjects.kind = 'task' and subjects.ref = placed.ref, false) as is_meant,
        case
            when placed.done_on <= placed.d then placed.done_on
            when is_meant and subjects.supposed = 'recover' then placed.d
        end as done_on,
        case
            when placed.done_on <= placed.d then placed.done_at
            when is_meant and subjects.supposed = 'recover' then cast(placed.d as timestamp)
        end as done_at,
        case
            when is_meant and subjects.supposed = 'wait' then greatest(placed.d, cast($horizon as date))
            else placed.d
        end as clock
    from scores.subjects
    inner join placed using (as_of, unit_id)
),

judged as (
    select
        supposed.* exclude (due_on),
        supposed.due_on as original_due_on,
        coalesce(new_due_on, supposed.due_on) as current_due_on,
        case
            when new_due_on is null and due_at is not null then done_at > due_at
            else done_on > coalesce(new_due_on, supposed.due_on)
        end as is_late
    from supposed
)

select
    subject_id,
    as_of,
    unit_id,
    task_no,
    role,
    kind,
    requirement,
    component,
    item_code as item,
    entry,
    ref,
    original_due_on,
    current_due_on as due_on,
    done_on,
    is_provisional,
    role <> 'support' and (done_on is not null or current_due_on < clock) as is_countable,
    case
        when role = 'support' then null
        when done_on is not null and is_late then late_credit
        when done_on is not null then 1
        when current_due_on < clock then 0
    end as value,
    case
        when done_on is not null and is_late then 'late'
        when done_on is not null then 'done'
        when current_due_on < clock then 'overdue'
        else 'open'
    end as state
from judged
where current_due_on is not null
