-- One row per as-of date, unit, words for the item and quarter: the sums of its counted spot checks.
-- The item is resolved on these few rows afterwards, never on every check.
-- grain: as_of, unit_id, item_words, quarter
-- params: year, unit_id
-- columns: quarter = 0 where no spot component is by quarter; a check dated after the year's end is of quarter 4
with

by_quarter as (
    select bool_or(period_kind = 'quarter') as wanted
    from scores.items
    where source = 'spot_check'
)

select
    dates.as_of,
    checks.unit_id,
    checks.item as item_words,
    case
        when not by_quarter.wanted then 0
        when checks.checked_on > make_date($year, 12, 31) then 4
        else quarter(checks.checked_on)
    end as quarter,
    count(*) as check_count,
    sum(coalesce(check_changes.earned, checks.earned)) as earned,
    sum(checks.possible) as possible,
    sum(checks.possible * checks.possible) as possible_squares
from core.spot_checks as checks
inner join scores.dates on checks.checked_on <= dates.d
cross join by_quarter
left join scores.check_stops
    on
        checks.batch_id = check_stops.batch_id
        and checks.file_no = check_stops.file_no
        and checks.row_no = check_stops.row_no
left join scores.check_changes
    on
        dates.as_of = check_changes.as_of
        and checks.batch_id = check_changes.batch_id
        and checks.file_no = check_changes.file_no
        and checks.row_no = check_changes.row_no
where
    checks.year = $year
    and ($unit_id is null or checks.unit_id = $unit_id)
    and coalesce(check_stops.stopped_on > dates.d, true)
group by all
