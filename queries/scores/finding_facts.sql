-- One row per as-of date and finding notified by D: its deadline, its decisions and whether it stopped, all by D.
-- grain: as_of, finding_id
-- params: year, first_unit, last_unit
-- columns: due_on = new_due_on of the latest granted extension decided by D, else its own; is_stopped = withdrawn;
--   deduction = its own, or set by the latest appeal decided 改扣; waits_for_decision = asked in time, not decided by D;
--   quartered_on = as in finding_sums
with

known as (
    select
        dates.as_of,
        dates.d,
        findings.*,
        finding_decisions.deduction as changed_deduction,
        finding_decisions.waits_since,
        coalesce(finding_decisions.new_due_on, findings.due_on) as current_due_on,
        coalesce(findings.withdrawn_on <= dates.d, false)
        or coalesce(finding_decisions.is_cleared, false) as is_stopped,
        case
            when findings.quarter is null and (findings.source <> 'spot_check' or dates.has_quarters)
                then findings.notified_on
        end as quartered_on
    from core.findings
    inner join scores.dates on findings.notified_on <= dates.d
    left join scores.finding_decisions
        on dates.as_of = finding_decisions.as_of and findings.rowid = finding_decisions.finding_row
    where
        findings.year = $year
        and ($first_unit is null or findings.unit_id between $first_unit and $last_unit)
)

select
    as_of,
    d,
    finding_id,
    unit_id,
    source,
    item as item_words,
    quarter as own_quarter,
    inspection_id,
    quartered_on,
    count,
    coalesce(changed_deduction, deduction) as deduction,
    notified_on,
    current_due_on as due_on,
    case when rectified_on <= d then rectified_on end as rectified_on,
    case when rechecked_on <= d then rechecked_on end as rechecked_on,
    case when rechecked_on <= d then recheck_result end as recheck_result,
    coalesce(is_repeat, false) as is_repeat,
    is_stopped,
    coalesce(current_due_on >= waits_since, false) as waits_for_decision
from known
