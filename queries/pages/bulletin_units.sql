-- What a bulletin says of every unit, and how many of each it names: of the closed round $round_no as it was published,
-- without one by today's facts. Lists and counts of a bulletin both come from here.
-- grain: unit_id
-- params: edition, as_of, round_no
-- columns: edition = of the round or the year; round_no = null for no round;
--   is_top = rated with the first grade of the scheme, top_grade; is_provisional_top = provisional with it, which is no
--   praise yet; is_below_pass = under pass_mark, the lowest grade above 0, or vetoed; unit_count = all of them;
--   *_count = for which is_* holds, provisional_below_count = for which two of them do
with

lines as (
    select
        arg_min(name, grade_no) as top_grade,
        min(minimum) filter (where minimum > 0) as pass_mark
    from scheme.grades
    where edition_id = $edition
),

chosen as (
    select
        unit_id,
        name,
        group_name,
        status,
        total,
        full_marks,
        decimals,
        rank,
        ranked_in_group,
        grade,
        is_vetoed,
        reason
    from raw.round_results
    where round_no = $round_no
    union all by name
    select
        unit_id,
        name,
        group_name,
        status,
        total,
        full_marks,
        decimals,
        rank,
        ranked_in_group,
        grade,
        is_vetoed,
        reason
    from scores.results
    where as_of = $as_of and $round_no is null
),

judged as (
    select
        chosen.*,
        group_order.group_no,
        lines.top_grade,
        lines.pass_mark,
        coalesce(chosen.grade = lines.top_grade, false) as has_top_grade,
        chosen.status = 'provisional' as is_provisional,
        coalesce(chosen.is_vetoed, false) or coalesce(chosen.total < lines.pass_mark, false) as is_below_pass,
        chosen.status = 'not_rated' as is_not_rated
    from chosen
    cross join lines
    left join scores.group_order
        on group_order.as_of = $as_of and chosen.group_name = group_order.group_name
)

select
    unit_id,
    name,
    group_name,
    group_no,
    status,
    total,
    full_marks,
    decimals,
    rank,
    ranked_in_group,
    grade,
    reason,
    top_grade,
    pass_mark,
    has_top_grade and not is_provisional as is_top,
    has_top_grade and is_provisional as is_provisional_top,
    is_provisional,
    is_below_pass,
    is_vetoed,
    is_not_rated,
    count(*) over () as unit_count,
    count(*) filter (where is_top) over () as top_count,
    count(*) filter (where is_provisional_top) over () as provisional_top_count,
    count(*) filter (where is_provisional) over () as provisional_count,
    count(*) filter (where is_below_pass) over () as below_pass_count,
    count(*) filter (where is_below_pass and is_provisional) over () as provisional_below_count,
    count(*) filter (where is_vetoed) over () as vetoed_count,
    count(*) filter (where is_not_rated) over () as not_rated_count
from judged
order by group_no, group_name, rank nulls last, unit_id
