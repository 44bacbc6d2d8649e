-- One row per subject, item and period with scored findings: what they cost together.
-- A what-if counts all findings as they are, and the change of its own.
-- grain: subject_id, item, quarter
-- params:
-- columns: fault = under a `rate` item of no effect: there the fault itself already lowered the rate (section 4)
with

costs as (
    select
        subjects.subject_id,
        finding_places.component,
        finding_places.item,
        finding_places.rule,
        finding_places.quarter,
        finding_places.fault,
        finding_places.penalty
    from scores.subjects
    inner join scores.finding_places using (as_of, unit_id)
    where finding_places.subject_id is null and finding_places.reason is null
    union all
    select
        subject_id,
        component,
        item,
        rule,
        quarter,
        fault,
        penalty
    from scores.finding_places
    where subject_id is not null and reason is null
)

select
    subject_id,
    component,
    item,
    rule,
    quarter,
    sum(fault) as fault,
    sum(penalty) as penalty
from costs
group by all
