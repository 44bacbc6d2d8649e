-- The item that a spot check of a year names by its code or its name.
-- grain: item
-- params: year, item
-- columns: item = code or name; points = full marks of one check; is_implicit = the one item of a component without items
select
    items.item,
    items.points,
    items.is_implicit
from core.editions
inner join scheme.items using (edition_id)
inner join scheme.components using (edition_id, component)
where editions.year = $year and components.source = 'spot_check' and $item in (items.item, items.name)
