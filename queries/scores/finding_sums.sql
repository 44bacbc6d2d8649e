-- One row per as-of date, unit and what decides where findings belong: what they cost together (scoring.md section 3).
-- Items and quarters are resolved on these few rows afterwards (finding_places), never on every finding.
-- A what-if has rows of its own: its finding as supposed, less what it costs as it is.
-- grain: as_of, unit_id, subject_id, source, item_words, own_quarter, inspection_id, quartered_on, is_stopped
-- params: year, first_unit, last_unit, horizon
-- columns: subject_id = of the what-if, null for all findings as they are; quartered_on = the day notified, where the
--   quarter may rest on it; stated = deductions of their own or of an appeal, counted = counts of those without, both
--   after repeat and relief; penalty = for lateness
with

signs as (
    select unnest([1, -1]) as sign
),

-- in a what-if the one finding is rectified and passed on D (recover), or its clock runs to the horizon (wait)
chosen as (
    select
        dates.as_of,
        dates.d,
        dates.has_quarters,
        null as subject_id,
        1 as sign,
        dates.d as clock,
        reported_on(findings.rectified_on, findings.rechecked_on, findings.recheck_result, dates.d) as met_on,
        recheck_said('pass', findings.rectified_on, findings.rechecked_on, findings.recheck_result, dates.d)
            as is_passed,
        findings.rowid as finding_row,
        findings.*
    from core.findings
    inner join scores.dates on findings.notified_on <= dates.d
    where
        findings.year = $year
        and ($first_unit is null or findings.unit_id between $first_unit and $last_unit)
    union all
    select
        subjects.as_of,
        subjects.d,
        dates.has_quarters,
        subjects.subject_id,
        signs.sign,
        case
            when signs.sign > 0 and subjects.supposed = 'wait'
                then greatest(subjects.d, cast($horizon as date))
            else subjects.d
        end as clock,
        case
            when signs.sign > 0 and subjects.supposed = 'recover'
                then coalesce(least(findings.rectified_on, subjects.d), subjects.d)
            else
                reported_on(
                    findings.rectified_on, findings.rechecked_on, findings.recheck_result, subjects.d
                )
        end as met_on,
        (signs.sign > 0 and subjects.supposed = 'recover')
        or recheck_said(
            'pass', findings.rectified_on, findings.rechecked_on, findings.recheck_result, subjects.d
        ) as is_passed,
        findings.rowid as finding_row,
        findings.*
    from core.findings
    inner join scores.subjects
        on subjects.supposed is not null and subjects.kind = 'finding' and findings.finding_id = subjects.ref
    inner join scores.dates on subjects.as_of = dates.as_of
    cross join signs
),

known as (
    select
        chosen.*,
        case
            when chosen.quarter is null and (chosen.source <> 'spot_check' or chosen.has_quarters)
                then chosen.notified_on
        end as quartered_on,
        coalesce(finding_decisions.is_cleared or chosen.withdrawn_on <= chosen.d, false) as is_stopped,
        coalesce(finding_decisions.deduction, chosen.deduction) as marks,
        case
            when coalesce(finding_decisions.new_due_on, chosen.due_on) >= finding_decisions.waits_since then 0
            else days_late(coalesce(finding_decisions.new_due_on, chosen.due_on), chosen.met_on, chosen.clock)
        end as days_late
    from chosen
    left join scores.finding_decisions
        on chosen.as_of = finding_decisions.as_of and chosen.finding_row = finding_decisions.finding_row
),

priced as (
    select
        known.*,
        known.sign * fault_share(
            known.is_repeat,
            rectification.repeat_factor,
            known.days_late = 0
            and known.met_on is not null
            and (known.is_passed or not rectification.require_recheck),
            rectification.relief
        ) as share,
        known.sign
        * least(rectification.overdue_cap, rectification.overdue_per_day * known.days_late) as penalty
    from known
    cross join scores.rectification
)

select
    as_of,
    unit_id,
    subject_id,
    source,
    item as item_words,
    quarter as own_quarter,
    inspection_id,
    quartered_on,
    is_stopped,
    count(*) as finding_count,
    sum(share * marks) as stated,
    sum(case when marks is null then share * coalesce(count, 1) end) as counted,
    sum(penalty) as penalty
from priced
group by all
