-- The day of every fact of a year that can cost marks, for lists of lost marks; of all units or of some.
-- grain: kind, unit_id, ref
-- params: year, first_unit, last_unit
-- columns: kind = check, finding or review; ref = as in the list of lost marks (scoring.md section 6); day = checked, notified
--   or reviewed on
select
    'check' as kind,
    unit_id,
    check_id as ref,
    checked_on as day
from core.spot_checks
where year = $year and ($first_unit is null or unit_id between $first_unit and $last_unit)
union all
select
    'finding' as kind,
    unit_id,
    finding_id as ref,
    notified_on as day
from core.findings
where year = $year and ($first_unit is null or unit_id between $first_unit and $last_unit)
union all
select
    'review' as kind,
    unit_id,
    item as ref,
    max(reviewed_on) as day
from core.reviews
where year = $year and ($first_unit is null or unit_id between $first_unit and $last_unit)
group by all
