-- One row per raw row: one spot check (日常抽测), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.check_id,
        words.unit,
        read_date(words.checked_on) as checked_on,
        words.item,
        words.sample,
        read_number(words.earned) as earned,
        read_number(words.possible) as possible,
        words.checker,
        read_integer(words.year) as year,
        words.task_no,
        words.evidence,
        read_date(words.withdrawn_on) as withdrawn_on,
        words.note,
        list_filter([
            case when words.check_id is null then 'check_id' end,
            case when words.unit is null then 'unit' end,
            case when words.checked_on is null then 'checked_on' end,
            case when words.earned is null then 'earned' end,
            case when words.possible is null then 'possible' end
        ], lambda field: field is not null) as missing,
        words.checked_on as checked_on_words,
        words.earned as earned_words,
        words.possible as possible_words,
        words.year as year_words,
        words.withdrawn_on as withdrawn_on_words
    from raw.spot_checks as words
)

select
    batch_id,
    file_no,
    row_no,
    check_id,
    unit,
    checked_on,
    item,
    sample,
    earned,
    possible,
    checker,
    year,
    task_no,
    evidence,
    withdrawn_on,
    note,
    missing,
    list_filter([
        case when checked_on_words is not null and checked_on is null then 'checked_on' end,
        case when earned_words is not null and earned is null then 'earned' end,
        case when possible_words is not null and possible is null then 'possible' end,
        case when year_words is not null and year is null then 'year' end,
        case when withdrawn_on_words is not null and withdrawn_on is null then 'withdrawn_on' end
    ], lambda field: field is not null) as unread
from typed
