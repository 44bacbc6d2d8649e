-- One row per unit of a closed round: what was published beside what today's facts give at the same date.
-- grain: unit_id
-- params: as_of, round_no
-- columns: total, rank, grade = published; today_total, today_rank, today_grade = by today's facts
select
    coalesce(published.unit_id, results.unit_id) as unit_id,
    coalesce(published.name, results.name) as name,
    coalesce(published.group_name, results.group_name) as group_name,
    published.status,
    published.total,
    published.rank,
    published.rank_low,
    published.rank_high,
    published.grade,
    published.converted,
    published.reason,
    results.total as today_total,
    results.rank as today_rank,
    results.grade as today_grade
from (select * from raw.round_results where round_no = $round_no) as published
full outer join (select * from scores.results where as_of = $as_of) as results
    on published.unit_id = results.unit_id
order by group_name, published.rank nulls last, unit_id
