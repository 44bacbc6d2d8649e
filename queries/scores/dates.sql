-- One row per as-of date asked for: D, the last date a fact may carry, and the day units must be active on.
-- grain: as_of
-- params: as_ofs, closes_on, year
-- columns: d = the earlier of as_of and the scheme's closes_on (scoring.md section 3); has_quarters = spot checks are
--   scored by quarter in some component
with

asked as (
    select unnest(cast($as_ofs as date[])) as as_of
),

by_quarter as (
    select coalesce(bool_or(period_kind = 'quarter'), false) as has_quarters
    from scores.items
    where source = 'spot_check'
)

select
    asked.as_of,
    least(asked.as_of, cast($closes_on as date)) as d,
    least(asked.as_of, cast($closes_on as date), make_date($year, 12, 31)) as active_on,
    by_quarter.has_quarters
from asked
cross join by_quarter
