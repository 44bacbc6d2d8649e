-- One row per mark a unit lost: cause, fact, and what mending that fact today would change; of all units or of some.
-- grain: unit_id, component, period, item, cause, ref
-- params: as_of, first_unit, last_unit
-- columns: recoverable = change of the unrounded total were the fact mended on D, 0 for checks and reviews, which
--   stand; due_on = of the finding or entry
select
    losses.unit_id,
    losses.component,
    losses.component_name,
    losses.period,
    losses.indicator,
    losses.indicator_name,
    losses.item,
    losses.item_name,
    losses.cause,
    losses.ref,
    losses.marks,
    coalesce(what_ifs.recoverable, 0) as recoverable,
    coalesce(findings.due_on, entries.due_on) as due_on,
    coalesce(findings.description, entries.requirement, spot_checks.sample, losses.item_name) as description,
    coalesce(findings.evidence, spot_checks.evidence) as evidence
from scores.losses
left join scores.what_ifs
    on
        losses.as_of = what_ifs.as_of
        and losses.unit_id = what_ifs.unit_id
        and losses.ref = what_ifs.ref
        and what_ifs.kind = case
            when losses.cause in ('finding', 'overdue') then 'finding'
            when losses.cause in ('task_late', 'task_not_done') then 'task'
        end
left join scores.findings
    on
        losses.cause in ('finding', 'overdue')
        and losses.as_of = findings.as_of
        and losses.ref = findings.finding_id
left join scores.entries
    on
        losses.cause in ('task_late', 'task_not_done')
        and losses.as_of = entries.as_of
        and losses.unit_id = entries.unit_id
        and losses.ref = entries.ref
left join core.spot_checks on losses.cause = 'check' and losses.ref = spot_checks.check_id
where losses.as_of = $as_of and ($first_unit is null or losses.unit_id between $first_unit and $last_unit)
order by losses.marks desc, losses.component_no, losses.ref, losses.cause
