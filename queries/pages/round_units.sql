-- One row per unit of a closed round: what was published beside what today's facts give at the same date.
-- grain: unit_id
-- params: as_of, round_no
-- columns: total, rank, grade = published; today_total, today_rank, today_grade = by today's facts
with

published as (
    select *
    from raw.round_results
    where round_no = $round_no
),

today as (
    select *
    from scores.results
    where as_of = $as_of
)

select
    coalesce(published.unit_id, today.unit_id) as unit_id,
    coalesce(published.name, today.name) as name,
    coalesce(published.group_name, today.group_name) as group_name,
    published.status,
    published.total,
    published.rank,
    published.rank_low,
    published.rank_high,
    published.grade,
    published.converted,
    published.reason,
    today.total as today_total,
    today.rank as today_rank,
    today.grade as today_grade
from published
full outer join today on published.unit_id = today.unit_id
order by group_name, published.rank nulls last, unit_id
