-- A request or appeal that does not say what it is about, or a decision that does not say what it decides.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

wrong as (
    select
        'extensions' as kind,
        batch_id,
        file_no,
        row_no,
        case
            when finding_id is null and unit is null then 'finding_id'
            when finding_id is null and year is null then 'year'
            when finding_id is null then 'task_no'
            when decided_on is null then 'decided_on'
            else 'new_due_on'
        end as field,
        case
            when finding_id is null and (unit is null or year is null or task_no is null)
                then '须写问题编号，或写全单位、年度和任务序号'
            when decided_on is null then '有批复结果而无批复日期'
            else '同意延期而未写延期至何日'
        end as problem
    from staging.extensions
    where
        (
            (finding_id is null and (unit is null or year is null or task_no is null))
            or (decision is not null and decided_on is null and not list_contains(unread, 'decided_on'))
            or (decision = 'granted' and new_due_on is null and not list_contains(unread, 'new_due_on'))
        )
        and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'appeals' as kind,
        batch_id,
        file_no,
        row_no,
        case
            when finding_id is null and check_id is null then 'finding_id'
            when finding_id is not null and check_id is not null then 'check_id'
            when decided_on is null then 'decided_on'
            when finding_id is not null then 'deduction'
            else 'earned'
        end as field,
        case
            when finding_id is null and check_id is null then '须写问题编号或抽测编号'
            when finding_id is not null and check_id is not null then '问题编号与抽测编号只能写一个'
            when decided_on is null then '有裁定结果而无裁定日期'
            else '改扣而未写改为多少分'
        end as problem
    from staging.appeals
    where
        (
            (finding_id is null and check_id is null)
            or (finding_id is not null and check_id is not null)
            or (result is not null and decided_on is null and not list_contains(unread, 'decided_on'))
            or (
                result = 'changed'
                and case when finding_id is not null then deduction else earned end is null
                and not list_has_any(unread, ['deduction', 'earned'])
            )
        )
        and ($batch_id is null or batch_id >= $batch_id)
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    problem,
    '请补全' as action
from wrong
