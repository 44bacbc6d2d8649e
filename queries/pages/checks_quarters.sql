-- Quarter by quarter: spot checks with their rate, units inspected, findings notified and how many of them came back.
-- What is dated after the year's end belongs to the fourth quarter.
-- grain: quarter
-- params: year, as_of, group_name
-- columns: share = earned / possible, null without a check; unit_count = units that count; is_begun = false after D
with

quarters as (
    select unnest([1, 2, 3, 4]) as quarter
),

chosen as (
    select
        active_units.unit_id,
        active_units.d
    from scores.active_units
    where active_units.as_of = $as_of and coalesce(active_units.group_name = $group_name, true)
),

checked as (
    select
        case when year(checks.checked_on) > $year then 4 else quarter(checks.checked_on) end as quarter,
        count(*) as check_count,
        sum(coalesce(check_changes.earned, checks.earned)) / sum(checks.possible) as share
    from core.spot_checks as checks
    inner join chosen on checks.unit_id = chosen.unit_id and checks.checked_on <= chosen.d
    left join scores.check_stops on checks.check_id = check_stops.check_id
    left join scores.check_changes
        on checks.check_id = check_changes.check_id and check_changes.as_of = $as_of
    where checks.year = $year and coalesce(check_stops.stopped_on > chosen.d, true)
    group by all
),

inspected as (
    select
        inspected.quarter,
        count(*) as inspected
    from scores.inspected
    inner join chosen using (unit_id)
    where inspected.as_of = $as_of
    group by all
),

noted as (
    select
        case when year(findings.notified_on) > $year then 4 else quarter(findings.notified_on) end as quarter,
        count(*) as findings,
        count(*) filter (where findings.is_repeat) as repeated
    from scores.findings
    inner join chosen using (unit_id)
    where findings.as_of = $as_of and findings.state <> 'withdrawn'
    group by all
)

select
    quarters.quarter,
    coalesce(checked.check_count, 0) as check_count,
    checked.share,
    coalesce(inspected.inspected, 0) as inspected,
    (select count(*) from chosen) as unit_count,
    coalesce(noted.findings, 0) as findings,
    coalesce(noted.repeated, 0) as repeated,
    make_date($year, 3 * quarters.quarter - 2, 1) <= $as_of as is_begun
from quarters
left join checked using (quarter)
left join inspected using (quarter)
left join noted using (quarter)
order by quarters.quarter
