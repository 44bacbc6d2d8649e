-- One row per finding or entry of a unit: what the total would gain were it mended on D, and what it will have lost
-- by the horizon if nothing happens; each moved alone, by the same chain (scoring.md sections 6 and 10).
-- grain: as_of, unit_id, kind, ref
-- params:
-- columns: recoverable, at_risk = marks of the unrounded total; at_risk_on = first day on which waiting costs
with

actual as (
    select
        as_of,
        unit_id,
        exact_total
    from scores.totals
    where supposed is null
),

moved as (
    select
        totals.as_of,
        totals.unit_id,
        totals.kind,
        totals.ref,
        max(
            case when totals.supposed = 'recover' then totals.exact_total - actual.exact_total end
        ) as recoverable,
        max(
            case when totals.supposed = 'wait' then actual.exact_total - totals.exact_total end
        ) as at_risk
    from scores.totals
    inner join actual using (as_of, unit_id)
    where totals.supposed is not null
    group by all
),

due as (
    select
        as_of,
        unit_id,
        'finding' as kind,
        finding_id as ref,
        due_on
    from scores.findings
    union all
    select
        as_of,
        unit_id,
        'task' as kind,
        ref,
        due_on
    from scores.entries
)

select
    moved.as_of,
    moved.unit_id,
    moved.kind,
    moved.ref,
    moved.recoverable,
    moved.at_risk,
    case
        when moved.at_risk > 1e-9 then greatest(due.due_on + 1, dates.d + 1)
    end as at_risk_on
from moved
inner join scores.dates using (as_of)
left join due using (as_of, unit_id, kind, ref)
