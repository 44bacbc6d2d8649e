-- A few units side by side: the rate of each component of the scheme.
-- grain: unit_id, component
-- params: as_of, units
-- columns: unit_no = place among the $units asked for; score, full_points, rate = null without data; marks = of the total
select
    list_position(cast($units as varchar[]), results.unit_id) as unit_no,
    results.unit_id,
    results.name,
    results.decimals,
    components.component,
    components.component_no,
    components.component_name,
    components.score,
    components.full_points,
    components.rate,
    components.rate * components.weight * results.full_marks as marks,
    results.as_of
from scores.results
inner join scores.components using (as_of, unit_id)
where results.as_of = $as_of and results.unit_id in (select unnest(cast($units as varchar[])))
order by components.component_no, unit_no
