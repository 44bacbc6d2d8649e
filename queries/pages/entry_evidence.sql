-- The files attached to the lines of one unit's ledger of a year, and to its requests for more time for its tasks.
-- grain: sha256, kind, ref, batch_id
-- params: year, unit_id
-- columns: kind = ledger or task; ref = the line (data/work/steps/ledger.py, line_ref), of a request the task and its entry
select
    evidence.kind,
    evidence.sha256,
    evidence.ref,
    evidence.batch_id,
    evidence.name,
    evidence.size,
    evidence.unit_id
from core.evidence
where evidence.kind in ('ledger', 'task') and evidence.year = $year and evidence.unit_id = $unit_id
order by evidence.batch_id desc, evidence.name asc
