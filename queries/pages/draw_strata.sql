-- The strata of one draw: how many cells each had and how many were drawn from it.
-- grain: stratum
-- params: draw_no
-- columns: level = none, few or enough checks before the draw
select
    stratum,
    group_name,
    level,
    population,
    drawn
from raw.draw_strata
where draw_no = $draw_no
order by group_name, list_position(['none', 'few', 'enough'], level)
