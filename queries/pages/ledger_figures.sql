-- The ledger in figures: dated, triggered and open-ended tasks apart, with the entries that units lead or own.
-- grain: deadline_class
-- params: year, as_of, group_name, within
-- columns: tasks = of the plan; entries = owed by units, of them done, late, overdue, soon (at most $within working days
--   away) and not_soon; silent_units = units that owe entries and handed in no ledger, unresolved_tasks = tasks with a
--   responsible word left for a human: the same in every row
with

classes as (
    select unnest(['dated', 'triggered', 'open']) as deadline_class
),

planned as (
    select
        deadline_class(coalesce(task_deadlines.kind, 'missing')) as deadline_class,
        count(*) as tasks
    from core.tasks
    left join core.task_deadlines
        on
            tasks.year = task_deadlines.year
            and tasks.task_no = task_deadlines.task_no
            and task_deadlines.deadline_no = 1
    where tasks.year = $year
    group by all
),

owed as (
    select
        ledger_cells.deadline_class,
        sum(ledger_cells.entries) as entries,
        sum(ledger_cells.done) as done,
        sum(ledger_cells.late) as late,
        sum(ledger_cells.overdue) as overdue,
        sum(ledger_cells.open) as open,
        count(distinct ledger_cells.unit_id) as units
    from scores.ledger_cells
    inner join core.units using (unit_id)
    where
        ledger_cells.as_of = $as_of
        and ledger_cells.role <> 'support'
        and coalesce(units.group_name = $group_name, true)
    group by all
),

soon as (
    select
        deadline_class(entries.kind) as deadline_class,
        count(*) as soon
    from scores.entries
    inner join core.units using (unit_id)
    inner join scores.dates using (as_of)
    inner join core.calendar as today on dates.d = today.day
    inner join core.calendar as due_day on entries.due_on = due_day.day
    where
        entries.as_of = $as_of
        and entries.role <> 'support'
        and entries.state = 'open'
        and due_day.workday_no - today.workday_no <= $within
        and coalesce(units.group_name = $group_name, true)
    group by all
),

silent as (
    select count(*) as silent_units
    from scores.silent_units
    inner join core.units using (unit_id)
    where silent_units.as_of = $as_of and coalesce(units.group_name = $group_name, true)
),

unresolved as (
    select count(distinct parties.task_no) as unresolved_tasks
    from core.parties
    where parties.year = $year and parties.unit_id is null
)

select
    classes.deadline_class,
    coalesce(planned.tasks, 0) as tasks,
    coalesce(owed.units, 0) as units,
    cast(coalesce(owed.entries, 0) as integer) as entries,
    cast(coalesce(owed.done, 0) as integer) as done,
    cast(coalesce(owed.late, 0) as integer) as late,
    cast(coalesce(owed.overdue, 0) as integer) as overdue,
    coalesce(soon.soon, 0) as soon,
    cast(coalesce(owed.open, 0) as integer) - coalesce(soon.soon, 0) as not_soon,
    silent.silent_units,
    unresolved.unresolved_tasks
from classes
left join planned using (deadline_class)
left join owed using (deadline_class)
left join soon using (deadline_class)
cross join silent
cross join unresolved
order by list_position(['dated', 'triggered', 'open'], classes.deadline_class)
