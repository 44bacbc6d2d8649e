-- Until when a unit may object to a finding or spot check: so many working days after the day it could know of it,
-- the later of its own date and the day on which it was first stored. One row, none for an unknown number.
-- grain: kind, ref
-- params: kind, ref
-- columns: kind = finding or check; workdays = of the year's scheme; workdays, last_day = null without a limit;
--   is_provisional = the last day lies in a year whose calendar is not published
with

matters as (
    select
        'finding' as kind,
        finding_id as ref,
        unit_id,
        year,
        notified_on as happened_on,
        batch_id
    from core.findings
    where $kind = 'finding' and finding_id = $ref
    union all
    select
        'check' as kind,
        check_id as ref,
        unit_id,
        year,
        checked_on as happened_on,
        batch_id
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
    left join core.first_batches using (kind, ref)
    inner join core.batches on coalesce(first_batches.batch_id, matters.batch_id) = batches.batch_id
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
