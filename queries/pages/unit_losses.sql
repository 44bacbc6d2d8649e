-- Every mark one unit lost, the largest first, with the fact it comes from.
-- grain: component, period, item, cause, ref
-- params: as_of, unit_id
-- columns: marks = of the total; fact = the fact in its own words, where it has some
with

facts as (
    select
        findings.unit_id,
        'finding' as kind,
        findings.finding_id as ref,
        findings.description as fact,
        findings.evidence
    from scores.findings
    where findings.as_of = $as_of
    union all by name
    select
        spot_checks.unit_id,
        'check' as kind,
        spot_checks.check_id as ref,
        spot_checks.sample as fact,
        spot_checks.evidence
    from core.spot_checks
    union all by name
    select
        entries.unit_id,
        'task' as kind,
        entries.ref,
        entries.requirement as fact
    from scores.entries
    where entries.as_of = $as_of
),

lost as (
    select
        losses.*,
        case
            when losses.cause in ('finding', 'overdue') then 'finding'
            when losses.cause in ('task_not_done', 'task_late') then 'task'
            else losses.cause
        end as kind
    from scores.losses
    where losses.as_of = $as_of and losses.unit_id = $unit_id
)

select
    lost.component,
    lost.component_name,
    lost.period,
    lost.item,
    lost.item_name,
    lost.cause,
    lost.ref,
    lost.marks,
    facts.fact,
    facts.evidence
from lost
left join facts using (unit_id, kind, ref)
order by lost.marks desc, lost.component_no asc, lost.period asc, lost.item asc, lost.cause asc, lost.ref asc
