-- The files attached to one fact, newest first.
-- grain: sha256, batch_id
-- params: kind, ref, unit_id
-- columns: size = bytes
select
    sha256,
    batch_id,
    name,
    size,
    unit_id
from core.evidence
where kind = $kind and ref = $ref and unit_id = $unit_id
order by batch_id desc, name asc
