-- Every unit that counts at the as-of date, with its place.
-- grain: unit_id
-- params: as_of, group_name
-- columns: rank, total = null when not rated, reason says why
select
    results.unit_id,
    results.name,
    results.group_name,
    results.status,
    results.total,
    results.decimals,
    results.rank,
    results.ranked_in_group,
    results.grade,
    results.reason
from scores.results
inner join scores.group_order using (as_of, group_name)
where results.as_of = $as_of and coalesce(results.group_name = $group_name, true)
order by group_order.group_no, results.rank nulls last, results.unit_id
