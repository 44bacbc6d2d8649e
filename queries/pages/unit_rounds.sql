-- What each closed round of the year published for one unit, beside what today's facts give at the same date, and why
-- they differ (scoring.md section 9). Ask with the dates of the rounds.
-- grain: round_no
-- params: year, unit_id
-- columns: status = as published, null where the round did not hold the unit; today_total, today_rank, today_grade = by
--   today's facts; came_later, gone, weighed = marks lost by facts new since, no longer there, or weighing otherwise
with

standing as (
    select
        rounds.round_no,
        rounds.correction_no,
        rounds.name as round_name,
        rounds.as_of
    from core.rounds
    where rounds.stands and rounds.year = $year
),

published as (
    select round_losses.*
    from raw.round_losses
    inner join standing using (round_no)
    where round_losses.unit_id = $unit_id
),

today as (
    select
        standing.round_no,
        losses.*
    from standing
    inner join scores.losses using (as_of)
    where losses.unit_id = $unit_id
),

differences as (
    select
        coalesce(published.round_no, today.round_no) as round_no,
        count(*) filter (where published.marks is null) as came_later,
        count(*) filter (where today.marks is null) as gone,
        count(*) filter (where abs(published.marks - today.marks) > 1e-9) as weighed
    from published
    full outer join today
        on
            published.round_no = today.round_no
            and published.component = today.component
            and published.period = today.period
            and published.item is not distinct from today.item
            and published.cause = today.cause
            and published.ref = today.ref
    group by all
)

select
    standing.round_no,
    standing.round_name,
    standing.correction_no,
    standing.as_of,
    round_results.status,
    round_results.total,
    round_results.rank,
    round_results.grade,
    results.total as today_total,
    results.rank as today_rank,
    results.grade as today_grade,
    results.decimals,
    coalesce(differences.came_later, 0) as came_later,
    coalesce(differences.gone, 0) as gone,
    coalesce(differences.weighed, 0) as weighed
from standing
inner join scores.results
    on standing.as_of = results.as_of and results.unit_id = $unit_id
left join core.round_results
    on standing.round_no = round_results.round_no and results.unit_id = round_results.unit_id
left join differences on standing.round_no = differences.round_no
order by standing.as_of, standing.round_no
