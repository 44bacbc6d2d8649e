-- One row per mark a unit lost in a closed round as it was published: the same columns as `explain`; what the facts are
-- called, their deadline and evidence come from today's facts.
-- grain: unit_id, component, period, item, cause, ref
-- params: as_of, round_no, first_unit, last_unit
-- columns: marks = as stored; recoverable = null, a round says nothing of what could still be won back; due_on = of the
--   finding or entry, null when it is there no more
select
    round_losses.unit_id,
    round_losses.component,
    round_losses.component_name,
    round_losses.period,
    round_losses.indicator,
    round_losses.indicator_name,
    round_losses.item,
    round_losses.item_name,
    round_losses.cause,
    round_losses.ref,
    round_losses.marks,
    cast(null as double) as recoverable,
    coalesce(findings.due_on, entries.due_on) as due_on,
    coalesce(
        findings.description, entries.requirement, spot_checks.sample, round_losses.item_name
    ) as description,
    coalesce(findings.evidence, spot_checks.evidence) as evidence
from raw.round_losses
left join scores.findings
    on
        round_losses.cause in ('finding', 'overdue')
        and findings.as_of = $as_of
        and round_losses.ref = findings.finding_id
left join scores.entries
    on
        round_losses.cause in ('task_late', 'task_not_done')
        and entries.as_of = $as_of
        and round_losses.unit_id = entries.unit_id
        and round_losses.ref = entries.ref
left join core.spot_checks on round_losses.cause = 'check' and round_losses.ref = spot_checks.check_id
where
    round_losses.round_no = $round_no
    and ($first_unit is null or round_losses.unit_id between $first_unit and $last_unit)
order by
    round_losses.unit_id asc,
    round_losses.marks desc,
    round_losses.component asc,
    round_losses.ref asc,
    round_losses.cause asc
