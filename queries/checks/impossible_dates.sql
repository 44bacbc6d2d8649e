-- Dates that contradict each other: rectified before notified, completed before triggered, closed before opened.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

wrong as (
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        'rectified_on' as field,
        '整改完成日期早于通报日期' || notified_on as problem
    from staging.findings
    where rectified_on < notified_on and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'ledger' as kind,
        batch_id,
        file_no,
        row_no,
        'completed_on' as field,
        '完成日期早于触发日期' || triggered_on as problem
    from staging.ledger
    where
        (
            completed_on < triggered_on
            or (completed_has_time and triggered_has_time and completed_at < triggered_at)
        )
        and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'units' as kind,
        batch_id,
        file_no,
        row_no,
        'active_to' as field,
        '停用日期早于启用日期' || active_from as problem
    from staging.units
    where active_to < active_from and ($batch_id is null or batch_id >= $batch_id)
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    problem,
    '请核对两个日期' as action
from wrong
