-- A figure of the annual report that cannot be: below zero, a count that is no whole number, a year without such a report.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

judged as (
    select
        batch_id,
        file_no,
        row_no,
        unnest([
            case when value < 0 then 'value' when not is_decimal and value <> trunc(value) then 'value' end,
            case when year not between 2019 and 2100 then 'year' end
        ]) as field,
        value
    from core.placed_figures
    where $batch_id is null or batch_id >= $batch_id
)

select
    'report_figures' as kind,
    batch_id,
    file_no,
    row_no,
    field,
    case when field = 'year' then '年度不在2019至2100之间' when value < 0 then '不能为负' else '件数不是整数' end
        as problem,
    case when field = 'year' then '请填报告年度，如2026' else '请核对数值；还没有数据的留空' end as action
from judged
where field is not null
