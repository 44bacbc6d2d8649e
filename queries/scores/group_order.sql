-- One row per as-of date and group with units that count, numbered in the order of the units file.
-- grain: as_of, group_name
-- params:
-- columns: group_no = 1 for the group named first; unit_count = units that count
select
    active_units.as_of,
    active_units.group_name,
    row_number() over (
        partition by active_units.as_of
        order by min(row(units.batch_id, units.file_no, units.row_no))
    ) as group_no,
    count(*) as unit_count
from scores.active_units
inner join core.units using (unit_id)
group by active_units.as_of, active_units.group_name
