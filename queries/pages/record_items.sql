-- The items of the year's scheme that checks and inspections can name, in the order of the scheme.
-- grain: component, item
-- params: edition
-- columns: source = spot_check or inspection; is_implicit = the one item of a component without items
select
    components.source,
    components.component,
    items.item,
    items.name,
    items.points,
    items.is_implicit
from scheme.items
inner join scheme.components using (edition_id, component)
inner join scheme.indicators using (edition_id, component, indicator)
where items.edition_id = $edition and components.source in ('spot_check', 'inspection')
order by components.component_no, indicators.indicator_no, items.item_no
