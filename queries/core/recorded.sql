-- One row per spot check and inspection that was recorded in the browser: by whose account, when first.
-- What came in with a file has none.
-- grain: kind, ref
-- params:
-- columns: kind = spot_checks or inspections; ref = its number; login = of the account that first stored it
with

written as (
    select
        'spot_checks' as kind,
        spot_checks.check_id as ref,
        spot_checks.batch_id
    from staging.spot_checks
    union all by name
    select
        'inspections' as kind,
        inspections.inspection_id as ref,
        inspections.batch_id
    from staging.inspections
),

first_written as (
    select
        written.kind,
        written.ref,
        min(written.batch_id) as batch_id
    from written
    inner join core.live_batches using (batch_id)
    group by all
)

select
    first_written.kind,
    first_written.ref,
    saves.login,
    saves.stored_at
from first_written
inner join core.saves using (batch_id)
