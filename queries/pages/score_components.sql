-- One row per unit and component of the scheme; all null without data.
-- grain: unit_id, component
-- params: as_of
-- columns: full_points = the component's points; weight = effective
select
    unit_id,
    component,
    component_name,
    score,
    full_points,
    rate,
    weight
from scores.components
where as_of = $as_of
order by unit_id, component_no
