-- One row per release ever published, newest first.
-- grain: release_id
-- params:
-- columns: batches = how many came with it
select
    releases.release_id,
    releases.published_at,
    releases.parent_id,
    releases.last_batch_id,
    releases.last_batch_id
    - coalesce(lag(releases.last_batch_id) over (order by releases.release_no), 0) as batches
from raw.releases
order by releases.release_no desc
