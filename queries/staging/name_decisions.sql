-- One row per raw row: whom a human says a word of the plans means (责任单位认定), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        decisions.batch_id,
        decisions.file_no,
        decisions.row_no,
        decisions.words,
        decisions.unit,
        decisions.note,
        list_filter([
            case when decisions.words is null then 'words' end,
            case when decisions.unit is null then 'unit' end
        ], lambda field: field is not null) as missing
    from raw.name_decisions as decisions
)

select
    batch_id,
    file_no,
    row_no,
    words,
    unit,
    note,
    missing,
    cast([] as varchar[]) as unread
from typed
