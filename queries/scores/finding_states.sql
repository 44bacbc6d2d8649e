-- One row per subject and finding of its unit: reported, confirmed, late, and what it costs (scoring.md section 3).
-- In a what-if the one finding is rectified and passed on D (recover), or its clock runs to the horizon (wait).
-- grain: subject_id, finding_id
-- params: edition, horizon
-- columns: base = marks before factors; fault = base after repeat and relief; penalty = for lateness
with

supposed as (
    select
        subjects.subject_id,
        subjects.supposed,
        coalesce(subjects.kind = 'finding' and subjects.ref = finding_places.finding_id, false) as is_meant,
        finding_places.*
    from scores.subjects
    inner join scores.finding_places using (as_of, unit_id)
),

imagined as (
    select
        supposed.* exclude (rectified_on, rechecked_on, recheck_result),
        is_meant and supposed = 'recover' as is_mended,
        case when is_mended then coalesce(rectified_on, d) else rectified_on end as rectified_on,
        case when is_mended then d else rechecked_on end as rechecked_on,
        case when is_mended then 'pass' else recheck_result end as recheck_result,
        case when is_meant and supposed = 'wait' then greatest(d, cast($horizon as date)) else d end as clock
    from supposed
),

rechecked as (
    select
        imagined.*,
        coalesce(rechecked_on >= rectified_on and recheck_result = 'fail', false) as is_failed,
        coalesce(rechecked_on >= rectified_on and recheck_result = 'pass', false) as is_passed
    from imagined
),

reported as (
    select
        rechecked.*,
        rechecked.rectified_on is not null and not rechecked.is_failed as is_reported,
        rechecked.rectified_on is not null and not rechecked.is_failed
        and (rechecked.is_passed or not coalesce(editions.require_recheck, false)) as is_confirmed,
        coalesce(editions.overdue_per_day, 0) as overdue_per_day,
        editions.overdue_cap,
        coalesce(editions.relief, 0) as relief,
        coalesce(editions.repeat_factor, 1) as repeat_factor
    from rechecked
    left join scheme.editions on editions.edition_id = $edition
),

timed as (
    select
        reported.*,
        case
            when due_on is null or waits_for_decision then 0
            else greatest(0, case when is_reported then rectified_on else clock end - due_on)
        end as days_late,
        coalesce(changed_deduction, own_deduction, deduct_each * coalesce(count, 1), 0) as base
    from reported
)

select
    subject_id,
    as_of,
    unit_id,
    finding_id,
    component,
    item,
    rule,
    quarter,
    reason,
    due_on,
    rectified_on,
    is_stopped,
    is_repeat,
    waits_for_decision,
    is_failed,
    is_reported,
    is_confirmed,
    days_late,
    base,
    base
    * case when is_repeat then repeat_factor else 1 end
    * case when is_confirmed and days_late = 0 then 1 - relief else 1 end as fault,
    least(coalesce(overdue_cap, 'inf'), overdue_per_day * days_late) as penalty
from timed
