-- One row per unit and component of a closed round as it was published: the same columns as `score_components`.
-- grain: unit_id, component
-- params: round_no
-- columns: full_points = the component's points; weight = effective
select
    unit_id,
    component,
    component_name,
    score,
    full_points,
    rate,
    weight
from raw.round_components
where round_no = $round_no
order by unit_id, component_no
