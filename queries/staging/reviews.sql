-- One row per raw row: one reviewed item of a unit (年度考核), typed; nothing is dropped here.
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
        words.item,
        read_number(words.awarded) as awarded,
        read_number(words.actual) as actual,
        read_number(words.target) as target,
        read_date(words.reviewed_on) as reviewed_on,
        words.note,
        list_filter([
            case when words.unit is null then 'unit' end,
            case when words.year is null then 'year' end,
            case when words.item is null then 'item' end,
            case when words.reviewed_on is null then 'reviewed_on' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.awarded as awarded_words,
        words.actual as actual_words,
        words.target as target_words,
        words.reviewed_on as reviewed_on_words
    from raw.reviews as words
)

select
    batch_id,
    file_no,
    row_no,
    unit,
    year,
    item,
    awarded,
    actual,
    target,
    reviewed_on,
    note,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when awarded_words is not null and awarded is null then 'awarded' end,
        case when actual_words is not null and actual is null then 'actual' end,
        case when target_words is not null and target is null then 'target' end,
        case when reviewed_on_words is not null and reviewed_on is null then 'reviewed_on' end
    ], lambda field: field is not null) as unread
from typed
