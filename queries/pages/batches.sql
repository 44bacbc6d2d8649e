-- One row per stored batch, newest first.
-- grain: batch_id
-- params:
-- columns: is_live = false once undone; switched_in = the newest undo or rollback that reached it
select
    batch_id,
    what,
    stored_at,
    stored_by,
    note,
    rows_in,
    rows_refused,
    release_id,
    is_live,
    switched_in
from core.batches
order by batch_id desc
