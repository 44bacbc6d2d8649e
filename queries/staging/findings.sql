-- One row per raw row: one finding (问题), typed; nothing is dropped here.
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
        words.unit,
        case
            when lower(words.source) in ('spot_check', '日常抽测') then 'spot_check'
            when lower(words.source) in ('inspection', '季度检查') then 'inspection'
            when lower(words.source) in ('third_party', '第三方', '第三方评估') then 'third_party'
            when lower(words.source) in ('superior', '上级通报') then 'superior'
            when lower(words.source) in ('public', '社会监督') then 'public'
        end as source,
        words.check_id,
        words.task_no,
        read_integer(words.quarter) as quarter,
        words.item,
        words.description,
        read_number(words.count) as count,
        read_number(words.deduction) as deduction,
        read_integer(words.year) as year,
        words.inspection_id,
        read_date(words.notified_on) as notified_on,
        read_date(words.due_on) as due_on,
        read_date(words.rectified_on) as rectified_on,
        read_date(words.rechecked_on) as rechecked_on,
        case
            when lower(words.recheck_result) in ('pass', '通过') then 'pass'
            when lower(words.recheck_result) in ('fail', '不通过') then 'fail'
        end as recheck_result,
        read_date(words.withdrawn_on) as withdrawn_on,
        read_yes_no(words.is_repeat) as is_repeat,
        words.evidence,
        list_filter([
            case when words.finding_id is null then 'finding_id' end,
            case when words.unit is null then 'unit' end,
            case when words.source is null then 'source' end,
            case when words.description is null then 'description' end,
            case when words.notified_on is null then 'notified_on' end
        ], lambda field: field is not null) as missing,
        words.source as source_words,
        words.quarter as quarter_words,
        words.count as count_words,
        words.deduction as deduction_words,
        words.year as year_words,
        words.notified_on as notified_on_words,
        words.due_on as due_on_words,
        words.rectified_on as rectified_on_words,
        words.rechecked_on as rechecked_on_words,
        words.recheck_result as recheck_result_words,
        words.withdrawn_on as withdrawn_on_words,
        words.is_repeat as is_repeat_words
    from raw.findings as words
)

select
    batch_id,
    file_no,
    row_no,
    finding_id,
    unit,
    source,
    check_id,
    task_no,
    quarter,
    item,
    description,
    count,
    deduction,
    year,
    inspection_id,
    notified_on,
    due_on,
    rectified_on,
    rechecked_on,
    recheck_result,
    withdrawn_on,
    is_repeat,
    evidence,
    missing,
    list_filter([
        case when source_words is not null and source is null then 'source' end,
        case when quarter_words is not null and quarter is null then 'quarter' end,
        case when count_words is not null and count is null then 'count' end,
        case when deduction_words is not null and deduction is null then 'deduction' end,
        case when year_words is not null and year is null then 'year' end,
        case when notified_on_words is not null and notified_on is null then 'notified_on' end,
        case when due_on_words is not null and due_on is null then 'due_on' end,
        case when rectified_on_words is not null and rectified_on is null then 'rectified_on' end,
        case when rechecked_on_words is not null and rechecked_on is null then 'rechecked_on' end,
        case when recheck_result_words is not null and recheck_result is null then 'recheck_result' end,
        case when withdrawn_on_words is not null and withdrawn_on is null then 'withdrawn_on' end,
        case when is_repeat_words is not null and is_repeat is null then 'is_repeat' end
    ], lambda field: field is not null) as unread
from typed
