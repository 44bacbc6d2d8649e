-- The units not checked enough: fewer counted checks than half the median of their group, the fewest first.
-- grain: unit_id
-- params: as_of, group_name
-- columns: median_count = of the group; unchecked_items = items that apply and were never checked; margin = marks of the
--   total within which chance alone moves it (1.96 standard deviations, scoring.md section 7), null without a check;
--   rank_low, rank_high = null when not rated
with

margins as (
    select
        subjects.unit_id,
        1.96 * sqrt(certainty.variance) as margin
    from scores.certainty
    inner join scores.subjects using (subject_id)
    where subjects.supposed is null and subjects.as_of = $as_of and certainty.check_count > 0
),

cell_counts as (
    select
        unit_id,
        count(*) filter (where level = 'none') as unchecked_items
    from scores.check_cells
    where as_of = $as_of
    group by all
),

counted as (
    select
        results.*,
        median(results.check_count) over (partition by results.group_name) as median_count
    from scores.results
    where results.as_of = $as_of
)

select
    counted.unit_id,
    counted.name,
    counted.group_name,
    counted.check_count,
    counted.median_count,
    coalesce(cell_counts.unchecked_items, 0) as unchecked_items,
    counted.rank,
    counted.rank_low,
    counted.rank_high,
    counted.ranked_in_group,
    margins.margin
from counted
left join margins using (unit_id)
left join cell_counts using (unit_id)
where
    (counted.check_count = 0 or 2 * counted.check_count < counted.median_count)
    and coalesce(counted.group_name = $group_name, true)
order by counted.check_count, counted.unit_id
