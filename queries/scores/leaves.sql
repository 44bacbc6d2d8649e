-- One row per mark lost inside an item, before any stop: a failed check, a finding, its lateness, a task, a review.
-- Penalties under `rate` items stand apart: they come off the component (scoring.md section 6).
-- grain: subject_id, item, quarter, cause, ref
-- params: year, first_unit, last_unit
-- columns: marks = of the item's points
with

-- words are resolved once, never for every check
spoken as (
    select distinct
        check_sums.item_words,
        coalesce(item_names.item, implicit.item) as item
    from scores.check_sums
    left join scores.item_names
        on item_names.source = 'spot_check' and check_sums.item_words = item_names.words
    left join scores.items as implicit
        on implicit.source = 'spot_check' and implicit.is_implicit
),

rates as (
    select
        subjects.subject_id,
        subjects.as_of,
        subjects.d,
        subjects.unit_id,
        spoken.item_words,
        items.component,
        items.indicator,
        items.item,
        check_rates.quarter,
        items.points / check_rates.possible as marks_each
    from scores.check_rates
    inner join scores.items on check_rates.item = items.item and items.rule = 'rate'
    inner join spoken on check_rates.item = spoken.item
    inner join scores.subjects
        on
            check_rates.as_of = subjects.as_of
            and check_rates.unit_id = subjects.unit_id
            and subjects.supposed is null
),

checks as (
    select
        rates.subject_id,
        rates.component,
        rates.indicator,
        rates.item,
        rates.quarter,
        'check' as cause,
        spot_checks.check_id as ref,
        rates.marks_each
        * (spot_checks.possible - coalesce(check_exceptions.earned, spot_checks.earned)) as marks
    from core.spot_checks
    inner join rates
        on
            spot_checks.unit_id = rates.unit_id
            and spot_checks.item is not distinct from rates.item_words
            and spot_checks.checked_on <= rates.d
            and rates.quarter in (
                0,
                case
                    when spot_checks.checked_on > make_date($year, 12, 31) then 4
                    else quarter(spot_checks.checked_on)
                end
            )
    left join scores.check_exceptions
        on rates.as_of = check_exceptions.as_of and spot_checks.rowid = check_exceptions.check_row
    where
        spot_checks.year = $year
        and ($first_unit is null or spot_checks.unit_id between $first_unit and $last_unit)
        and (check_exceptions.check_row is null or check_exceptions.earned is not null)
),

-- a finding's two leaves are two branches: DuckDB 2.0.0 stops with an internal error when unnest comes after a join
-- and a filter after unnest, once there are some ten thousand rows
findings as (
    select
        finding_states.subject_id,
        finding_states.component,
        items.indicator,
        finding_states.item,
        finding_states.quarter,
        finding_states.finding_id as ref,
        finding_states.fault,
        finding_states.penalty
    from scores.finding_states
    inner join scores.subjects using (subject_id)
    inner join scores.items on finding_states.item = items.item
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
        items.component,
        items.indicator,
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
        items.component,
        items.indicator,
        review_marks.item,
        0 as quarter,
        'review' as cause,
        review_marks.item as ref,
        items.points - review_marks.got as marks
    from scores.review_marks
    inner join scores.subjects using (as_of, unit_id)
    inner join scores.items using (item)
    anti join scores.exempt_items using (unit_id, item)
    where subjects.supposed is null
),

leaves as (
    from checks
    union all by name
    select
        findings.* exclude (fault, penalty),
        'finding' as cause,
        findings.fault as marks
    from findings
    union all by name
    select
        findings.* exclude (fault, penalty),
        'overdue' as cause,
        findings.penalty as marks
    from findings
    union all by name
    from tasks
    union all by name
    from reviews
)

select
    subject_id,
    component,
    indicator,
    item,
    quarter,
    cause,
    ref,
    marks
from leaves
where marks > 0
