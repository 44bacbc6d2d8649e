-- One row per ranked unit and part of its total: what each component gives of the total, then the bonus.
-- Major deductions are not a part, they stand beside the total.
-- grain: unit_id, part_no
-- params: edition, as_of, group_name
-- columns: part_name = null for the bonus; marks = of the total; score, full = of the component itself; rank_change = places gained since round_name,
--   the last closed round; is_below_pass = under the lowest grade above 0, or vetoed
with

pass_marks as (
    select min(grades.minimum) as pass_mark
    from scheme.grades
    where grades.edition_id = $edition and grades.minimum > 0
),

ranked as (
    select
        results.*,
        published.rank - results.rank as rank_change,
        published.round_name,
        published.round_as_of,
        results.is_vetoed or coalesce(results.total < pass_marks.pass_mark, false) as is_below_pass
    from scores.results
    left join scores.published using (as_of, unit_id)
    cross join pass_marks
    where
        results.as_of = $as_of
        and results.rank is not null
        and coalesce(results.group_name = $group_name, true)
),

parts as (
    select
        components.unit_id,
        components.component_no as part_no,
        components.component_name as part_name,
        components.rate * components.weight * ranked.full_marks as marks,
        components.score,
        components.full_points as "full"
    from scores.components
    inner join ranked using (as_of, unit_id)
    where components.score is not null
    union all by name
    select
        ranked.unit_id,
        1000 as part_no,
        null as part_name,
        ranked.bonus as marks
    from ranked
    where ranked.bonus > 0
)

select
    ranked.unit_id,
    ranked.name,
    ranked.group_name,
    ranked.status,
    ranked.total,
    ranked.full_marks,
    ranked.base,
    ranked.bonus,
    ranked.major,
    ranked.is_vetoed,
    ranked.decimals,
    ranked.rank,
    ranked.rank_low,
    ranked.rank_high,
    ranked.grade,
    ranked.check_count,
    ranked.rank_change,
    ranked.round_name,
    ranked.round_as_of,
    ranked.is_below_pass,
    parts.part_no,
    parts.part_name,
    parts.marks,
    parts.score,
    parts.full
from ranked
inner join parts using (unit_id)
inner join scores.group_order using (as_of, group_name)
order by group_order.group_no, ranked.rank, ranked.unit_id, parts.part_no
