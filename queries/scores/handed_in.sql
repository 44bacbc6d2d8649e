-- One row per as-of date and unit that leads or owns tasks: since when it has a ledger line of the year.
-- A line counts as handed in from its own dates on; one without any date counts at once.
-- grain: as_of, unit_id
-- params: year
-- columns: first_on = null while it has handed in no line by D, 1900-01-01 = by a line without a date; tasks = it leads
--   or owns; overdue = its entries past their deadline
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
    case when written.first_on <= dates.d then written.first_on end as first_on,
    count(*) as tasks,
    cast(sum(ledger_cells.overdue) as integer) as overdue
from scores.ledger_cells
inner join scores.dates using (as_of)
left join written using (unit_id)
where ledger_cells.role <> 'support'
group by all
