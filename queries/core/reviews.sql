-- One row per reviewed item of a unit: the newest row of its key that counts, of a unit that exists.
-- grain: unit_id, year, item
-- params:
-- columns:
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct reviews.unit from staging.reviews) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    known.unit_id,
    reviews.year,
    reviews.item,
    reviews.awarded,
    reviews.actual,
    reviews.target,
    reviews.reviewed_on,
    reviews.note,
    reviews.batch_id,
    reviews.file_no,
    reviews.row_no
from staging.reviews
inner join core.live_batches using (batch_id)
inner join known on reviews.unit = known.unit
qualify
    row_number() over (
        partition by known.unit_id, reviews.year, reviews.item
        order by reviews.batch_id desc, reviews.file_no desc, reviews.row_no desc
    ) = 1
