-- The groups that have units at the as-of date, in the order of the units file.
-- grain: group_name
-- params: as_of
-- columns: unit_count = how many units count
select
    groups.group_name,
    groups.unit_count
from scores.groups
where groups.as_of = $as_of
order by groups.group_no
