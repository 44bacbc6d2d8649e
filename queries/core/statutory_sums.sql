-- One row per cell of each sum the statutory tables must keep: what stands left and what stands right are equal.
-- Table three: 一 + 二 = 三（七） + 四, 三（七） = its parts, 总计 = the applicants; table four: 总计 = the outcomes.
-- grain: sum_name, table_no, row_no, column_no
-- params:
-- columns: sign = 1 on the left, -1 on the right; left_words, right_words = Chinese, for the person who must act
with

requests as (
    select
        table_no,
        row_no,
        column_no,
        row_code,
        column_words = '总计' as is_across
    from core.statutory_cells
    where block = 'requests'
),

sums as (
    select
        'balance ' || column_no as sum_name,
        table_no,
        row_no,
        column_no,
        case when row_code in ('一', '二') then 1 else -1 end as sign,
        '“一”加“二”' as left_words,
        '“三（七）”加“四”' as right_words
    from requests
    where row_code in ('一', '二', '三（七）', '四')
    union all by name
    select
        'results ' || column_no as sum_name,
        table_no,
        row_no,
        column_no,
        case when row_code = '三（七）' then -1 else 1 end as sign,
        '“三（一）”至“三（六）”各项相加' as left_words,
        '“三（七）总计”' as right_words
    from requests
    where row_code like '三%'
    union all by name
    select
        'applicants ' || row_no as sum_name,
        table_no,
        row_no,
        column_no,
        case when is_across then -1 else 1 end as sign,
        '各类申请人相加' as left_words,
        '“总计”栏' as right_words
    from requests
    union all by name
    select
        'outcomes ' || row_no as sum_name,
        table_no,
        row_no,
        column_no,
        case when column_words = '总计' then -1 else 1 end as sign,
        '各种结果相加' as left_words,
        '“总计”栏' as right_words
    from core.statutory_cells
    where block = 'disputes'
)

select
    sum_name,
    table_no,
    row_no,
    column_no,
    sign,
    left_words,
    right_words
from sums
