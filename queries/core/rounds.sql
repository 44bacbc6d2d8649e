-- One row per closed round and correction, with the one that stands today.
-- grain: round_no
-- params:
-- columns: correction_no = 0 for the first closing; publish = how far it is published today, by the newest word on it;
--   stands = the newest correction of its name and year
with

published as (
    select
        publications.round_no,
        arg_max(publications.publish, publications.batch_id) as publish
    from raw.publications
    inner join core.live_batches using (batch_id)
    group by publications.round_no
)

select
    rounds.round_no,
    rounds.name,
    rounds.correction_no,
    rounds.reason,
    rounds.year,
    rounds.as_of,
    rounds.edition_id,
    rounds.release_id,
    coalesce(published.publish, rounds.publish) as publish,
    rounds.closed_at,
    rounds.closed_by,
    rounds.correction_no = max(rounds.correction_no) over (
        partition by rounds.year, rounds.name
    ) as stands
from raw.rounds
left join published using (round_no)
