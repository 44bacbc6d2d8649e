-- One row per raw row: one appeal (申诉), typed; nothing is dropped here.
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
        words.check_id,
        read_date(words.appealed_on) as appealed_on,
        words.reason,
        read_date(words.decided_on) as decided_on,
        case
            when lower(words.result) in ('upheld', '维持') then 'upheld'
            when lower(words.result) in ('withdrawn', '撤销') then 'withdrawn'
            when lower(words.result) in ('changed', '改扣', '改判') then 'changed'
        end as result,
        read_number(words.deduction) as deduction,
        read_number(words.earned) as earned,
        list_filter([
            case when words.appealed_on is null then 'appealed_on' end
        ], lambda field: field is not null) as missing,
        words.appealed_on as appealed_on_words,
        words.decided_on as decided_on_words,
        words.result as result_words,
        words.deduction as deduction_words,
        words.earned as earned_words
    from raw.appeals as words
)

select
    batch_id,
    file_no,
    row_no,
    finding_id,
    check_id,
    appealed_on,
    reason,
    decided_on,
    result,
    deduction,
    earned,
    missing,
    list_filter([
        case when appealed_on_words is not null and appealed_on is null then 'appealed_on' end,
        case when decided_on_words is not null and decided_on is null then 'decided_on' end,
        case when result_words is not null and result is null then 'result' end,
        case when deduction_words is not null and deduction is null then 'deduction' end,
        case when earned_words is not null and earned is null then 'earned' end
    ], lambda field: field is not null) as unread
from typed
