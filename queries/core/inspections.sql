-- One row per inspection: the newest row of its key that counts, of a unit that exists.
-- grain: inspection_id
-- params:
-- columns:
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct inspections.unit from staging.inspections) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    inspections.inspection_id,
    known.unit_id,
    inspections.year,
    inspections.quarter,
    inspections.inspected_on,
    inspections.inspector,
    inspections.batch_id,
    inspections.file_no,
    inspections.row_no
from staging.inspections
inner join core.live_batches using (batch_id)
inner join known on inspections.unit = known.unit
qualify
    row_number() over (
        partition by inspections.inspection_id
        order by inspections.batch_id desc, inspections.file_no desc, inspections.row_no desc
    ) = 1
