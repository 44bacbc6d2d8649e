-- One row per batch that was saved with a form in the browser and counts: which step, by whose account, when.
-- grain: batch_id
-- params:
-- columns: step = name of the step of work
select
    saves.batch_id,
    saves.step,
    saves.login,
    batches.stored_at
from raw.saves
inner join core.live_batches using (batch_id)
inner join raw.batches using (batch_id)
