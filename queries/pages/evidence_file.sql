-- The facts that a kept file is attached to, by its digest: who may see one of them may fetch the file.
-- grain: kind, ref, unit_id, year, batch_id
-- params: digest
-- columns: name = the name it came with
select
    kind,
    ref,
    unit_id,
    year,
    batch_id,
    name,
    media_type
from core.evidence
where sha256 = $digest
order by batch_id desc, kind asc, ref asc
