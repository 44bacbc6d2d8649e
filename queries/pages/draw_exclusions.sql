-- The units one draw left out, and why.
-- grain: unit_id
-- params: draw_no
-- columns:
select
    draw_exclusions.unit_id,
    coalesce(units.name, draw_exclusions.unit_id) as name,
    draw_exclusions.reason
from raw.draw_exclusions
left join core.units using (unit_id)
where draw_exclusions.draw_no = $draw_no
order by draw_exclusions.unit_id
