-- One row per stored batch: who, when, what, and whether it counts today.
-- grain: batch_id
-- params:
-- columns: is_live = false once undone
select
    batches.batch_id,
    batches.what,
    batches.stored_at,
    batches.stored_by,
    batches.note,
    batches.rows_in,
    batches.rows_refused,
    batches.release_id,
    batches.batch_id in (select live_batches.batch_id from core.live_batches) as is_live
from raw.batches
