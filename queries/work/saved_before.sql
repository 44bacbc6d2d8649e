-- The batch that a form's token is stored with: a form that is sent twice is stored once. No row for a new one.
-- grain: token
-- params: token
-- columns:
select
    token,
    batch_id
from raw.saves
where token = $token
