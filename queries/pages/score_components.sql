-- One row per unit and component of the scheme; all null without data.
-- grain: unit_id, component
-- params: as_of
-- columns: full_points = the component's points; weight = effective; score to ten decimals as in pages/score, shares to twelve
select
    unit_id,
    component,
    component_name,
    round(score, 10) as score,
    full_points,
    round(rate, 12) as rate,
    round(weight, 12) as weight
from scores.components
where as_of = $as_of
order by unit_id, component_no
