-- The units, and those a round was closed with, cut into parts in the order of their ids: each as many as have some
-- 10,000 findings and entries of a year together.
-- What is computed for each of these facts alone, as what-ifs are, is asked part by part: all at once fits no memory.
-- grain: first_unit
-- params: year
-- columns: first_unit, last_unit = ids, both of the part
with

units as (
    select unit_id
    from core.units
    union
    select unit_id
    from raw.round_results
),

facts as (
    select unit_id
    from core.findings
    where year = $year
    union all
    select unit_id
    from core.entries
    where year = $year
),

counted as (
    select
        units.unit_id,
        count(facts.unit_id) as facts
    from units
    left join facts using (unit_id)
    group by all
),

placed as (
    select
        unit_id,
        (sum(facts) over (order by unit_id) - facts) // 10000 as part
    from counted
)

select
    min(unit_id) as first_unit,
    max(unit_id) as last_unit
from placed
group by part
order by first_unit
