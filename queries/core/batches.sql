-- One row per stored batch: who, when, what, and whether it counts today.
-- grain: batch_id
-- params:
-- columns: is_live = false once undone; switched_in = the newest undo or rollback that reached it
with

switches as (
    select
        batch_states.target_batch_id as batch_id,
        max(batch_states.batch_id) as switched_in
    from raw.batch_states
    group by all
)

select
    batches.batch_id,
    batches.what,
    batches.stored_at,
    batches.stored_by,
    batches.note,
    batches.rows_in,
    batches.rows_refused,
    batches.release_id,
    batches.batch_id in (select live_batches.batch_id from core.live_batches) as is_live,
    switches.switched_in
from raw.batches
left join switches on batches.batch_id = switches.batch_id
