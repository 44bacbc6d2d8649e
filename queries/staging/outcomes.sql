-- One row per raw row: one recorded decision of people about a unit (结果运用), typed; nothing is dropped here.
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
        case
            when lower(words.kind) in ('praise', '通报表扬') then 'praise'
            when lower(words.kind) in ('criticism', '通报批评') then 'criticism'
            when lower(words.kind) in ('interview', '约谈') then 'interview'
            when lower(words.kind) in ('accountability', '问责') then 'accountability'
        end as kind,
        read_date(words.decided_on) as decided_on,
        words.round,
        words.document,
        words.reason,
        list_filter([
            case when words.unit is null then 'unit' end,
            case when words.kind is null then 'kind' end,
            case when words.decided_on is null then 'decided_on' end,
            case when words.reason is null then 'reason' end
        ], lambda field: field is not null) as missing,
        words.kind as kind_words,
        words.decided_on as decided_on_words
    from raw.outcomes as words
)

select
    batch_id,
    file_no,
    row_no,
    unit,
    kind,
    decided_on,
    round,
    document,
    reason,
    missing,
    list_filter([
        case when kind_words is not null and kind is null then 'kind' end,
        case when decided_on_words is not null and decided_on is null then 'decided_on' end
    ], lambda field: field is not null) as unread
from typed
