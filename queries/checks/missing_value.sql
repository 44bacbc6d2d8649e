-- A required field that is blank.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

fields as (
    select
        'units' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.units
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'tasks' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.tasks
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'ledger' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.ledger
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'spot_checks' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.spot_checks
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'inspections' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.inspections
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.findings
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'extensions' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.extensions
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'reviews' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.reviews
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'adjustments' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.adjustments
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'appeals' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.appeals
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'outcomes' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.outcomes
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'group_words' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.group_words
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'report_figures' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.report_figures
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'name_decisions' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.name_decisions
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'signatures' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.signatures
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'entry_decisions' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(missing) as field
    from staging.entry_decisions
    where missing <> [] and ($batch_id is null or batch_id >= $batch_id)
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    '必填内容为空' as problem,
    '请补填' as action
from fields
