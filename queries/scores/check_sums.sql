-- One row per as-of date, unit, words for the item and quarter: the sums of its counted spot checks.
-- The item is resolved on these few rows afterwards, never on every check.
-- grain: as_of, unit_id, item_words, quarter
-- params: year, first_unit, last_unit
-- columns: quarter = 0 where no spot component is by quarter; a check dated after the year's end is of quarter 4
with

-- it is read in two ways of which one has no rows: to make a table of all checks first would cost more than both
counted as not materialized (
    select
        dates.as_of,
        dates.has_quarters,
        spot_checks.unit_id,
        spot_checks.item as item_words,
        spot_checks.checked_on,
        coalesce(check_exceptions.earned, spot_checks.earned) as earned,
        spot_checks.possible
    from core.spot_checks
    inner join scores.dates on spot_checks.checked_on <= dates.d
    left join scores.check_exceptions
        on dates.as_of = check_exceptions.as_of and spot_checks.rowid = check_exceptions.check_row
    where
        spot_checks.year = $year
        and ($first_unit is null or spot_checks.unit_id between $first_unit and $last_unit)
        and (check_exceptions.check_row is null or check_exceptions.earned is not null)
)

-- to group by a quarter costs half as much as the sums: whole years do without
select
    as_of,
    unit_id,
    item_words,
    0 as quarter,
    count(*) as check_count,
    sum(earned) as earned,
    sum(possible) as possible,
    sum(possible * possible) as possible_squares
from counted
where not has_quarters
group by all
union all
select
    as_of,
    unit_id,
    item_words,
    case when checked_on > make_date($year, 12, 31) then 4 else quarter(checked_on) end as quarter,
    count(*) as check_count,
    sum(earned) as earned,
    sum(possible) as possible,
    sum(possible * possible) as possible_squares
from counted
where has_quarters
group by all
