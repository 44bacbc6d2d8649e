-- One spot check as it stands, to be put right or withdrawn: what is stored, and whose account recorded it.
-- grain: check_id
-- params: ref
-- columns: login = null when it came with a file; batch_id = of the row that counts today
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
    recorded.login,
    spot_checks.batch_id
from core.spot_checks
inner join core.units using (unit_id)
left join core.recorded on recorded.kind = 'spot_checks' and spot_checks.check_id = recorded.ref
where spot_checks.check_id = $ref
