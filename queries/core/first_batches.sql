-- One row per finding and spot check that was stored more than once: the first batch that holds it and counts.
-- grain: kind, ref
-- params:
-- columns: kind = finding or check; ref = its number
with

stored as (
    select
        'finding' as kind,
        finding_id as ref,
        batch_id
    from staging.findings
    union all
    select
        'check' as kind,
        check_id as ref,
        batch_id
    from staging.spot_checks
)

select
    stored.kind,
    stored.ref,
    min(stored.batch_id) as batch_id
from stored
inner join core.live_batches using (batch_id)
group by stored.kind, stored.ref
having min(stored.batch_id) < max(stored.batch_id)
