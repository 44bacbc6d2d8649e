-- The mean rate of each component and each item over the units that have data, for comparing years.
-- grain: component, item
-- params: as_of, group_name
-- columns: item = null for the component itself; rate = mean over the units of what each got of its points (0 to 1),
--   of an item by period first; unit_count = units with data
with

chosen_units as (
    select
        totals.subject_id,
        totals.unit_id
    from scores.totals
    inner join core.units using (unit_id)
    where
        totals.as_of = $as_of
        and totals.supposed is null
        and coalesce(units.group_name = $group_name, true)
),

component_rates as (
    select
        components.component,
        null as item,
        avg(components.rate) as rate,
        count(components.rate) as unit_count
    from scores.components
    inner join chosen_units using (unit_id)
    where components.as_of = $as_of
    group by all
),

unit_item_rates as (
    select
        cells.component,
        cells.item,
        cells.subject_id,
        avg(greatest(0, least(cells.points, cells.got)) / cells.points) as rate
    from scores.cells
    inner join chosen_units using (subject_id)
    where cells.status = 'scored'
    group by all
),

item_rates as (
    select
        unit_item_rates.component,
        unit_item_rates.item,
        avg(unit_item_rates.rate) as rate,
        count(*) as unit_count
    from unit_item_rates
    inner join scores.items using (item)
    where not items.is_implicit
    group by all
)

select
    component,
    item,
    rate,
    unit_count
from component_rates
union all by name
select
    component,
    item,
    rate,
    unit_count
from item_rates
order by component, item nulls first
