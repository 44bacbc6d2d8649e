-- Every finding of the year notified by the date to a unit that counts, withdrawn or not, with all that lists of
-- findings ask for.
-- grain: finding_id
-- params: as_of
-- columns: extended_to = null unless the deadline was moved; days_late = null when withdrawn or without a deadline; rechecked_on, recheck_result = null unless known by D;
--   deduction = marks it takes off its item (under a `rate` item only the penalty), null when it is tracked and not
--   scored, tracked_reason says why; state = of scores.findings, or pending while a decision on it is awaited
select
    findings.finding_id,
    findings.unit_id,
    units.name,
    units.group_name,
    findings.source,
    items.component_name,
    findings.item,
    findings.item_name,
    findings.description,
    findings.period,
    findings.task_no,
    findings.check_id,
    findings.notified_on,
    findings.original_due_on,
    case when findings.due_on <> findings.original_due_on then findings.due_on end as extended_to,
    findings.rectified_on,
    finding_facts.rechecked_on,
    finding_facts.recheck_result,
    case
        when findings.due_on is not null and findings.state <> 'withdrawn' then findings.days_late
    end as days_late,
    findings.is_repeat,
    case when findings.placement = 'scored' then findings.deduction end as deduction,
    findings.reason as tracked_reason,
    findings.evidence,
    coalesce(open_matters.status, findings.state) as state
from scores.findings
inner join scores.finding_facts using (as_of, finding_id)
inner join core.units on findings.unit_id = units.unit_id
inner join scores.group_order using (as_of, group_name)
left join scores.items on findings.item = items.item
left join scores.open_matters
    on
        findings.as_of = open_matters.as_of
        and findings.unit_id = open_matters.unit_id
        and open_matters.kind = 'finding'
        and findings.finding_id = open_matters.ref
where findings.as_of = $as_of
order by group_order.group_no, findings.unit_id, findings.notified_on, findings.finding_id
