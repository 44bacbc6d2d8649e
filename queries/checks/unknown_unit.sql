-- A unit named by no id, name or alias of any unit.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

named as (
    select
        'ledger' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.ledger
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'spot_checks' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.spot_checks
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'inspections' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.inspections
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.findings
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'extensions' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.extensions
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'reviews' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.reviews
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'adjustments' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.adjustments
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'outcomes' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.outcomes
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'entry_decisions' as kind,
        batch_id,
        file_no,
        row_no,
        unit
    from staging.entry_decisions
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
),

written as (
    select distinct unit
    from named
),

unknown as (
    select written.unit
    from written
    left join core.unit_names on fold_name(written.unit) = unit_names.name
    where unit_names.unit_id is null
)

select
    named.kind,
    named.batch_id,
    named.file_no,
    named.row_no,
    'unit' as field,
    '没有这个单位' as problem,
    '请改为单位表中的编码、名称或别名，或先导入该单位' as action
from named
inner join unknown on named.unit = unknown.unit
