-- One row per ledger line that the office confirmed or returned: its newest word that counts, of a unit that exists.
-- grain: unit_id, year, task_no, item, period, triggered_at
-- params:
-- columns: decision = confirmed or returned; it speaks of the ledger line as it stood when it was stored: a line stored
--   later (a greater batch_id) is not decided yet
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct entry_decisions.unit from staging.entry_decisions) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    known.unit_id,
    entry_decisions.year,
    entry_decisions.task_no,
    entry_decisions.item,
    read_period(entry_decisions.period) as period,
    entry_decisions.triggered_at,
    entry_decisions.decided_on,
    entry_decisions.decision,
    entry_decisions.reason,
    entry_decisions.batch_id,
    entry_decisions.file_no,
    entry_decisions.row_no
from staging.entry_decisions
inner join core.live_batches using (batch_id)
inner join known on entry_decisions.unit = known.unit
qualify
    row_number() over (
        partition by
            known.unit_id,
            entry_decisions.year,
            entry_decisions.task_no,
            entry_decisions.item,
            read_period(entry_decisions.period),
            entry_decisions.triggered_at
        order by entry_decisions.batch_id desc, entry_decisions.file_no desc, entry_decisions.row_no desc
    ) = 1
