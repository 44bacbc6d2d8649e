-- The facts behind one item of one unit: counted spot checks, scored findings, countable entries, reviews.
-- grain: kind, ref
-- params: year, as_of, unit_id, item
-- columns: kind = check, finding, task or review; happened_on = the date it counts by; got, possible = marks of a check or
--   review, share of an entry (of 1); taken = marks a finding takes off the item; lost = marks of the total lost by it; period =
--   2026Q1 for an item counted by quarters
with

chosen as (
    select
        items.*,
        dates.d
    from scores.items
    cross join scores.dates
    where items.item = $item and dates.as_of = $as_of
),

checks as (
    select
        'check' as kind,
        spot_checks.check_id as ref,
        spot_checks.checked_on as happened_on,
        spot_checks.sample as fact,
        spot_checks.evidence,
        coalesce(check_changes.earned, spot_checks.earned) as got,
        spot_checks.possible,
        case
            when chosen.period_kind <> 'quarter' then cast($year as varchar)
            when spot_checks.checked_on > make_date($year, 12, 31) then $year || 'Q4'
            else $year || 'Q' || quarter(spot_checks.checked_on)
        end as period
    from core.spot_checks
    cross join chosen
    left join scores.item_names on item_names.source = 'spot_check' and spot_checks.item = item_names.words
    left join scores.check_stops using (check_id)
    left join scores.check_changes
        on check_changes.as_of = $as_of and spot_checks.check_id = check_changes.check_id
    where
        chosen.rule = 'rate'
        and spot_checks.unit_id = $unit_id
        and spot_checks.year = $year
        and spot_checks.checked_on <= chosen.d
        and coalesce(check_stops.stopped_on > chosen.d, true)
        and (item_names.item = chosen.item or (item_names.item is null and chosen.is_implicit))
),

facts as (
    from checks
    union all by name
    select
        'finding' as kind,
        findings.finding_id as ref,
        findings.notified_on as happened_on,
        findings.description as fact,
        findings.evidence,
        findings.deduction as taken,
        findings.period
    from scores.findings
    where
        findings.as_of = $as_of
        and findings.unit_id = $unit_id
        and findings.item = $item
        and findings.placement = 'scored'
    union all by name
    select
        'task' as kind,
        entries.ref,
        coalesce(entries.done_on, entries.due_on) as happened_on,
        entries.requirement as fact,
        entries.value as got,
        1 as possible,
        cast($year as varchar) as period
    from scores.entries
    cross join chosen
    where
        entries.as_of = $as_of
        and entries.unit_id = $unit_id
        and entries.item = chosen.item
        and entries.is_countable
    union all by name
    select
        'review' as kind,
        review_marks.item as ref,
        review_marks.reviewed_on as happened_on,
        chosen.item_name as fact,
        review_marks.got,
        chosen.points as possible,
        cast($year as varchar) as period
    from scores.review_marks
    cross join chosen
    where
        review_marks.as_of = $as_of
        and review_marks.unit_id = $unit_id
        and review_marks.item = chosen.item
),

lost as (
    select
        losses.ref,
        case
            when losses.cause in ('finding', 'overdue') then 'finding'
            when losses.cause in ('task_not_done', 'task_late') then 'task'
            else losses.cause
        end as kind,
        sum(losses.marks) as marks
    from scores.losses
    left join scores.items as implicit on losses.component = implicit.component and implicit.is_implicit
    where
        losses.as_of = $as_of
        and losses.unit_id = $unit_id
        and coalesce(losses.item, implicit.item) = $item
    group by all
)

select
    facts.kind,
    facts.ref,
    facts.happened_on,
    facts.period,
    facts.fact,
    facts.evidence,
    facts.got,
    facts.possible,
    facts.taken,
    coalesce(lost.marks, 0) as lost
from facts
left join lost using (kind, ref)
order by lost desc, facts.happened_on desc, facts.ref asc
