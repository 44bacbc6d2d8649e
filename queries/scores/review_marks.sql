-- One row per as-of date, unit and review item with what its rule needs: the marks it got.
-- grain: as_of, unit_id, item
-- params: year
-- columns: got = of the item's points; least and greatest skip nulls, so what is missing is tested first
with

named as (
    select
        dates.as_of,
        reviews.unit_id,
        items.item,
        items.rule,
        items.points,
        reviews.awarded,
        reviews.actual,
        reviews.target,
        reviews.reviewed_on,
        reviews.batch_id,
        reviews.file_no,
        reviews.row_no
    from core.reviews
    inner join scores.dates on reviews.reviewed_on <= dates.d
    inner join scores.item_names on item_names.source = 'review' and reviews.item = item_names.words
    inner join scores.items on item_names.item = items.item
    where reviews.year = $year
),

marked as (
    select
        named.*,
        case
            when rule = 'entered' and awarded is not null then greatest(0, least(points, awarded))
            when rule = 'target' and actual is not null and target > 0 then points * least(1, actual / target)
        end as got
    from named
)

select
    as_of,
    unit_id,
    item,
    arg_max(got, row(batch_id, file_no, row_no)) as got,
    max(reviewed_on) as reviewed_on
from marked
where got is not null
group by all
