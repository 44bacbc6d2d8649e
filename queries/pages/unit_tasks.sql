-- The tasks one unit leads, owns or supports: each entry with its deadline, or the task alone when it has no deadline.
-- grain: role, ref
-- params: year, as_of, unit_id
-- columns: role = lead, owner or support; state = done, late, overdue, open, or undated for a task that owes no entries;
--   extended_to = null unless the deadline was moved
with

entries as (
    select entries.*
    from scores.entries
    where entries.as_of = $as_of and entries.unit_id = $unit_id
),

undated as (
    select
        assignments.role,
        assignments.task_no,
        assignments.task_no as ref,
        tasks.requirement,
        tasks.deadline,
        'undated' as state,
        false as is_provisional
    from core.assignments
    inner join core.tasks using (year, task_no)
    left join entries using (task_no)
    where assignments.year = $year and assignments.unit_id = $unit_id and entries.ref is null
),

dated as (
    select
        entries.role,
        entries.task_no,
        entries.ref,
        entries.requirement,
        tasks.deadline,
        entries.original_due_on,
        case when entries.due_on <> entries.original_due_on then entries.due_on end as extended_to,
        entries.done_on,
        entries.state,
        entries.is_provisional
    from entries
    inner join core.tasks on tasks.year = $year and entries.task_no = tasks.task_no
),

tasks_of_unit as (
    from dated
    union all by name
    from undated
)

select
    role,
    task_no,
    ref,
    requirement,
    deadline,
    original_due_on,
    extended_to,
    done_on,
    state,
    is_provisional
from tasks_of_unit
order by
    role = 'support',
    list_position(['overdue', 'open', 'late', 'done', 'undated'], state),
    coalesce(extended_to, original_due_on, date '9999-12-31'),
    task_no,
    ref
