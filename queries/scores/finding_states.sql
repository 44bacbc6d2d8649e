-- One row per finding of a unit as it is: reported, confirmed, late, and what it costs (scoring.md section 3).
-- grain: subject_id, finding_id
-- params:
-- columns: base = marks before factors; fault = base after repeat and relief; penalty = for lateness
with

judged as (
    select
        finding_facts.*,
        coalesce(recheck_said('fail', rectified_on, rechecked_on, recheck_result, d), false) as is_failed,
        coalesce(recheck_said('pass', rectified_on, rechecked_on, recheck_result, d), false) as is_passed,
        reported_on(rectified_on, rechecked_on, recheck_result, d) as met_on
    from scores.finding_facts
),

timed as (
    select
        judged.*,
        judged.met_on is not null as is_reported,
        judged.met_on is not null and (judged.is_passed or not rectification.require_recheck) as is_confirmed,
        case
            when judged.waits_for_decision then 0
            else days_late(judged.due_on, judged.met_on, judged.d)
        end as days_late,
        rectification.overdue_per_day,
        rectification.overdue_cap,
        rectification.relief,
        rectification.repeat_factor
    from judged
    cross join scores.rectification
)

select
    subjects.subject_id,
    timed.as_of,
    timed.unit_id,
    timed.finding_id,
    finding_places.component,
    finding_places.item,
    finding_places.rule,
    finding_places.quarter,
    finding_places.reason,
    timed.due_on,
    timed.rectified_on,
    timed.is_stopped,
    timed.is_repeat,
    timed.waits_for_decision,
    timed.is_failed,
    timed.is_reported,
    timed.is_confirmed,
    timed.days_late,
    coalesce(timed.deduction, finding_places.deduct_each * coalesce(timed.count, 1), 0) as base,
    base * fault_share(
        timed.is_repeat, timed.repeat_factor, timed.is_confirmed and timed.days_late = 0, timed.relief
    ) as fault,
    least(timed.overdue_cap, timed.overdue_per_day * timed.days_late) as penalty
from timed
inner join scores.subjects
    on timed.as_of = subjects.as_of and timed.unit_id = subjects.unit_id and subjects.supposed is null
inner join scores.finding_places
    on
        finding_places.subject_id is null
        and timed.as_of = finding_places.as_of
        and timed.unit_id = finding_places.unit_id
        and timed.is_stopped = finding_places.is_stopped
        and timed.source is not distinct from finding_places.source
        and timed.item_words is not distinct from finding_places.item_words
        and timed.own_quarter is not distinct from finding_places.own_quarter
        and timed.inspection_id is not distinct from finding_places.inspection_id
        and timed.quartered_on is not distinct from finding_places.quartered_on
