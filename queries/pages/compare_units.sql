-- A few units side by side: score, place, how sure it is, and the marks lost by cause.
-- grain: unit_id
-- params: as_of, units
-- columns: unit_no = place among the $units asked for; share = earned / possible of its counted checks, null without one; lost_x =
--   marks of the total lost by cause x
with

lost as (
    select
        unit_id,
        sum(marks) filter (where cause = 'check') as lost_check,
        sum(marks) filter (where cause = 'finding') as lost_finding,
        sum(marks) filter (where cause = 'overdue') as lost_overdue,
        sum(marks) filter (where cause = 'task_not_done') as lost_task_not_done,
        sum(marks) filter (where cause = 'task_late') as lost_task_late,
        sum(marks) filter (where cause = 'review') as lost_review
    from scores.losses
    where as_of = $as_of
    group by all
),

checked as (
    select
        unit_id,
        sum(earned) / sum(possible) as share
    from scores.check_rates
    where as_of = $as_of
    group by all
)

select
    list_position(cast($units as varchar[]), results.unit_id) as unit_no,
    results.unit_id,
    results.name,
    results.group_name,
    results.status,
    results.total,
    results.full_marks,
    results.decimals,
    results.rank,
    results.rank_low,
    results.rank_high,
    results.ranked_in_group,
    results.grade,
    results.is_vetoed,
    results.check_count,
    results.bonus,
    results.major,
    checked.share,
    coalesce(lost.lost_check, 0) as lost_check,
    coalesce(lost.lost_finding, 0) as lost_finding,
    coalesce(lost.lost_overdue, 0) as lost_overdue,
    coalesce(lost.lost_task_not_done, 0) as lost_task_not_done,
    coalesce(lost.lost_task_late, 0) as lost_task_late,
    coalesce(lost.lost_review, 0) as lost_review
from scores.results
left join lost using (unit_id)
left join checked using (unit_id)
where results.as_of = $as_of and results.unit_id in (select unnest(cast($units as varchar[])))
order by unit_no
