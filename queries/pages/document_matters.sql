-- Every matter a unit must still close, and every one whose mending would give marks back: what documents ask of units.
-- With what_ifs_for = the unit or all units also what each gives back or puts at risk (scoring.md sections 6 and 10).
-- grain: unit_id, kind, ref
-- params: as_of
-- columns: is_open = to be closed, else already mended or late; status = overdue, failed, pending, open, else the state of the
--   finding or entry; extended_to = null unless the deadline was moved; recoverable, at_risk = marks, null below
--   0.0005; open_findings, overdue_findings = of all units, unit_findings, unit_overdue = of the unit, the same in
--   each of its rows
with

worth as (
    select
        unit_id,
        kind,
        ref,
        case when recoverable > 0.0005 then recoverable end as recoverable,
        case when at_risk > 0.0005 then at_risk end as at_risk,
        case when at_risk > 0.0005 then at_risk_on end as at_risk_on
    from scores.what_ifs
    where as_of = $as_of
),

described as (
    select
        findings.unit_id,
        'finding' as kind,
        findings.finding_id as ref,
        findings.source,
        coalesce(findings.item_name, findings.item_words) as item_name,
        findings.description,
        findings.evidence,
        findings.notified_on,
        findings.original_due_on,
        findings.due_on,
        findings.state
    from scores.findings
    where findings.as_of = $as_of
    union all by name
    select
        entries.unit_id,
        'task' as kind,
        entries.ref,
        entries.requirement as description,
        entries.original_due_on,
        entries.due_on,
        entries.state
    from scores.entries
    where entries.as_of = $as_of
),

matters as (
    select
        described.*,
        coalesce(open_matters.days_late, 0) as days_late,
        coalesce(open_matters.lost, 0) as lost,
        coalesce(open_matters.status, described.state) as status,
        open_matters.ref is not null as is_open,
        is_open and described.kind = 'finding' as is_open_finding,
        is_open_finding and open_matters.days_late > 0 as is_overdue_finding,
        worth.recoverable,
        worth.at_risk,
        worth.at_risk_on
    from described
    left join scores.open_matters
        on
            open_matters.as_of = $as_of
            and described.unit_id = open_matters.unit_id
            and described.kind = open_matters.kind
            and described.ref = open_matters.ref
    left join worth
        on
            described.unit_id = worth.unit_id
            and described.kind = worth.kind
            and described.ref = worth.ref
    where open_matters.ref is not null or worth.recoverable is not null or worth.at_risk is not null
)

select
    matters.unit_id,
    units.name,
    units.group_name,
    group_order.group_no,
    matters.kind,
    matters.ref,
    matters.source,
    matters.item_name,
    matters.description,
    matters.evidence,
    matters.notified_on,
    matters.original_due_on,
    case when matters.due_on <> matters.original_due_on then matters.due_on end as extended_to,
    matters.due_on,
    matters.days_late,
    matters.status,
    matters.is_open,
    matters.is_open_finding,
    matters.is_overdue_finding,
    matters.lost,
    matters.recoverable,
    matters.at_risk,
    matters.at_risk_on,
    count(*) filter (where matters.is_open_finding) over () as open_findings,
    count(*) filter (where matters.is_overdue_finding) over () as overdue_findings,
    count(*) filter (where matters.is_open_finding) over (partition by matters.unit_id) as unit_findings,
    count(*) filter (where matters.is_overdue_finding) over (partition by matters.unit_id) as unit_overdue
from matters
inner join core.units using (unit_id)
inner join scores.group_order on group_order.as_of = $as_of and units.group_name = group_order.group_name
order by
    group_order.group_no,
    matters.unit_id,
    matters.is_open desc,
    coalesce(matters.due_on, date '9999-12-31'),
    matters.kind,
    matters.ref
