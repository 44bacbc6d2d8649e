-- Totals for the annual report, each counted twice: group by group from what was scored, and at once from the facts.
-- grain: measure, group_name
-- params: year, as_of
-- columns: measure = units, tasks, checks, findings or inspections; value = of the group; total = from the facts at once;
--   difference = total less the sum of the groups, of units that do not count at the date
with

today as (
    select d
    from scores.dates
    where as_of = $as_of
),

by_unit as (
    select
        'units' as measure,
        unit_id,
        1 as value
    from scores.results
    where as_of = $as_of
    union all by name
    select
        'checks' as measure,
        unit_id,
        check_count as value
    from scores.check_sums
    where as_of = $as_of
    union all by name
    select
        'findings' as measure,
        unit_id,
        count(*) as value
    from scores.findings
    where as_of = $as_of and state <> 'withdrawn'
    group by unit_id
    union all by name
    select
        'inspections' as measure,
        inspections.unit_id,
        count(*) as value
    from core.inspections
    cross join today
    inner join scores.results on results.as_of = $as_of and inspections.unit_id = results.unit_id
    where inspections.year = $year and inspections.inspected_on <= today.d
    group by inspections.unit_id
),

facts as (
    select
        'units' as measure,
        sum(group_order.unit_count) as total
    from scores.group_order
    where group_order.as_of = $as_of
    union all by name
    select
        'checks' as measure,
        count(*) as total
    from core.spot_checks
    cross join today
    left join scores.check_stops using (check_id)
    where
        spot_checks.year = $year
        and spot_checks.checked_on <= today.d
        and coalesce(check_stops.stopped_on > today.d, true)
    union all by name
    select
        'findings' as measure,
        count(*) as total
    from scores.finding_facts
    where as_of = $as_of and not is_stopped
    union all by name
    select
        'inspections' as measure,
        count(*) as total
    from core.inspections
    cross join today
    where inspections.year = $year and inspections.inspected_on <= today.d
),

by_group as (
    select
        facts.measure,
        group_order.group_no,
        group_order.group_name,
        facts.total,
        coalesce(sum(by_unit.value), 0) as value
    from facts
    cross join scores.group_order
    inner join core.units using (group_name)
    left join by_unit on facts.measure = by_unit.measure and units.unit_id = by_unit.unit_id
    where group_order.as_of = $as_of
    group by all
)

select
    measure,
    group_no,
    group_name,
    cast(value as integer) as value,
    cast(total as integer) as total,
    cast(total - sum(value) over (partition by measure) as integer) as difference
from by_group
order by list_position(['units', 'checks', 'inspections', 'findings'], measure), group_no
