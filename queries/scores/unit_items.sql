-- One row per unit and item that applies to it: everyone, its group, or it by name.
-- grain: unit_id, item
-- params: edition
-- columns:
select distinct
    units.unit_id,
    items.item
from core.units
cross join scores.items
left join scheme.item_targets
    on
        item_targets.edition_id = $edition
        and items.item = item_targets.item
        and item_targets.target in (units.unit_id, units.group_name)
where items.applies_to_all or item_targets.item is not null
