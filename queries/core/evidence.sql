-- One row per file that was attached to a fact as evidence (佐证附件) and counts.
-- grain: sha256, kind, ref, unit_id, year, batch_id
-- params:
-- columns: kind, ref, unit_id, year = the fact it belongs to; size = bytes
select distinct
    evidence.sha256,
    evidence.kind,
    evidence.ref,
    evidence.unit_id,
    evidence.year,
    evidence.batch_id,
    evidence.name,
    evidence.size,
    evidence.media_type
from raw.evidence
inner join core.live_batches using (batch_id)
