-- One row per unit at a date, as a round stores it.
-- grain: unit_id
-- params: as_of
-- columns:
select
    unit_id,
    name,
    group_name,
    status,
    total,
    full_marks,
    base,
    bonus,
    major,
    is_vetoed,
    exact_total,
    decimals,
    rank,
    rank_low,
    rank_high,
    ranked_in_group,
    grade,
    converted,
    check_count,
    reason
from scores.results
where as_of = $as_of
