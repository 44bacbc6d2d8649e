-- The appeals against one finding or one spot check, the newest first.
-- grain: appealed_on
-- params: finding_id, check_id
-- columns: finding_id, check_id = one of the two, the other null; result = upheld, withdrawn, changed, or null while it
--   waits
select
    appealed_on,
    decided_on,
    result
from core.appeals
where finding_id is not distinct from $finding_id and check_id is not distinct from $check_id
order by appealed_on desc
