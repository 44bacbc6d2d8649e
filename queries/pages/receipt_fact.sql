-- One fact of one unit in full; of its four kinds each fills its own columns. Who checked is left out on purpose.
-- grain: kind, ref
-- params: edition, year, as_of, unit_id, kind, ref
-- columns: earned, possible = of a check, own_earned = before an appeal changed it; base, fault, penalty = marks of a finding: base
--   x repeat less relief = fault, plus penalty; value = of an entry, 0 to 1; awarded, actual, target = of a review
with

relief as (
    select
        repeat_factor,
        relief,
        overdue_per_day,
        overdue_cap
    from scheme.editions
    where edition_id = $edition
),

checks as (
    select
        'check' as kind,
        spot_checks.check_id as ref,
        spot_checks.sample as fact,
        spot_checks.evidence,
        spot_checks.checked_on,
        coalesce(check_changes.earned, spot_checks.earned) as earned,
        spot_checks.possible,
        spot_checks.earned as own_earned,
        spot_checks.note
    from core.spot_checks
    left join scores.check_changes
        on check_changes.as_of = $as_of and spot_checks.check_id = check_changes.check_id
    where
        $kind = 'check'
        and spot_checks.check_id = $ref
        and spot_checks.unit_id = $unit_id
        and spot_checks.year = $year
),

found_findings as (
    select
        'finding' as kind,
        findings.finding_id as ref,
        findings.description as fact,
        findings.evidence,
        findings.notified_on,
        findings.original_due_on,
        findings.due_on,
        findings.rectified_on,
        findings.days_late,
        findings.is_repeat,
        findings.is_confirmed,
        findings.base,
        findings.fault,
        findings.penalty,
        findings.rule,
        findings.deduction,
        findings.state,
        findings.reason,
        relief.repeat_factor,
        relief.relief,
        relief.overdue_per_day,
        relief.overdue_cap
    from scores.findings
    cross join relief
    where
        $kind = 'finding'
        and findings.as_of = $as_of
        and findings.finding_id = $ref
        and findings.unit_id = $unit_id
),

found_entries as (
    select
        'task' as kind,
        entries.ref,
        entries.requirement as fact,
        entries.original_due_on,
        entries.due_on,
        entries.done_on,
        entries.state,
        entries.value,
        tasks.deadline,
        tasks.responsible
    from scores.entries
    inner join core.tasks on tasks.year = $year and entries.task_no = tasks.task_no
    where
        $kind = 'task'
        and entries.as_of = $as_of
        and entries.ref = $ref
        and entries.unit_id = $unit_id
),

found_reviews as (
    select
        'review' as kind,
        review_marks.item as ref,
        items.item_name as fact,
        review_marks.reviewed_on,
        review_marks.got,
        items.points,
        reviews.awarded,
        reviews.actual,
        reviews.target,
        reviews.note
    from scores.review_marks
    inner join scores.items using (item)
    inner join scores.item_names on item_names.source = 'review' and review_marks.item = item_names.item
    inner join core.reviews
        on
            reviews.year = $year
            and review_marks.unit_id = reviews.unit_id
            and item_names.words = reviews.item
            and review_marks.reviewed_on = reviews.reviewed_on
    where
        $kind = 'review'
        and review_marks.as_of = $as_of
        and review_marks.item = $ref
        and review_marks.unit_id = $unit_id
),

facts as (
    from checks
    union all by name
    from found_findings
    union all by name
    from found_entries
    union all by name
    from found_reviews
)

select
    kind,
    ref,
    fact,
    evidence,
    checked_on,
    earned,
    possible,
    own_earned,
    note,
    notified_on,
    original_due_on,
    due_on,
    rectified_on,
    days_late,
    is_repeat,
    is_confirmed,
    base,
    fault,
    penalty,
    rule,
    deduction,
    state,
    reason,
    repeat_factor,
    relief,
    overdue_per_day,
    overdue_cap,
    done_on,
    value,
    deadline,
    responsible,
    reviewed_on,
    got,
    points,
    awarded,
    actual,
    target
from facts
