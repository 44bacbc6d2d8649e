-- One row per unit and item that does not apply to it: the item is neither everyone's, nor its group's, nor its own by name.
-- In most schemes they are few: whoever asks what applies leaves these out.
-- grain: unit_id, item
-- params: edition
-- columns:
select
    units.unit_id,
    items.item
from core.units
cross join scores.items
where
    not items.applies_to_all
    and not exists (
        select 1
        from scheme.item_targets
        where
            item_targets.edition_id = $edition
            and items.item = item_targets.item
            and item_targets.target in (units.unit_id, units.group_name)
    )
