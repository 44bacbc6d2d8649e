-- One row per as-of date asked for: D, the last date a fact may carry, and the day units must be active on.
-- grain: as_of
-- params: as_ofs, closes_on, year
-- columns: d = the earlier of as_of and the scheme's closes_on (scoring.md section 3)
with

asked as (
    select unnest(cast($as_ofs as date[])) as as_of
)

select
    as_of,
    least(as_of, cast($closes_on as date)) as d,
    least(as_of, cast($closes_on as date), make_date($year, 12, 31)) as active_on
from asked
