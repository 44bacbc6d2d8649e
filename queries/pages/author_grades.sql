-- How many units of each group reached each grade; the grid of groups and grades comes first, so nought is a row too.
-- grain: group_name, grade
-- params: edition, as_of, group_name
-- columns: grade = null for units not rated, which come last; units = with this grade; group_units = of the group
with

grade_names as (
    select
        grade_no,
        name as grade
    from scheme.grades
    where edition_id = $edition
    union all
    select
        1000 as grade_no,
        null as grade
),

counted as (
    select
        group_name,
        grade,
        count(*) as units
    from scores.results
    where as_of = $as_of
    group by all
)

select
    group_order.as_of,
    group_order.group_no,
    group_order.group_name,
    group_order.unit_count as group_units,
    grade_names.grade_no,
    grade_names.grade,
    coalesce(counted.units, 0) as units
from scores.group_order
cross join grade_names
left join counted
    on group_order.group_name = counted.group_name and grade_names.grade is not distinct from counted.grade
where group_order.as_of = $as_of and coalesce(group_order.group_name = $group_name, true)
order by group_order.group_no, grade_names.grade_no
