-- One row per unit and component at a date, as a round stores it.
-- grain: unit_id, component
-- params: as_of
-- columns: full_points = the component's points, null without data
select
    unit_id,
    component,
    component_no,
    component_name,
    score,
    full_points,
    rate,
    weight
from scores.components
where as_of = $as_of
