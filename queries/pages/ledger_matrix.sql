-- The ledger of one page of units: one row per unit and task, tasks in the order of the plan.
-- grain: unit_id, task_no
-- params: year, as_of, group_name, deadline_class, state, support, within, page, page_size
-- columns: support = false: tasks a unit leads or owns, true: those it supports; state = as in scores.ledger_cells, and
--   soon = the next deadline is at most $within working days away; task_place, unit_place = from 1; page, page_count,
--   unit_count = after the choices, a page past the last is the last
with

chosen as (
    select
        ledger_cells.* exclude (state),
        group_order.group_no,
        units.name,
        units.group_name,
        case
            when ledger_cells.state = 'open' and ledger_cells.workdays_left <= $within then 'soon'
            else ledger_cells.state
        end as state
    from scores.ledger_cells
    inner join core.units using (unit_id)
    inner join scores.group_order using (as_of, group_name)
    where
        ledger_cells.as_of = $as_of
        and coalesce(units.group_name = $group_name, true)
        and coalesce(ledger_cells.deadline_class = $deadline_class, true)
        and (ledger_cells.role = 'support') = $support
),

matched as (
    select
        chosen.*,
        dense_rank() over (order by chosen.group_no, chosen.unit_id) as unit_no
    from chosen
    where coalesce(chosen.state = $state, true)
),

pages as (
    select
        count(distinct unit_id) as unit_count,
        cast(ceil(count(distinct unit_id) / $page_size) as integer) as page_count,
        least($page, page_count) as page
    from matched
)

select
    matched.unit_id,
    matched.name,
    matched.group_name,
    dense_rank() over (order by matched.unit_no) as unit_place,
    matched.task_no,
    dense_rank() over (order by tasks.batch_id, tasks.file_no, tasks.row_no) as task_place,
    tasks.category,
    tasks.requirement,
    tasks.deadline,
    tasks.responsible,
    matched.kind,
    matched.role,
    matched.word,
    matched.state,
    matched.entries,
    matched.done + matched.late as finished,
    matched.overdue,
    matched.due_on,
    matched.done_on,
    matched.is_provisional,
    pages.page,
    pages.page_count,
    pages.unit_count
from matched
inner join pages on ceil(matched.unit_no / $page_size) = pages.page
inner join core.tasks on tasks.year = $year and matched.task_no = tasks.task_no
order by task_place, unit_place
