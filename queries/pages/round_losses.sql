-- One row per lost mark at a date, as a round stores it.
-- grain: unit_id, component, period, item, cause, ref
-- params: as_of
-- columns:
select
    unit_id,
    component,
    component_name,
    period,
    indicator,
    indicator_name,
    item,
    item_name,
    cause,
    ref,
    marks
from scores.losses
where as_of = $as_of
