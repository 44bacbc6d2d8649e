-- The edition of the scheme by which a closed round was scored; another may count for its year today.
-- grain: round_no
-- params: round_no
-- columns:
select
    round_no,
    edition_id
from core.rounds
where round_no = $round_no
