-- One row per mark lost inside an item, before any stop: a failed check, a finding, its lateness, a task, a review.
-- Penalties under `rate` items stand apart: they come off the component (scoring.md section 6).
-- grain: subject_id, item, quarter, cause, ref
-- params: year, unit_id
-- columns: marks = of the item's points
with

checks as (
    select
        subjects.subject_id,
        coalesce(item_names.item, implicit.item) as item,
        case
            when by_code.period_kind <> 'quarter' then 0
            when spot_checks.checked_on > make_date($year, 12, 31) then 4
            else quarter(spot_checks.checked_on)
        end as quarter,
        'check' as cause,
        spot_checks.check_id as ref,
        by_code.points
        * (spot_checks.possible - coalesce(check_changes.earned, spot_checks.earned))
        / check_rates.possible as marks
    from core.spot_checks
    inner join scores.subjects
        on
            spot_checks.unit_id = subjects.unit_id
            and spot_checks.checked_on <= subjects.d
            and subjects.supposed is null
    left join scores.item_names
        on item_names.source = 'spot_check' and spot_checks.item = item_names.words
    left join scores.items as implicit
        on implicit.source = 'spot_check' and implicit.is_implicit
    inner join scores.items as by_code
        on coalesce(item_names.item, implicit.item) = by_code.item and by_code.rule = 'rate'
    inner join scores.check_rates
        on
            subjects.as_of = check_rates.as_of
            and subjects.unit_id = check_rates.unit_id
            and by_code.item = check_rates.item
            and check_rates.quarter = case
                when by_code.period_kind <> 'quarter' then 0
                when spot_checks.checked_on > make_date($year, 12, 31) then 4
                else quarter(spot_checks.checked_on)
            end
    left join scores.check_stops on spot_checks.check_id = check_stops.check_id
    left join scores.check_changes
        on spot_checks.check_id = check_changes.check_id and subjects.as_of = check_changes.as_of
    where
        spot_checks.year = $year
        and ($unit_id is null or spot_checks.unit_id = $unit_id)
        and coalesce(check_stops.stopped_on > subjects.d, true)
),

findings as (
    select
        finding_states.subject_id,
        finding_states.item,
        finding_states.quarter,
        unnest(['finding', 'overdue']) as cause,
        finding_states.finding_id as ref,
        unnest([finding_states.fault, finding_states.penalty]) as marks
    from scores.finding_states
    inner join scores.subjects using (subject_id)
    where finding_states.reason is null and finding_states.rule = 'deduct' and subjects.supposed is null
),

task_counts as (
    select
        subject_id,
        item,
        count(*) as tasks
    from scores.task_values
    group by all
),

tasks as (
    select
        entry_states.subject_id,
        entry_states.item,
        0 as quarter,
        case when entry_states.state = 'late' then 'task_late' else 'task_not_done' end as cause,
        entry_states.ref,
        items.points * (1 - entry_states.value) / task_values.entry_count / task_counts.tasks as marks
    from scores.entry_states
    inner join scores.subjects using (subject_id)
    inner join scores.task_values using (subject_id, item, task_no)
    inner join task_counts using (subject_id, item)
    inner join scores.items using (item)
    where entry_states.is_countable and subjects.supposed is null
),

reviews as (
    select
        subjects.subject_id,
        review_marks.item,
        0 as quarter,
        'review' as cause,
        review_marks.item as ref,
        items.points - review_marks.got as marks
    from scores.review_marks
    inner join scores.subjects using (as_of, unit_id)
    inner join scores.items using (item)
    inner join scores.unit_items using (unit_id, item)
    where subjects.supposed is null
),

leaves as (
    from checks
    union all by name
    from findings
    union all by name
    from tasks
    union all by name
    from reviews
)

select
    leaves.subject_id,
    items.component,
    items.indicator,
    leaves.item,
    leaves.quarter,
    leaves.cause,
    leaves.ref,
    leaves.marks
from leaves
inner join scores.items using (item)
where leaves.marks > 0
