-- One row per raw row: one cell of the annual report's statutory tables (年报统计数据), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: value = null is a gap, never 0; missing = required fields that are blank; unread = fields whose words are
--     no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        read_integer(words.year) as year,
        words.table as table_name,
        words.row as row_name,
        words."column" as column_name,
        read_number(words.value) as value,
        list_filter([
            case when words.year is null then 'year' end,
            case when words.table is null then 'table' end,
            case when words.row is null then 'row' end,
            case when words."column" is null then 'column' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.value as value_words
    from raw.report_figures as words
)

select
    batch_id,
    file_no,
    row_no,
    year,
    table_name,
    row_name,
    column_name,
    value,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when value_words is not null and value is null then 'value' end
    ], lambda field: field is not null) as unread
from typed
