-- The files attached to the lines of one unit's ledger of a year.
-- grain: sha256, ref, batch_id
-- params: year, unit_id
-- columns: ref = the line (data/work/steps/ledger.py, line_ref)
select
    evidence.sha256,
    evidence.ref,
    evidence.batch_id,
    evidence.name,
    evidence.size,
    evidence.unit_id
from core.evidence
where evidence.kind = 'ledger' and evidence.year = $year and evidence.unit_id = $unit_id
order by evidence.batch_id desc, evidence.name asc
