-- Findings of the year and what became of them, by source, and all together in the last row; withdrawn ones are left out.
-- grain: source
-- params: as_of, group_name
-- columns: source = null in the row of all; in_time, late = reported rectified by then; open, overdue = not yet; confirmed =
--   of the rectified, those whose recheck passed or needs none; in_time_share = of the rectified, null without one
with

chosen as (
    select findings.*
    from scores.findings
    inner join core.units using (unit_id)
    where
        findings.as_of = $as_of
        and findings.state <> 'withdrawn'
        and coalesce(units.group_name = $group_name, true)
)

select
    cast($as_of as date) as as_of,
    source,
    count(*) as found,
    count(*) filter (where is_reported and days_late = 0) as in_time,
    count(*) filter (where is_reported and days_late > 0) as late,
    count(*) filter (where not is_reported and days_late = 0) as open,
    count(*) filter (where not is_reported and days_late > 0) as overdue,
    count(*) filter (where is_confirmed) as confirmed,
    count(*) filter (where is_reported and days_late = 0)
    / nullif(count(*) filter (where is_reported), 0) as in_time_share
from chosen
group by grouping sets ((source), ())
having count(*) > 0
order by
    source is null,
    list_position(['spot_check', 'inspection', 'third_party', 'superior', 'public'], source)
