-- One row per raw row: one word that documents use for a group of units (单位类别别名), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.word,
        words."group" as group_name,
        list_filter([
            case when words.word is null then 'word' end,
            case when words."group" is null then 'group' end
        ], lambda field: field is not null) as missing
    from raw.group_words as words
)

select
    batch_id,
    file_no,
    row_no,
    word,
    group_name,
    missing,
    cast([] as varchar[]) as unread
from typed
