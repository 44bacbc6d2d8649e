-- One row per closed round and correction, with the one that stands today.
-- grain: round_no
-- params:
-- columns: correction_no = 0 for the first publication; stands = the newest correction of its name and year
select
    rounds.round_no,
    rounds.name,
    rounds.correction_no,
    rounds.reason,
    rounds.year,
    rounds.as_of,
    rounds.edition_id,
    rounds.release_id,
    rounds.publish,
    rounds.closed_at,
    rounds.closed_by,
    rounds.correction_no = max(rounds.correction_no) over (
        partition by rounds.year, rounds.name
    ) as stands
from raw.rounds
