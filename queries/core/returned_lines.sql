-- One row per ledger line that the office returned: its reason, and what the unit had written.
-- grain: unit_id, year, task_no, item, period, triggered_at
-- params:
-- columns: batch_id = of the decision, which speaks of the line until it is reported again (a greater batch_id);
--   completed_at, completed_has_time, progress, evidence = as the unit had written them before
with

returned as (
    select entry_decisions.*
    from core.entry_decisions
    where entry_decisions.decision = 'returned'
),

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct ledger.unit from staging.ledger) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    returned.unit_id,
    returned.year,
    returned.task_no,
    returned.item,
    returned.period,
    returned.triggered_at,
    returned.decided_on,
    returned.reason,
    returned.batch_id,
    ledger.completed_at,
    ledger.completed_has_time,
    ledger.progress,
    ledger.evidence
from returned
inner join known using (unit_id)
inner join staging.ledger
    on
        known.unit = ledger.unit
        and returned.year = ledger.year
        and returned.task_no = ledger.task_no
        and returned.item is not distinct from ledger.item
        and returned.period is not distinct from read_period(ledger.period)
        and returned.triggered_at is not distinct from ledger.triggered_at
        and returned.batch_id > ledger.batch_id
        and ledger.batch_id in (select live_batches.batch_id from core.live_batches)
qualify
    row_number() over (
        partition by
            returned.unit_id,
            returned.year,
            returned.task_no,
            returned.item,
            returned.period,
            returned.triggered_at
        order by ledger.batch_id desc, ledger.file_no desc, ledger.row_no desc
    ) = 1
