-- One row per as-of date, unit and quarter inspected by D.
-- grain: as_of, unit_id, quarter
-- params: year
-- columns: inspected_on = the latest inspection of the quarter
select
    dates.as_of,
    inspections.unit_id,
    inspections.quarter,
    max(inspections.inspected_on) as inspected_on
from core.inspections
inner join scores.dates on inspections.inspected_on <= dates.d
where inspections.year = $year
group by all
