-- A value that is none of its type: a date that is no date, a number that is no number or not finite, an unknown word.
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
        unnest(unread) as field
    from staging.units
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'tasks' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.tasks
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'ledger' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.ledger
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'spot_checks' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.spot_checks
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'inspections' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.inspections
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.findings
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'extensions' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.extensions
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'reviews' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.reviews
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'adjustments' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.adjustments
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'appeals' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.appeals
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'outcomes' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.outcomes
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'group_words' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.group_words
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'report_figures' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.report_figures
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'name_decisions' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.name_decisions
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'signatures' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.signatures
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'entry_decisions' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(unread) as field
    from staging.entry_decisions
    where unread <> [] and ($batch_id is null or batch_id >= $batch_id)
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    case
        when field like '%\_on' escape '\' or field in ('active_from', 'active_to') then '不是有效日期'
        when field in ('source', 'recheck_result', 'decision', 'kind', 'result', 'is_repeat') then '不是规定的写法'
        when field in ('year', 'quarter') then '不是整数'
        else '不是有效数字'
    end as problem,
    case
        when field like '%\_on' escape '\' or field in ('active_from', 'active_to')
            then '请写成2023-07-21这样的日期'
        when field = 'source' then '请写：日常抽测、季度检查、第三方、上级通报或社会监督'
        when field = 'recheck_result' then '请写：通过或不通过'
        when field = 'decision' then '请写：同意或不同意'
        when field = 'is_repeat' then '请写：是或否'
        when field = 'result' then '请写：维持、撤销或改扣'
        when field = 'kind' and kind = 'adjustments' then '请写：加分、重大扣分或一票否决'
        when field = 'kind' then '请写：通报表扬、通报批评、约谈或问责'
        else '请只填数字'
    end as action
from fields
