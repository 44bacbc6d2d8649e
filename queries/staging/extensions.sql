-- One row per raw row: one request for more time (延期申请), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.finding_id,
        words.unit,
        read_integer(words.year) as year,
        words.task_no,
        words.item,
        read_date(words.requested_on) as requested_on,
        words.reason,
        read_date(words.decided_on) as decided_on,
        case
            when lower(words.decision) in ('granted', '同意') then 'granted'
            when lower(words.decision) in ('refused', '不同意') then 'refused'
        end as decision,
        read_date(words.new_due_on) as new_due_on,
        list_filter([
            case when words.requested_on is null then 'requested_on' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.requested_on as requested_on_words,
        words.decided_on as decided_on_words,
        words.decision as decision_words,
        words.new_due_on as new_due_on_words
    from raw.extensions as words
)

select
    batch_id,
    file_no,
    row_no,
    finding_id,
    unit,
    year,
    task_no,
    item,
    requested_on,
    reason,
    decided_on,
    decision,
    new_due_on,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when requested_on_words is not null and requested_on is null then 'requested_on' end,
        case when decided_on_words is not null and decided_on is null then 'decided_on' end,
        case when decision_words is not null and decision is null then 'decision' end,
        case when new_due_on_words is not null and new_due_on is null then 'new_due_on' end
    ], lambda field: field is not null) as unread
from typed
