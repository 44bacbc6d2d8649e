-- One row per raw row: one task of the year's plan, typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank (a deadline may be: its kind is then `missing`); unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        read_integer(words.year) as year,
        words.task_no,
        words.category,
        words.subcategory,
        words.requirement,
        words.responsible,
        words.deadline,
        words.item,
        read_date(words.issued_on) as issued_on,
        words.source,
        list_filter([
            case when words.year is null then 'year' end,
            case when words.task_no is null then 'task_no' end,
            case when words.requirement is null then 'requirement' end,
            case when words.responsible is null then 'responsible' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.issued_on as issued_on_words
    from raw.tasks as words
)

select
    batch_id,
    file_no,
    row_no,
    year,
    task_no,
    category,
    subcategory,
    requirement,
    responsible,
    deadline,
    item,
    issued_on,
    source,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when issued_on_words is not null and issued_on is null then 'issued_on' end
    ], lambda field: field is not null) as unread
from typed
