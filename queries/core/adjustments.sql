-- One row per bonus, major deduction or veto: the newest row of its key that counts, of a unit that exists.
-- grain: adjustment_id
-- params:
-- columns: year = the year it belongs to (scoring.md section 3)
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct adjustments.unit from staging.adjustments) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    adjustments.adjustment_id,
    known.unit_id,
    coalesce(adjustments.year, year(adjustments.decided_on)) as year,
    adjustments.kind,
    adjustments.points,
    adjustments.reason,
    adjustments.decided_on,
    adjustments.batch_id,
    adjustments.file_no,
    adjustments.row_no
from staging.adjustments
inner join core.live_batches using (batch_id)
inner join known on adjustments.unit = known.unit
qualify
    row_number() over (
        partition by adjustments.adjustment_id
        order by adjustments.batch_id desc, adjustments.file_no desc, adjustments.row_no desc
    ) = 1
