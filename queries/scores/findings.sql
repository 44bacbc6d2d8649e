-- One row per as-of date and finding of a unit as it is, with its state in one word and why it is only tracked.
-- grain: as_of, finding_id
-- params: year
-- columns: rule = of its item; deduction = marks it takes off, under a `rate` item the penalty alone (scoring.md
--   section 4); state = withdrawn, confirmed, rectified, failed, overdue, open; placement = scored or tracked
select
    finding_states.as_of,
    finding_states.unit_id,
    finding_states.finding_id,
    written.source,
    finding_states.component,
    finding_states.item,
    items.item_name,
    written.item as item_words,
    $year || case when finding_states.quarter = 0 then '' else 'Q' || finding_states.quarter end as period,
    written.description,
    written.task_no,
    written.check_id,
    written.evidence,
    written.notified_on,
    written.due_on as original_due_on,
    finding_states.due_on,
    finding_states.rectified_on,
    finding_states.is_reported,
    finding_states.is_failed,
    finding_states.is_confirmed,
    finding_states.waits_for_decision as is_pending,
    finding_states.is_repeat,
    finding_states.days_late,
    finding_states.base,
    finding_states.fault,
    finding_states.penalty,
    finding_states.rule,
    case
        when finding_states.rule = 'rate' then finding_states.penalty
        else finding_states.fault + finding_states.penalty
    end as deduction,
    case when finding_states.reason is null then 'scored' else 'tracked' end as placement,
    finding_states.reason,
    case
        when finding_states.is_stopped then 'withdrawn'
        when finding_states.is_failed and finding_states.days_late = 0 then 'failed'
        when finding_states.is_reported and finding_states.is_confirmed then 'confirmed'
        when finding_states.is_reported then 'rectified'
        when finding_states.days_late > 0 then 'overdue'
        else 'open'
    end as state
from scores.finding_states
inner join scores.subjects using (subject_id)
inner join core.findings as written on finding_states.finding_id = written.finding_id
left join scores.items on finding_states.item = items.item
where subjects.supposed is null
