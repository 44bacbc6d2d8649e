-- The facts that a kept file is attached to, by its digest: who may see one of them may fetch the file. An uploaded file
-- that waits for a second person belongs to its proposal (kind proposal, of no unit), so that they can look at it.
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
union all
select
    'proposal' as kind,
    cast(proposal_no as varchar) as ref,
    null as unit_id,
    null as year,
    batch_id,
    json_extract_string(sent, '$.file') as name,
    null as media_type
from core.proposals
where json_extract_string(sent, '$.digest') = $digest
order by batch_id desc, kind asc, ref asc
