-- A unit's name or alias that another unit bears too.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

written as (
    select
        unit_id,
        batch_id,
        file_no,
        row_no,
        'unit_id' as field,
        unit_id as words
    from core.units
    union all
    select
        unit_id,
        batch_id,
        file_no,
        row_no,
        'name' as field,
        name as words
    from core.units
    union all
    select
        unit_id,
        batch_id,
        file_no,
        row_no,
        'aliases' as field,
        unnest(string_split_regex(aliases, '[、;；,，]')) as words
    from core.units
),

names as (
    select
        unit_id,
        batch_id,
        file_no,
        row_no,
        field,
        fold_name(words) as name
    from written
    where fold_name(words) <> ''
)

select
    'units' as kind,
    one.batch_id,
    one.file_no,
    one.row_no,
    one.field,
    '与单位' || min(other.unit_id) || '的编码、名称或别名相同' as problem,
    '请改名或去掉这个别名' as action
from names as one
inner join names as other on one.name = other.name and one.unit_id <> other.unit_id
where $batch_id is null or one.batch_id >= $batch_id
group by all
