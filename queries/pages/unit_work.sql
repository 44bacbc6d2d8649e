-- The work list of one unit: what each open or mended matter could still give back, and what it will cost if left.
-- Ask with what_ifs_for = the unit. Each moved alone, not additive (scoring.md sections 6 and 10). What gives back most
-- comes first, then what costs most if left.
-- grain: kind, ref
-- params: edition, as_of, unit_id, ahead
-- columns: recoverable, at_risk = marks of the total, null below 0.0005; at_risk_on = first day on which waiting costs; places =
--   places gained were this alone mended, by the totals of the units $ahead of it (pages/unit_ahead)
with

described as (
    select
        findings.unit_id,
        'finding' as kind,
        findings.finding_id as ref,
        findings.description,
        findings.evidence,
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
        entries.due_on,
        entries.state
    from scores.entries
    where entries.as_of = $as_of
),

units_ahead as (
    select unnest(cast($ahead as double[])) as total
),

mended as (
    select
        what_ifs.kind,
        what_ifs.ref,
        round_half_up(results.exact_total + what_ifs.recoverable, results.decimals) as total
    from scores.what_ifs
    inner join scores.results using (as_of, unit_id)
    where what_ifs.as_of = $as_of and what_ifs.unit_id = $unit_id
),

gained as (
    select
        mended.kind,
        mended.ref,
        case
            when editions.ties = 'dense' then count(distinct units_ahead.total)
            else count(units_ahead.total)
        end as places
    from mended
    inner join scheme.editions on editions.edition_id = $edition
    left join units_ahead on mended.total >= units_ahead.total
    group by mended.kind, mended.ref, editions.ties
)

select
    what_ifs.kind,
    what_ifs.ref,
    described.description,
    described.evidence,
    described.due_on,
    described.state,
    case when what_ifs.recoverable > 0.0005 then what_ifs.recoverable end as recoverable,
    case when what_ifs.at_risk > 0.0005 then what_ifs.at_risk end as at_risk,
    case when what_ifs.at_risk > 0.0005 then what_ifs.at_risk_on end as at_risk_on,
    gained.places
from scores.what_ifs
inner join described using (unit_id, kind, ref)
inner join gained using (kind, ref)
where
    what_ifs.as_of = $as_of
    and what_ifs.unit_id = $unit_id
    and greatest(what_ifs.recoverable, what_ifs.at_risk) > 0.0005
order by
    recoverable desc nulls last,
    at_risk desc nulls last,
    at_risk_on asc nulls last,
    what_ifs.kind asc,
    what_ifs.ref asc
