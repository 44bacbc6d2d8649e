-- One row per raw row: one unit as a file named it, typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.unit_id,
        words.name,
        words."group" as group_name,
        words.aliases,
        read_date(words.active_from) as active_from,
        read_date(words.active_to) as active_to,
        list_filter([
            case when words.unit_id is null then 'unit_id' end,
            case when words.name is null then 'name' end,
            case when words."group" is null then 'group' end
        ], lambda field: field is not null) as missing,
        words.active_from as active_from_words,
        words.active_to as active_to_words
    from raw.units as words
)

select
    batch_id,
    file_no,
    row_no,
    unit_id,
    name,
    group_name,
    aliases,
    active_from,
    active_to,
    missing,
    list_filter([
        case when active_from_words is not null and active_from is null then 'active_from' end,
        case when active_to_words is not null and active_to is null then 'active_to' end
    ], lambda field: field is not null) as unread
from typed
