-- Every unit whose published result of a round of the year differs from what today's facts give at the round's date, and
-- why (scoring.md section 9). Ask with the dates of the rounds.
-- grain: round_no, unit_id
-- params: year, as_of, group_name
-- columns: total, rank, grade = published; today_total, today_rank, today_grade = by today's facts; came_later, gone, weighed =
--   marks of its own lost by facts new since, no longer there, or weighing otherwise: all nought when only others changed
with

standing as (
    select
        rounds.round_no,
        rounds.correction_no,
        rounds.name as round_name,
        rounds.as_of
    from core.rounds
    where rounds.stands and rounds.year = $year and rounds.as_of <= $as_of
),

published as (
    select
        standing.round_no,
        round_results.*
    from standing
    inner join raw.round_results using (round_no)
),

today as (
    select
        standing.round_no,
        results.*
    from standing
    inner join scores.results using (as_of)
),

lost_then as (
    select
        standing.round_no,
        round_losses.*,
        coalesce(round_losses.item, '') as item_key
    from standing
    inner join raw.round_losses using (round_no)
),

lost_today as (
    select
        standing.round_no,
        losses.*,
        coalesce(losses.item, '') as item_key
    from standing
    inner join scores.losses using (as_of)
),

differences as (
    select
        round_no,
        unit_id,
        count(*) filter (where lost_then.marks is null) as came_later,
        count(*) filter (where lost_today.marks is null) as gone,
        count(*) filter (where abs(lost_then.marks - lost_today.marks) > 1e-9) as weighed
    from lost_then
    full outer join lost_today
        using (round_no, unit_id, component, period, item_key, cause, ref)
    group by all
)

select
    standing.round_no,
    standing.round_name,
    standing.correction_no,
    standing.as_of,
    unit_id,
    coalesce(today.name, published.name) as name,
    coalesce(today.group_name, published.group_name) as group_name,
    published.total,
    published.rank,
    published.grade,
    today.total as today_total,
    today.rank as today_rank,
    today.grade as today_grade,
    coalesce(today.decimals, published.decimals) as decimals,
    coalesce(differences.came_later, 0) as came_later,
    coalesce(differences.gone, 0) as gone,
    coalesce(differences.weighed, 0) as weighed
from published
full outer join today using (round_no, unit_id)
inner join standing using (round_no)
left join differences using (round_no, unit_id)
where
    (
        published.total is distinct from today.total
        or published.rank is distinct from today.rank
        or published.grade is distinct from today.grade
    )
    and coalesce(coalesce(today.group_name, published.group_name) = $group_name, true)
order by standing.as_of desc, standing.round_no desc, group_name, published.rank nulls last, unit_id
