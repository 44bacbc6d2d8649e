-- One row per as-of date and finding notified by D: its deadline, its decisions and whether it stopped, all by D.
-- grain: as_of, finding_id
-- params: year, unit_id
-- columns: due_on = new_due_on of the latest granted extension decided by D, else its own; is_stopped = withdrawn;
--   changed_deduction = set by the latest appeal decided 改扣; waits_for_decision = asked in time, not decided by D
with

known as (
    select
        dates.as_of,
        dates.d,
        findings.*
    from scores.dates
    inner join core.findings on dates.d >= findings.notified_on
    where
        findings.year = $year
        and ($unit_id is null or findings.unit_id = $unit_id)
),

granted as (
    select
        dates.as_of,
        extensions.finding_id,
        arg_max(extensions.new_due_on, row(extensions.decided_on, extensions.requested_on)) as new_due_on
    from scores.dates
    inner join core.extensions on dates.d >= extensions.decided_on
    where
        extensions.finding_id is not null
        and extensions.decision = 'granted'
        and extensions.new_due_on is not null
    group by all
),

changed as (
    select
        dates.as_of,
        appeals.finding_id,
        arg_max(appeals.deduction, row(appeals.decided_on, appeals.appealed_on)) as deduction
    from scores.dates
    inner join core.appeals on dates.d >= appeals.decided_on
    where
        appeals.finding_id is not null
        and appeals.result = 'changed'
        and appeals.deduction is not null
    group by all
),

cleared as (
    select
        appeals.finding_id,
        min(appeals.decided_on) as decided_on
    from core.appeals
    where appeals.finding_id is not null and appeals.result = 'withdrawn' and appeals.decided_on is not null
    group by all
),

asked as (
    select
        finding_id,
        requested_on as asked_on,
        decided_on
    from core.extensions
    where finding_id is not null
    union all
    select
        finding_id,
        appealed_on as asked_on,
        decided_on
    from core.appeals
    where finding_id is not null
),

waiting as (
    select distinct
        dates.as_of,
        asked.finding_id
    from scores.dates
    inner join asked on dates.d >= asked.asked_on and coalesce(dates.d < asked.decided_on, true)
    inner join core.findings on asked.finding_id = findings.finding_id
    left join granted on dates.as_of = granted.as_of and asked.finding_id = granted.finding_id
    where coalesce(granted.new_due_on, findings.due_on) >= asked.asked_on
),

dated as (
    select
        known.*,
        coalesce(granted.new_due_on, known.due_on) as current_due_on,
        changed.deduction as changed_deduction,
        coalesce(least(known.withdrawn_on, cleared.decided_on) <= known.d, false) as is_stopped
    from known
    left join granted on known.as_of = granted.as_of and known.finding_id = granted.finding_id
    left join changed on known.as_of = changed.as_of and known.finding_id = changed.finding_id
    left join cleared on known.finding_id = cleared.finding_id
)

select
    dated.as_of,
    dated.d,
    dated.finding_id,
    dated.unit_id,
    dated.source,
    dated.quarter,
    dated.item as item_words,
    dated.count,
    dated.deduction as own_deduction,
    dated.changed_deduction,
    dated.inspection_id,
    dated.notified_on,
    dated.current_due_on as due_on,
    case when dated.rectified_on <= dated.d then dated.rectified_on end as rectified_on,
    case when dated.rechecked_on <= dated.d then dated.rechecked_on end as rechecked_on,
    case when dated.rechecked_on <= dated.d then dated.recheck_result end as recheck_result,
    coalesce(dated.is_repeat, false) as is_repeat,
    dated.is_stopped,
    waiting.finding_id is not null as waits_for_decision
from dated
left join waiting on dated.as_of = waiting.as_of and dated.finding_id = waiting.finding_id
