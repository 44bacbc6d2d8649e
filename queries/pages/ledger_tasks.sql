-- The tasks of the year's plan in its own words, with where the entries of those who lead or own them stand.
-- grain: task_no
-- params: year, as_of, group_name, deadline_class
-- columns: kinds = kinds of all its deadlines; unresolved = responsible words that mean no known unit, left for a human;
--   own_units, support_units = units that answer for it; entries = owed, of them finished and overdue
with

readings as (
    select
        task_no,
        list(kind order by deadline_no) as kinds,
        deadline_class(arg_min(kind, deadline_no)) as deadline_class
    from core.task_deadlines
    where year = $year
    group by all
),

unresolved as (
    select
        task_no,
        string_agg(distinct word, '、' order by word) as unresolved
    from core.parties
    where year = $year and unit_id is null
    group by all
),

standing as (
    select
        ledger_cells.task_no,
        count(*) filter (where ledger_cells.role <> 'support') as own_units,
        count(*) filter (where ledger_cells.role = 'support') as support_units,
        sum(ledger_cells.entries) filter (where ledger_cells.role <> 'support') as entries,
        sum(ledger_cells.done + ledger_cells.late) filter (where ledger_cells.role <> 'support') as finished,
        sum(ledger_cells.overdue) filter (where ledger_cells.role <> 'support') as overdue
    from scores.ledger_cells
    inner join core.units using (unit_id)
    where ledger_cells.as_of = $as_of and coalesce(units.group_name = $group_name, true)
    group by all
)

select
    tasks.task_no,
    tasks.category,
    tasks.subcategory,
    tasks.requirement,
    tasks.responsible,
    tasks.deadline,
    tasks.source,
    coalesce(readings.kinds, ['missing']) as kinds,
    coalesce(readings.deadline_class, 'open') as deadline_class,
    unresolved.unresolved,
    coalesce(standing.own_units, 0) as own_units,
    coalesce(standing.support_units, 0) as support_units,
    cast(coalesce(standing.entries, 0) as integer) as entries,
    cast(coalesce(standing.finished, 0) as integer) as finished,
    cast(coalesce(standing.overdue, 0) as integer) as overdue
from core.tasks
left join readings using (task_no)
left join unresolved using (task_no)
left join standing using (task_no)
where
    tasks.year = $year
    and coalesce(coalesce(readings.deadline_class, 'open') = $deadline_class, true)
    and ($group_name is null or standing.task_no is not null or unresolved.unresolved is not null)
order by tasks.batch_id, tasks.file_no, tasks.row_no
