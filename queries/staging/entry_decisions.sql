-- One row per raw row: the office's word on one line of a ledger (台账审核), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.unit,
        read_integer(words.year) as year,
        words.task_no,
        words.item,
        words.period,
        read_moment(words.triggered_on) as triggered_at,
        read_date(words.decided_on) as decided_on,
        case
            when lower(words.decision) in ('confirmed', '确认') then 'confirmed'
            when lower(words.decision) in ('returned', '退回') then 'returned'
        end as decision,
        words.reason,
        list_filter([
            case when words.unit is null then 'unit' end,
            case when words.year is null then 'year' end,
            case when words.task_no is null then 'task_no' end,
            case when words.decided_on is null then 'decided_on' end,
            case when words.decision is null then 'decision' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.triggered_on as triggered_on_words,
        words.decided_on as decided_on_words,
        words.decision as decision_words
    from raw.entry_decisions as words
)

select
    batch_id,
    file_no,
    row_no,
    unit,
    year,
    task_no,
    item,
    period,
    triggered_at,
    decided_on,
    decision,
    reason,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when triggered_on_words is not null and triggered_at is null then 'triggered_on' end,
        case when decided_on_words is not null and decided_on is null then 'decided_on' end,
        case when decision_words is not null and decision is null then 'decision' end
    ], lambda field: field is not null) as unread
from typed
