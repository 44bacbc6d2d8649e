-- The tasks a unit leads, owns or supports, with how their deadline counts: what a form of its ledger asks goes by it.
-- grain: task_no
-- params: year, unit_id
-- columns: kind = of the first deadline; n, unit = so many working days, days or hours after an event; periods = of a
--   recurring task those the unit owes, in order of their dates, with blanks between
with

periods as (
    select
        entries.task_no,
        string_agg(entries.entry, ' ' order by entries.due_on) as periods
    from core.entries
    where entries.year = $year and entries.unit_id = $unit_id and entries.kind = 'recurring'
    group by all
)

select
    assignments.unit_id,
    units.name,
    tasks.task_no,
    assignments.role,
    tasks.requirement,
    tasks.deadline,
    coalesce(task_deadlines.kind, 'missing') as kind,
    task_deadlines.n,
    task_deadlines.unit,
    periods.periods
from core.assignments
inner join core.units using (unit_id)
inner join core.tasks using (year, task_no)
left join core.task_deadlines
    on
        tasks.year = task_deadlines.year
        and tasks.task_no = task_deadlines.task_no
        and task_deadlines.deadline_no = 1
left join periods on tasks.task_no = periods.task_no
where assignments.year = $year and assignments.unit_id = $unit_id
order by tasks.batch_id, tasks.file_no, tasks.row_no
