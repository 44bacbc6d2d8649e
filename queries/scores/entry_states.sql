-- One row per subject and ledger entry its unit owes: due date as extended by D, done or not, and its value.
-- In a what-if the one entry is completed on D (recover), or its clock runs to the horizon (wait).
-- grain: subject_id, ref
-- params: horizon
-- columns: value = 1 on time, the component's late_credit when late, 0 overdue and not done; null when not countable
with

supposed as (
    select
        subjects.subject_id,
        entry_facts.* exclude (done_on, done_at),
        coalesce(subjects.kind = 'task' and subjects.ref = entry_facts.ref, false) as is_meant,
        case
            when is_meant and subjects.supposed = 'recover' then coalesce(entry_facts.done_on, entry_facts.d)
            else entry_facts.done_on
        end as done_on,
        case
            when is_meant and subjects.supposed = 'recover'
                then coalesce(entry_facts.done_at, cast(entry_facts.d as timestamp))
            else entry_facts.done_at
        end as done_at,
        case
            when is_meant and subjects.supposed = 'wait' then greatest(entry_facts.d, cast($horizon as date))
            else entry_facts.d
        end as clock
    from scores.subjects
    inner join scores.entry_facts using (as_of, unit_id)
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
    item,
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
