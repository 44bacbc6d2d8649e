-- One row per batch that counts: stored and not undone (the last word on a batch wins, so an undo can be undone).
-- grain: batch_id
-- params:
-- columns:
select batches.batch_id
from raw.batches
left join raw.batch_states on batches.batch_id = batch_states.target_batch_id
group by batches.batch_id
having coalesce(arg_max(batch_states.is_live, batch_states.batch_id), true)
order by batches.batch_id
