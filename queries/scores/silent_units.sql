-- One row per as-of date and unit that leads or owns tasks and has handed in no ledger line by D.
-- A line counts as handed in from its own dates on; one without any date counts at once.
-- grain: as_of, unit_id
-- params: year
-- columns: tasks = it leads or owns; overdue = entries past their deadline, all without a line
with

written as (
    select
        ledger.unit_id,
        min(coalesce(ledger.completed_on, ledger.triggered_on, date '1900-01-01')) as first_on
    from core.ledger
    where ledger.year = $year
    group by all
)

select
    ledger_cells.as_of,
    ledger_cells.unit_id,
    count(*) as tasks,
    cast(sum(ledger_cells.overdue) as integer) as overdue
from scores.ledger_cells
inner join scores.dates using (as_of)
left join written using (unit_id)
where ledger_cells.role <> 'support' and coalesce(written.first_on > dates.d, true)
group by all
