-- One spot check as it stands, to be put right or withdrawn: what is stored, and whose account recorded it.
-- grain: check_id
-- params: ref
-- columns: login = of the account that first stored it, null when it came with a file; batch_id = of the row that
--   counts today
with

first_stored as (
    select min(spot_checks.batch_id) as batch_id
    from staging.spot_checks
    inner join core.live_batches using (batch_id)
    where spot_checks.check_id = $ref
)

select
    spot_checks.check_id,
    spot_checks.unit_id,
    units.name,
    spot_checks.checked_on,
    spot_checks.item,
    spot_checks.sample,
    spot_checks.earned,
    spot_checks.possible,
    spot_checks.checker,
    spot_checks.task_no,
    spot_checks.evidence,
    spot_checks.note,
    spot_checks.withdrawn_on,
    saves.login,
    spot_checks.batch_id
from core.spot_checks
inner join core.units using (unit_id)
cross join first_stored
left join core.saves on first_stored.batch_id = saves.batch_id
where spot_checks.check_id = $ref
