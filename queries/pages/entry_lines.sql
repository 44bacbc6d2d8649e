-- The lines of ledgers under tasks of a year, of one unit or ($unit_id null) of all, with the office's word on each.
-- grain: unit_id, task_no, item, period, triggered_at
-- params: year, unit_id
-- columns: decision = confirmed, returned, waiting (reported as done in the browser and not decided yet), or null;
--   it speaks of the line as it stands; was_* = what a returned line said before it was returned
with

judged as (
    select
        ledger.*,
        case when ledger.batch_id <= entry_decisions.batch_id then entry_decisions.decision end as decision,
        entry_decisions.decided_on,
        saves.step = 'ledger.report' and ledger.completed_at is not null as is_reported
    from core.ledger
    left join core.entry_decisions
        on
            ledger.unit_id = entry_decisions.unit_id
            and ledger.year = entry_decisions.year
            and ledger.task_no = entry_decisions.task_no
            and ledger.item is not distinct from entry_decisions.item
            and ledger.period is not distinct from entry_decisions.period
            and ledger.triggered_at is not distinct from entry_decisions.triggered_at
    left join core.saves on ledger.batch_id = saves.batch_id
    where ledger.year = $year and coalesce(ledger.unit_id = $unit_id, true)
)

select
    judged.unit_id,
    units.name,
    judged.task_no,
    tasks.requirement,
    judged.item,
    judged.period,
    judged.count,
    judged.triggered_at,
    judged.triggered_has_time,
    judged.completed_at,
    judged.completed_has_time,
    judged.progress,
    judged.evidence,
    coalesce(judged.decision, case when judged.is_reported then 'waiting' end) as decision,
    case when judged.decision is not null then judged.decided_on end as decided_on,
    returned_lines.reason,
    returned_lines.completed_at as was_completed_at,
    returned_lines.completed_has_time as was_completed_has_time,
    returned_lines.progress as was_progress,
    returned_lines.evidence as was_evidence,
    judged.batch_id
from judged
inner join core.units using (unit_id)
inner join core.tasks using (year, task_no)
left join core.returned_lines
    on
        judged.decision = 'returned'
        and judged.unit_id = returned_lines.unit_id
        and judged.year = returned_lines.year
        and judged.task_no = returned_lines.task_no
        and judged.item is not distinct from returned_lines.item
        and judged.period is not distinct from returned_lines.period
        and judged.triggered_at is not distinct from returned_lines.triggered_at
order by
    judged.unit_id,
    tasks.batch_id,
    tasks.file_no,
    tasks.row_no,
    judged.period,
    judged.triggered_at,
    judged.completed_at,
    judged.item
