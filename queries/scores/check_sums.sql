-- One row per as-of date, unit, words for the item and quarter: the sums of its counted spot checks.
-- The item is resolved on these few rows afterwards, never on every check.
-- grain: as_of, unit_id, item_words, quarter
-- params: year, unit_id
-- columns: quarter = 0 where no spot component is by quarter; a check dated after the year's end is of quarter 4
with

by_quarter as (
    select coalesce(bool_or(period_kind = 'quarter'), false) as wanted
    from scores.items
    where source = 'spot_check'
),

dated as not materialized (
    select
        spot_checks.rowid as check_row,
        spot_checks.unit_id,
        spot_checks.item as item_words,
        spot_checks.earned,
        spot_checks.possible,
        dates.as_of,
        case
            when not by_quarter.wanted then 0
            when spot_checks.checked_on > make_date($year, 12, 31) then 4
            else quarter(spot_checks.checked_on)
        end as quarter
    from core.spot_checks
    inner join scores.dates on spot_checks.checked_on <= dates.d
    cross join by_quarter
    where spot_checks.year = $year and ($unit_id is null or spot_checks.unit_id = $unit_id)
),

counted as (
    select dated.*
    from dated
    anti join scores.check_exceptions using (as_of, check_row)
    union all by name
    select dated.* replace (check_exceptions.earned as earned)
    from dated
    inner join scores.check_exceptions using (as_of, check_row)
    where check_exceptions.earned is not null
)

select
    as_of,
    unit_id,
    item_words,
    quarter,
    count(*) as check_count,
    sum(earned) as earned,
    sum(possible) as possible,
    sum(possible * possible) as possible_squares
from counted
group by all
