-- One row per unit of a closed round as it was published, for a year whose scheme no longer counts.
-- grain: unit_id
-- params: round_no
-- columns:
select
    unit_id,
    name,
    group_name,
    status,
    total,
    rank,
    rank_low,
    rank_high,
    grade,
    converted,
    reason
from raw.round_results
where round_no = $round_no
order by group_name, rank nulls last, unit_id
