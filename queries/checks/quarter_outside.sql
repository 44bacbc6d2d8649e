-- A quarter outside 1 to 4.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

quartered as (
    select
        'inspections' as kind,
        batch_id,
        file_no,
        row_no,
        quarter
    from staging.inspections
    where $batch_id is null or batch_id >= $batch_id
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        quarter
    from staging.findings
    where $batch_id is null or batch_id >= $batch_id
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    'quarter' as field,
    '季度不在1至4之间' as problem,
    '请填1、2、3或4' as action
from quartered
where quarter not between 1 and 4
