-- One row per raw row: one bonus, major deduction or veto (加减分), typed; nothing is dropped here.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: missing = required fields that are blank; unread = fields whose words are no value of their type
with

typed as (
    select
        words.batch_id,
        words.file_no,
        words.row_no,
        words.adjustment_id,
        words.unit,
        case
            when lower(words.kind) in ('bonus', '加分') then 'bonus'
            when lower(words.kind) in ('major', '重大扣分') then 'major'
            when lower(words.kind) in ('veto', '一票否决') then 'veto'
        end as kind,
        read_number(words.points) as points,
        read_integer(words.year) as year,
        words.reason,
        read_date(words.decided_on) as decided_on,
        list_filter([
            case when words.adjustment_id is null then 'adjustment_id' end,
            case when words.unit is null then 'unit' end,
            case when words.kind is null then 'kind' end,
            case when words.reason is null then 'reason' end,
            case when words.decided_on is null then 'decided_on' end
        ], lambda field: field is not null) as missing,
        words.kind as kind_words,
        words.points as points_words,
        words.year as year_words,
        words.decided_on as decided_on_words
    from raw.adjustments as words
)

select
    batch_id,
    file_no,
    row_no,
    adjustment_id,
    unit,
    kind,
    points,
    year,
    reason,
    decided_on,
    missing,
    list_filter([
        case when kind_words is not null and kind is null then 'kind' end,
        case when points_words is not null and points is null then 'points' end,
        case when year_words is not null and year is null then 'year' end,
        case when decided_on_words is not null and decided_on is null then 'decided_on' end
    ], lambda field: field is not null) as unread
from typed
