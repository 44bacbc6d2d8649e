-- One row per ledger line: the newest row of its key that counts, of a unit that exists.
-- grain: unit_id, year, task_no, item, period, triggered_at
-- params:
-- columns:
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct ledger.unit from staging.ledger) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    known.unit_id,
    ledger.year,
    ledger.task_no,
    ledger.item,
    read_period(ledger.period) as period,
    ledger.count,
    ledger.triggered_at,
    ledger.triggered_on,
    ledger.triggered_has_time,
    ledger.completed_at,
    ledger.completed_on,
    ledger.completed_has_time,
    ledger.progress,
    ledger.evidence,
    ledger.batch_id,
    ledger.file_no,
    ledger.row_no
from staging.ledger
inner join core.live_batches using (batch_id)
inner join known on ledger.unit = known.unit
qualify
    row_number() over (
        partition by
            known.unit_id,
            ledger.year,
            ledger.task_no,
            ledger.item,
            read_period(ledger.period),
            ledger.triggered_at
        order by ledger.batch_id desc, ledger.file_no desc, ledger.row_no desc
    ) = 1
