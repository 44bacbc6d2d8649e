-- One row per as-of date and spot check that does not simply count as it was entered: stopped by D, or its marks changed.
-- They are few. Every other check is found not to be among them by its row's place in the release, one small number.
-- grain: as_of, check_row
-- params:
-- columns: check_row = rowid of core.spot_checks, which never changes in a release; earned = null when stopped
with

marked as (
    select
        dates.as_of,
        check_stops.check_id,
        true as is_stopped,
        null as earned
    from scores.dates
    inner join scores.check_stops on dates.d >= check_stops.stopped_on
    union all
    select
        as_of,
        check_id,
        false as is_stopped,
        earned
    from scores.check_changes
)

select
    marked.as_of,
    spot_checks.rowid as check_row,
    case when not bool_or(marked.is_stopped) then max(marked.earned) end as earned
from marked
inner join core.spot_checks on marked.check_id = spot_checks.check_id
group by all
