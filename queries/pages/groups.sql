-- The groups that have units at the as-of date, in the order of the units file.
-- grain: group_name
-- params: as_of
-- columns: unit_count = how many units count
select
    group_order.group_name,
    group_order.unit_count
from scores.group_order
where group_order.as_of = $as_of
order by group_order.group_no
