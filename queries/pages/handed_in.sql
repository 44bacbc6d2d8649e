-- The units that lead or own tasks, and whether each has handed in its ledger by the day the plan sets for it, as a duty or
-- as a task: the latest such day past, before that the next one. A unit hands in with its first ledger line
-- (scores.handed_in).
-- grain: unit_id
-- params: year, as_of, group_name
-- columns: due_on = null where the plan sets no day; duty = the plan's words; first_on = null when by a line without
--   a date; is_past = the day is over by D; state = handed_in, handed_in_late (first line after the day), missing (none,
--   and the day is past), silent (none, and no day past)
with

demanded as (
    select
        year,
        requirement as duty,
        due_on
    from core.plan_duties
    where is_ledger and due_on is not null
    union all
    select
        tasks.year,
        tasks.requirement as duty,
        task_deadlines.due_on
    from core.tasks
    inner join core.task_deadlines using (year, task_no)
    where hands_in_ledger(tasks.requirement) and task_deadlines.due_on is not null
),

-- what fell due stands before what is to come; of each the nearest
days as (
    select
        demanded.due_on,
        demanded.duty,
        dates.d
    from scores.dates
    left join demanded on demanded.year = $year
    where dates.as_of = $as_of
    qualify
        row_number() over (
            order by
                demanded.due_on < dates.d desc,
                abs(demanded.due_on - dates.d),
                demanded.duty
        ) = 1
),

placed as (
    select
        handed_in.unit_id,
        units.name,
        units.group_name,
        group_order.group_no,
        handed_in.as_of,
        handed_in.tasks,
        handed_in.overdue,
        days.due_on,
        days.duty,
        coalesce(days.due_on < days.d, false) as is_past,
        handed_in.first_on,
        case
            when handed_in.first_on is null and days.due_on < days.d then 'missing'
            when handed_in.first_on is null then 'silent'
            when handed_in.first_on > days.due_on then 'handed_in_late'
            else 'handed_in'
        end as state
    from scores.handed_in
    inner join core.units using (unit_id)
    inner join scores.group_order using (as_of, group_name)
    cross join days
    where handed_in.as_of = $as_of and coalesce(units.group_name = $group_name, true)
)

select
    unit_id,
    name,
    group_name,
    group_no,
    as_of,
    tasks,
    overdue,
    due_on,
    duty,
    is_past,
    nullif(first_on, date '1900-01-01') as first_on,
    state
from placed
order by
    list_position(['missing', 'silent', 'handed_in_late', 'handed_in'], state),
    overdue desc,
    tasks desc,
    unit_id
