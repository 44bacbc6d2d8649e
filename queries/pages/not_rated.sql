-- The units without a score, each with the reason.
-- grain: unit_id
-- params: as_of, group_name
-- columns: check_count = spot checks so far
select
    results.unit_id,
    results.name,
    results.group_name,
    results.check_count,
    results.reason
from scores.results
inner join scores.group_order using (as_of, group_name)
where
    results.as_of = $as_of
    and results.status = 'not_rated'
    and coalesce(results.group_name = $group_name, true)
order by group_order.group_no, results.unit_id
