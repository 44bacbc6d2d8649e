-- One row per as-of date and finding about which somebody had asked or decided something by D. They are few; every other
-- finding is found not to be among them by its row's place in the release, one small number.
-- grain: as_of, finding_row
-- params:
-- columns: finding_row = rowid of core.findings, which never changes in a release; new_due_on = of the latest granted
--   extension decided by D; deduction = set by the latest appeal decided 改扣; is_cleared = an appeal was decided 撤销;
--   waits_since = the first request that awaits its decision
with

asked as (
    select
        finding_id,
        requested_on as asked_on,
        decided_on,
        case when decision = 'granted' then new_due_on end as new_due_on,
        null as deduction,
        false as is_cleared
    from core.extensions
    where finding_id is not null
    union all
    select
        finding_id,
        appealed_on as asked_on,
        decided_on,
        null as new_due_on,
        case when result = 'changed' then deduction end as deduction,
        coalesce(result = 'withdrawn', false) as is_cleared
    from core.appeals
    where finding_id is not null
),

known as (
    select
        asked.*,
        dates.as_of,
        row(asked.decided_on, asked.asked_on) as turn,
        coalesce(asked.decided_on <= dates.d, false) as is_decided,
        is_decided and asked.new_due_on is not null as is_extended,
        is_decided and asked.deduction is not null as is_changed
    from scores.dates
    inner join asked on dates.d >= least(asked.asked_on, asked.decided_on)
)

select
    known.as_of,
    findings.rowid as finding_row,
    arg_max(known.new_due_on, known.turn) filter (where known.is_extended) as new_due_on,
    arg_max(known.deduction, known.turn) filter (where known.is_changed) as deduction,
    bool_or(known.is_decided and known.is_cleared) as is_cleared,
    min(known.asked_on) filter (where not known.is_decided) as waits_since
from known
inner join core.findings on known.finding_id = findings.finding_id
group by all
