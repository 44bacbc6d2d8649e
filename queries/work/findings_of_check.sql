-- The findings that rest on a spot check and still count.
-- grain: finding_id
-- params: check_id
-- columns:
select finding_id
from core.findings
where check_id = $check_id and withdrawn_on is null
order by finding_id
