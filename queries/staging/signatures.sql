-- One row per raw row: a unit's receipt of a notified finding (问题签收), typed; nothing is dropped here.
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
        read_date(words.signed_on) as signed_on,
        words.signed_by,
        list_filter([
            case when words.finding_id is null then 'finding_id' end,
            case when words.signed_on is null then 'signed_on' end
        ], lambda field: field is not null) as missing,
        words.signed_on as signed_on_words
    from raw.signatures as words
)

select
    batch_id,
    file_no,
    row_no,
    finding_id,
    signed_on,
    signed_by,
    missing,
    list_filter([
        case when signed_on_words is not null and signed_on is null then 'signed_on' end
    ], lambda field: field is not null) as unread
from typed
