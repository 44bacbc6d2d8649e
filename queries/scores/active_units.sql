-- One row per as-of date and unit that counts then; all units, or those asked for.
-- grain: as_of, unit_id
-- params: first_unit, last_unit
-- columns:
select
    dates.as_of,
    dates.d,
    units.unit_id,
    units.name,
    units.group_name
from scores.dates
inner join core.units
    on
        coalesce(units.active_from, date '1900-01-01') <= dates.active_on
        and coalesce(units.active_to, date '9999-12-31') >= dates.active_on
where $first_unit is null or units.unit_id between $first_unit and $last_unit
