-- The marks of the annual review that were given for a year, unit by unit.
-- grain: unit_id, item
-- params: year
-- columns: awarded = points given; actual, target = counts, where the item goes by them
select
    units.name,
    units.group_name,
    reviews.unit_id,
    reviews.item,
    reviews.awarded,
    reviews.actual,
    reviews.target,
    reviews.reviewed_on,
    reviews.note,
    reviews.batch_id
from core.reviews
inner join core.units using (unit_id)
where reviews.year = $year
order by units.group_name, units.unit_id, reviews.item
