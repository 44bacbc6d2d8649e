-- One row per ranked unit and part of its total in a closed round as it was published: the same columns as
-- `ranking_board`, from the stored rows.
-- grain: unit_id, part_no
-- params: as_of, group_name, round_no
-- columns: part_name = null for the bonus; marks = of the total; rank_change = null, the round is compared with nothing;
--   is_below_pass = under the lowest grade above 0 of the round's scheme, or vetoed
with

pass_marks as (
    select min(grades.minimum) as pass_mark
    from core.rounds
    inner join scheme.grades using (edition_id)
    where rounds.round_no = $round_no and grades.minimum > 0
),

ranked as (
    select
        round_results.*,
        coalesce(
            round_results.is_vetoed or round_results.total < pass_marks.pass_mark, round_results.is_vetoed
        ) as is_below_pass
    from raw.round_results
    cross join pass_marks
    where
        round_results.round_no = $round_no
        and round_results.rank is not null
        and coalesce(round_results.group_name = $group_name, true)
),

parts as (
    select
        round_components.unit_id,
        round_components.component_no as part_no,
        round_components.component_name as part_name,
        round_components.rate * round_components.weight * ranked.full_marks as marks,
        round_components.score,
        round_components.full_points as "full"
    from raw.round_components
    inner join ranked using (round_no, unit_id)
    where round_components.score is not null
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
    cast(null as integer) as rank_change,
    cast(null as varchar) as round_name,
    cast(null as date) as round_as_of,
    ranked.is_below_pass,
    parts.part_no,
    parts.part_name,
    parts.marks,
    parts.score,
    parts.full
from ranked
inner join parts using (unit_id)
left join scores.group_order on ranked.group_name = group_order.group_name and group_order.as_of = $as_of
order by group_order.group_no, ranked.group_name, ranked.rank, ranked.unit_id, parts.part_no
