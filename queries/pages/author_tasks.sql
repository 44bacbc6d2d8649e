-- Dated, triggered and open-ended tasks apart, and what became of the entries that units lead or own.
-- grain: deadline_class
-- params: year, as_of, group_name
-- columns: tasks = of the plan; entries = owed by units: done, late, overdue or open; due = all but the open ones; of = entries;
--   in_time_share = done / due of all classes together, the same in every row, null before anything was due
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
        sum(ledger_cells.open) as open
    from scores.ledger_cells
    inner join core.units using (unit_id)
    where
        ledger_cells.as_of = $as_of
        and ledger_cells.role <> 'support'
        and coalesce(units.group_name = $group_name, true)
    group by all
),

filled as (
    select
        classes.deadline_class,
        coalesce(planned.tasks, 0) as tasks,
        cast(coalesce(owed.entries, 0) as integer) as entries,
        cast(coalesce(owed.done, 0) as integer) as done,
        cast(coalesce(owed.late, 0) as integer) as late,
        cast(coalesce(owed.overdue, 0) as integer) as overdue,
        cast(coalesce(owed.open, 0) as integer) as open
    from classes
    left join planned using (deadline_class)
    left join owed using (deadline_class)
)

select
    cast($as_of as date) as as_of,
    filled.deadline_class,
    filled.tasks,
    filled.entries,
    filled.done,
    filled.late,
    filled.overdue,
    filled.open,
    filled.done + filled.late + filled.overdue as due,
    filled.entries as of,
    sum(filled.done) over ()
    / nullif(sum(filled.done + filled.late + filled.overdue) over (), 0) as in_time_share
from filled
order by list_position(['dated', 'triggered', 'open'], filled.deadline_class)
