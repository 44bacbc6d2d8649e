-- The item of a year's scheme that a code or a name means, among those fed by one kind of facts. No row where it has none;
-- the first row is meant, as in scores.item_names: a code goes before a name.
-- grain: item
-- params: year, source, item
-- columns: $item = as a person writes it; rule = entered (marks), target (done of planned) or another; points = full marks;
--   is_implicit = the one item of a component without items
select
    items.item,
    items.rule,
    items.points,
    items.is_implicit
from core.editions
inner join scheme.items using (edition_id)
inner join scheme.components using (edition_id, component)
where editions.year = $year and components.source = $source and $item in (items.item, items.name)
order by items.item = $item desc, components.component_no, items.item
