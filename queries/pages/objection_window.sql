-- Until when a unit may object to a finding or spot check: so many working days after the day it could know of it,
-- the later of its own date and the day on which its marks were last set: when it was first stored, or when somebody put
-- right what it costs. One row, none for an unknown number.
-- grain: kind, ref
-- params: kind, ref
-- columns: kind = finding or check; workdays = of the year's scheme; workdays, last_day = null without a limit;
--   is_provisional = the last day lies in a year whose calendar is not published
with

stored as (
    select
        batch_id,
        file_no,
        row_no,
        json_array(item, deduction, count, is_repeat) as marks
    from staging.findings
    where $kind = 'finding' and finding_id = $ref
    union all
    select
        batch_id,
        file_no,
        row_no,
        json_array(item, earned, possible) as marks
    from staging.spot_checks
    where $kind = 'check' and check_id = $ref
),

marked as (
    select
        stored.batch_id,
        stored.marks,
        lag(stored.marks) over (order by stored.batch_id, stored.file_no, stored.row_no) as marks_before
    from stored
    inner join core.live_batches using (batch_id)
),

last_marked as (
    select max(marked.batch_id) as batch_id
    from marked
    where marked.marks is distinct from marked.marks_before
),

matters as (
    select
        'finding' as kind,
        finding_id as ref,
        unit_id,
        year,
        notified_on as happened_on
    from core.findings
    where $kind = 'finding' and finding_id = $ref
    union all
    select
        'check' as kind,
        check_id as ref,
        unit_id,
        year,
        checked_on as happened_on
    from core.spot_checks
    where $kind = 'check' and check_id = $ref
),

known as (
    select
        matters.kind,
        matters.ref,
        matters.unit_id,
        matters.year,
        greatest(matters.happened_on, cast(batches.stored_at as date)) as known_on
    from matters
    cross join last_marked
    inner join core.batches on last_marked.batch_id = batches.batch_id
)

select
    known.kind,
    known.ref,
    known.unit_id,
    known.known_on,
    schemes.appeal_workdays as workdays,
    last_days.day as last_day,
    coalesce(last_days.is_provisional, false) as is_provisional
from known
left join core.editions using (year)
left join scheme.editions as schemes on editions.edition_id = schemes.edition_id
left join core.calendar as known_days on known.known_on = known_days.day
left join core.calendar as last_days
    on known_days.workday_no + schemes.appeal_workdays = last_days.workday_no and last_days.is_workday
