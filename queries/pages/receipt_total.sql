-- How one unit's total comes from its components: one row a component of the scheme.
-- grain: component
-- params: as_of, unit_id
-- columns: score, full_points, rate, weight = null without data (weight = effective); marks = of the base total; score_sum, points_sum =
--   of the components with data; base, bonus, major, exact_total, total = of the unit, the same in every row;
--   is_expected = something of the unit could ever be assessed in it
select
    results.name,
    results.group_name,
    results.status,
    results.reason,
    results.full_marks,
    results.decimals,
    results.base,
    results.bonus,
    results.major,
    results.is_vetoed,
    results.exact_total,
    results.total,
    components.component,
    components.component_no,
    components.component_name,
    components.score,
    components.full_points,
    components.rate,
    components.weight,
    components.rate * components.weight * results.full_marks as marks,
    expected_components.component is not null as is_expected,
    sum(components.score) over () as score_sum,
    sum(components.full_points) over () as points_sum
from scores.results
inner join scores.components using (as_of, unit_id)
left join scores.expected_components using (as_of, unit_id, component)
where results.as_of = $as_of and results.unit_id = $unit_id
order by components.component_no
