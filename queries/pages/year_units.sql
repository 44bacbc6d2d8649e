-- One row per unit that counts: its result, for comparing years.
-- grain: unit_id
-- params: as_of, group_name
-- columns: group_no = the group's place in the units file; reason = why not rated, or what is still missing
select
    results.unit_id,
    results.name,
    results.group_name,
    group_order.group_no,
    results.status,
    results.total,
    results.decimals,
    results.is_vetoed,
    results.rank,
    results.ranked_in_group,
    results.grade,
    results.reason
from scores.results
inner join scores.group_order using (as_of, group_name)
where results.as_of = $as_of and coalesce(results.group_name = $group_name, true)
order by group_order.group_no, results.rank nulls last, results.unit_id
