-- One row per unit: what `score` answers (files.md section 2), rated or not.
-- grain: unit_id
-- params: as_of
-- columns: base to ten decimals: the last bits of a sum depend on the order in which threads add; total = printed score;
--   reason = why not rated, or what is still missing
select
    unit_id,
    name,
    group_name,
    status,
    total,
    full_marks,
    round(base, 10) as base,
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
from scores.results
where as_of = $as_of
order by group_name, rank nulls last, unit_id
