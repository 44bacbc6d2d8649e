-- A task of a year as one unit has to do with it. No row for no such task.
-- grain: task_no
-- params: unit_id, year, task_no
-- columns: role = the unit's, null when it neither leads, owns nor supports; deadline_kind = of its first deadline,
--   null without one
select
    tasks.task_no,
    assignments.role,
    task_deadlines.kind as deadline_kind
from core.tasks
left join core.assignments
    on
        tasks.year = assignments.year
        and tasks.task_no = assignments.task_no
        and assignments.unit_id = $unit_id
left join core.task_deadlines
    on
        tasks.year = task_deadlines.year
        and tasks.task_no = task_deadlines.task_no
        and task_deadlines.deadline_no = 1
where tasks.year = $year and tasks.task_no = $task_no
