-- A table, row or column that the statutory tables of the annual report do not have (国办公开办函〔2021〕30号).
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

judged as (
    select
        batch_id,
        file_no,
        row_no,
        table_no,
        case
            when table_no is null then case when table_name is not null then 'table' end
            when cell_row is null then case when row_name is not null then 'row' end
            when column_name is not null and not is_cell then 'column'
        end as field
    from core.placed_figures
    where $batch_id is null or batch_id >= $batch_id
)

select
    'report_figures' as kind,
    batch_id,
    file_no,
    row_no,
    field,
    case field
        when 'table' then '年度报告没有这张统计表'
        when 'row' then '年度报告的这张表没有这个项目'
        else '年度报告这张表的这个项目没有这个栏目'
    end as problem,
    case
        when field = 'table' then '请写：二、三或四'
        when field = 'row' and table_no = 3 then '请写官方表格中的项目名称，或三（三）1这样的序号'
        else '请照填报表或官方表格写名称'
    end as action
from judged
where field is not null
