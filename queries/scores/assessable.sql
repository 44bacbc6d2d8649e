-- One row per as-of date, unit, component of checks or inspections, and period in which its deductions count:
-- inspected in that period, or spot-checked on an item that applies (scoring.md section 4, rule `deduct`).
-- grain: as_of, unit_id, component, quarter
-- params:
-- columns: quarter = 0 for a whole-year component
select distinct
    inspected.as_of,
    inspected.unit_id,
    items.component,
    case when items.period_kind = 'quarter' then inspected.quarter else 0 end as quarter
from scores.inspected
inner join scores.items on items.source = 'inspection'
union
select distinct
    check_rates.as_of,
    check_rates.unit_id,
    items.component,
    check_rates.quarter
from scores.check_rates
inner join scores.items using (item)
