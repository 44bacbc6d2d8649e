-- One row per stored draw; an undone one stays and says so, so that no draw disappears unseen.
-- grain: draw_no
-- params:
-- columns: group_name = null when every group was drawn from; release_id = the release the population was read from;
--   population_digest = SHA-256 of the population's cells; is_live = false once undone
select
    draws.draw_no,
    draws.seed,
    draws.size,
    draws.year,
    draws.as_of,
    draws.edition_id,
    draws.group_name,
    draws.release_id,
    draws.made_at,
    draws.made_by,
    draws.population,
    draws.population_digest,
    draws.batch_id,
    draws.batch_id in (select live_batches.batch_id from core.live_batches) as is_live
from raw.draws
