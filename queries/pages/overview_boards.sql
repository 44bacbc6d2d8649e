-- The boards in brief: of each group the first and last three, everyone below pass, and the units not rated.
-- grain: unit_id
-- params: edition, as_of, group_name
-- columns: rank_change = places gained since the last closed round; gap_to_next = marks up to the next grade's minimum;
--   is_below_pass = under the lowest grade above 0, or vetoed
with

pass_marks as (
    select min(grades.minimum) as pass_mark
    from scheme.grades
    where grades.edition_id = $edition and grades.minimum > 0
),

placed as (
    select
        results.*,
        published.rank - results.rank as rank_change,
        results.is_vetoed or coalesce(results.total < pass_marks.pass_mark, false) as is_below_pass,
        row_number() over (
            partition by results.group_name, results.rank is null
            order by results.rank, results.unit_id
        ) as from_top,
        row_number() over (
            partition by results.group_name, results.rank is null
            order by results.rank desc, results.unit_id desc
        ) as from_bottom
    from scores.results
    left join scores.published using (as_of, unit_id)
    cross join pass_marks
    where results.as_of = $as_of and coalesce(results.group_name = $group_name, true)
),

next_grades as (
    select
        placed.unit_id,
        min(grades.minimum) as next_minimum
    from placed
    inner join scheme.grades on grades.edition_id = $edition and grades.minimum > placed.total + 1e-9
    group by all
)

select
    placed.unit_id,
    placed.name,
    placed.group_name,
    placed.status,
    placed.rank,
    placed.total,
    placed.decimals,
    placed.grade,
    placed.rank_change,
    case when not placed.is_vetoed then next_grades.next_minimum - placed.total end as gap_to_next,
    placed.is_below_pass,
    placed.is_vetoed,
    placed.reason
from placed
inner join scores.group_order using (as_of, group_name)
left join next_grades using (unit_id)
where placed.rank is null or placed.from_top <= 3 or placed.from_bottom <= 3 or placed.is_below_pass
order by group_order.group_no, placed.rank nulls last, placed.unit_id
