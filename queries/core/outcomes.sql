-- One row per recorded decision of people about a unit: the newest row of its key that counts, of a unit that exists.
-- grain: unit_id, kind, decided_on
-- params:
-- columns:
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct outcomes.unit from staging.outcomes) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    known.unit_id,
    outcomes.kind,
    outcomes.decided_on,
    outcomes.round,
    outcomes.document,
    outcomes.reason,
    outcomes.batch_id,
    outcomes.file_no,
    outcomes.row_no
from staging.outcomes
inner join core.live_batches using (batch_id)
inner join known on outcomes.unit = known.unit
qualify
    row_number() over (
        partition by known.unit_id, outcomes.kind, outcomes.decided_on
        order by outcomes.batch_id desc, outcomes.file_no desc, outcomes.row_no desc
    ) = 1
