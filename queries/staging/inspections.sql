-- One row per raw row: one inspection of a unit in a quarter (季度检查), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.inspection_id,
        words.unit,
        read_integer(words.year) as year,
        read_integer(words.quarter) as quarter,
        read_date(words.inspected_on) as inspected_on,
        words.inspector,
        list_filter([
            case when words.inspection_id is null then 'inspection_id' end,
            case when words.unit is null then 'unit' end,
            case when words.year is null then 'year' end,
            case when words.quarter is null then 'quarter' end,
            case when words.inspected_on is null then 'inspected_on' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.quarter as quarter_words,
        words.inspected_on as inspected_on_words
    from raw.inspections as words
)

select
    batch_id,
    file_no,
    row_no,
    inspection_id,
    unit,
    year,
    quarter,
    inspected_on,
    inspector,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when quarter_words is not null and quarter is null then 'quarter' end,
        case when inspected_on_words is not null and inspected_on is null then 'inspected_on' end
    ], lambda field: field is not null) as unread
from typed
