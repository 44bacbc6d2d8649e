-- A sum of the annual report's statutory tables that does not come out, judged by what counts with this batch; a sum with
-- a gap is not judged. The right side of the sum is what to mend, or what this batch says of the left.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

filled as (
    select
        figures.year,
        sums.*,
        figures.value,
        figures.batch_id,
        figures.file_no,
        figures.row_no as source_row
    from core.statutory_sums as sums
    inner join core.report_figures as figures
        on
            sums.table_no = figures.table_no
            and sums.row_no = figures.cell_row
            and sums.column_no = figures.cell_column
    where figures.value is not null
),

sizes as (
    select
        sum_name,
        count(*) as cells
    from core.statutory_sums
    group by all
),

unequal as (
    select
        filled.year,
        filled.sum_name,
        sum(filled.value) filter (where filled.sign = 1) as on_left,
        sum(filled.value) filter (where filled.sign = -1) as on_right
    from filled
    inner join sizes using (sum_name)
    group by filled.year, filled.sum_name, sizes.cells
    having count(*) = sizes.cells and abs(on_left - on_right) > 1e-9
),

blamed as (
    select
        filled.batch_id,
        filled.file_no,
        filled.source_row as row_no,
        filled.left_words || '为' || cast(unequal.on_left as bigint) || '，'
        || filled.right_words || '为' || cast(unequal.on_right as bigint) || '，不相等' as problem
    from unequal
    inner join filled using (year, sum_name)
    where $batch_id is null or filled.batch_id >= $batch_id
    qualify
        row_number() over (
            partition by filled.year, filled.sum_name
            order by filled.sign, filled.batch_id desc, filled.file_no desc, filled.source_row desc
        ) = 1
)

select
    'report_figures' as kind,
    batch_id,
    file_no,
    row_no,
    'value' as field,
    string_agg(problem, '；' order by problem) as problem,
    '请核对相关各格后改正；还没有数据的留空' as action
from blamed
group by all
