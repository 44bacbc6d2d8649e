-- One row per what-if of a unit: one finding or entry recovered on D, or one left alone while the clock runs on.
-- Empty unless the computation is asked for what-ifs (scoring.md sections 6 and 10).
-- grain: as_of, unit_id, supposed, kind, ref
-- params: with_what_ifs, year
-- columns: supposed = recover or wait; kind = finding or task
with

matters as (
    select
        active_units.as_of,
        active_units.unit_id,
        'finding' as kind,
        findings.finding_id as ref
    from scores.active_units
    inner join core.findings using (unit_id)
    where findings.year = $year and findings.notified_on <= active_units.d
    union all
    select
        as_of,
        unit_id,
        'task' as kind,
        ref
    from scores.entry_facts
    where role <> 'support' and done_on is null
)

select
    as_of,
    unit_id,
    kind,
    ref,
    unnest(['recover', 'wait']) as supposed
from matters
where $with_what_ifs
