-- One row per unit of a closed round as it was published: the same columns as `score`, from the stored rows.
-- grain: unit_id
-- params: round_no
-- columns: total = printed score; reason = why not rated, or what was still missing
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
    rank,
    rank_low,
    rank_high,
    grade,
    converted,
    reason,
    check_count,
    decimals
from raw.round_results
where round_no = $round_no
order by group_name, rank nulls last, unit_id
