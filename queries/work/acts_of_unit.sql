-- What a unit has done about a finding: signed for it, asked for more time, appealed. No row before it does anything.
-- grain: act
-- params: finding_id
-- columns:
select 'signed' as act
from core.signatures
where finding_id = $finding_id
union
select 'asked' as act
from core.extensions
where finding_id = $finding_id
union
select 'appealed' as act
from core.appeals
where finding_id = $finding_id
