-- One row per raw row: one line of a unit's ledger (工作台账), typed; nothing is dropped here.
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
        words.task_no,
        words.item,
        words.period,
        read_number(words.count) as count,
        read_moment(words.triggered_on) as triggered_at,
        cast(read_moment(words.triggered_on) as date) as triggered_on,
        regexp_matches(words.triggered_on, '[:时]') as triggered_has_time,
        read_moment(words.completed_on) as completed_at,
        cast(read_moment(words.completed_on) as date) as completed_on,
        regexp_matches(words.completed_on, '[:时]') as completed_has_time,
        words.progress,
        words.evidence,
        list_filter([
            case when words.unit is null then 'unit' end,
            case when words.year is null then 'year' end,
            case when words.task_no is null then 'task_no' end
        ], lambda field: field is not null) as missing,
        words.year as year_words,
        words.count as count_words,
        words.triggered_on as triggered_on_words,
        words.completed_on as completed_on_words
    from raw.ledger as words
)

select
    batch_id,
    file_no,
    row_no,
    unit,
    year,
    task_no,
    item,
    period,
    count,
    triggered_at,
    triggered_on,
    triggered_has_time,
    completed_at,
    completed_on,
    completed_has_time,
    progress,
    evidence,
    missing,
    list_filter([
        case when year_words is not null and year is null then 'year' end,
        case when count_words is not null and count is null then 'count' end,
        case when triggered_on_words is not null and triggered_on is null then 'triggered_on' end,
        case when completed_on_words is not null and completed_on is null then 'completed_on' end
    ], lambda field: field is not null) as unread
from typed
