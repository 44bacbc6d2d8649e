-- One row per name a person may call a unit by.
-- grain: name
-- params:
-- columns: name = folded
select
    name,
    unit_id
from core.unit_names
order by name
