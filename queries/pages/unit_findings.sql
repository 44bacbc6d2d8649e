-- The findings of one unit that are not closed yet: open, overdue, failed, or rectified and awaiting the recheck.
-- grain: finding_id
-- params: as_of, unit_id
-- columns: extended_to = null unless the deadline was moved; status = overdue, failed, pending, open, rectified;
--   reason = why it is tracked and not scored, null when scored
select
    findings.finding_id,
    findings.source,
    findings.component,
    findings.item_name,
    findings.description,
    findings.evidence,
    findings.notified_on,
    findings.original_due_on,
    case when findings.due_on <> findings.original_due_on then findings.due_on end as extended_to,
    findings.rectified_on,
    findings.days_late,
    findings.is_repeat,
    findings.deduction,
    findings.reason,
    coalesce(open_matters.status, findings.state) as status
from scores.findings
left join scores.open_matters
    on
        findings.as_of = open_matters.as_of
        and findings.unit_id = open_matters.unit_id
        and open_matters.kind = 'finding'
        and findings.finding_id = open_matters.ref
where
    findings.as_of = $as_of
    and findings.unit_id = $unit_id
    and findings.state in ('open', 'overdue', 'failed', 'rectified')
order by findings.days_late desc, coalesce(findings.due_on, date '9999-12-31') asc, findings.finding_id asc
