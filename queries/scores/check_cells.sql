-- One row per as-of date, unit and spot item that applies to it: how often it was checked, and whether that is enough.
-- No published scheme says how many checks are enough: half the median of the group's cells is the product's measure,
-- used for coverage and for the strata of a draw, never for a score.
-- grain: as_of, unit_id, item
-- params:
-- columns: check_count = counted checks by D; share = earned / possible, null without a check; level = none, few (fewer
--   checks than half the median of the group's cells) or enough
with

counted as (
    select
        as_of,
        unit_id,
        item,
        sum(check_count) as check_count,
        sum(earned) / sum(possible) as share
    from scores.check_rates
    group by all
),

cells as (
    select
        active_units.as_of,
        active_units.unit_id,
        active_units.group_name,
        items.item,
        cast(coalesce(counted.check_count, 0) as integer) as check_count,
        counted.share
    from scores.active_units
    cross join scores.items
    anti join scores.exempt_items
        on active_units.unit_id = exempt_items.unit_id and items.item = exempt_items.item
    left join counted using (as_of, unit_id, item)
    where items.source = 'spot_check'
)

select
    as_of,
    unit_id,
    group_name,
    item,
    check_count,
    share,
    case
        when check_count = 0 then 'none'
        when 2 * check_count < median(check_count) over (partition by as_of, group_name) then 'few'
        else 'enough'
    end as level
from cells
