-- The units that count on a day, to be chosen from, group by group.
-- grain: unit_id
-- params: as_of
-- columns:
select
    unit_id,
    name,
    group_name
from core.units
where coalesce(active_from <= $as_of, true) and coalesce(active_to >= $as_of, true)
order by group_name, unit_id
