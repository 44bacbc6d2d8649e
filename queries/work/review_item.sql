-- How the scheme of a year marks an item of the annual review, called by its code or name. No row where it has none.
-- grain: item
-- params: year, item
-- columns: $item = as a person writes it; rule = entered (marks) or target (done of planned)
select
    items.item,
    items.name,
    items.rule
from core.editions
inner join scheme.items using (edition_id)
inner join scheme.components using (edition_id, component)
where
    editions.year = $year
    and components.source = 'review'
    and $item in (items.item, items.name)
