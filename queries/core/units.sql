-- One row per unit: the newest row of its unit_id that counts.
-- grain: unit_id
-- params:
-- columns: active_from, active_to = null where open
select
    units.unit_id,
    units.name,
    units.group_name,
    units.aliases,
    units.active_from,
    units.active_to,
    units.batch_id,
    units.file_no,
    units.row_no
from staging.units
inner join core.live_batches using (batch_id)
qualify
    row_number() over (
        partition by units.unit_id
        order by units.batch_id desc, units.file_no desc, units.row_no desc
    ) = 1
