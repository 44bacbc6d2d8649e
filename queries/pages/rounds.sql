-- One row per closed round and correction, newest last.
-- grain: round_no
-- params:
-- columns:
select
    round_no,
    name,
    correction_no,
    reason,
    year,
    as_of,
    release_id,
    publish,
    closed_at,
    closed_by,
    stands
from core.rounds
order by year, as_of, round_no
