-- The unit that a name, alias or id means.
-- grain: unit_id
-- params: name
-- columns: $name = as a person writes it; name = the unit's own
select
    unit_names.unit_id,
    units.name
from core.unit_names
inner join core.units using (unit_id)
where unit_names.name = fold_name($name)
