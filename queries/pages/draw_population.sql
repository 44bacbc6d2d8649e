-- Every cell a draw can take: a unit that counts at the as-of date and a spot item that applies to it.
-- grain: unit_id, item
-- params: as_of, group_name
-- columns: check_count, level = how often it was checked by the as-of date (scores.check_cells)
select
    unit_id,
    item,
    group_name,
    check_count,
    level
from scores.check_cells
where as_of = $as_of and coalesce(group_name = $group_name, true)
order by unit_id, item
