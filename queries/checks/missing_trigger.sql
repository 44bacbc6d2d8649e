-- A ledger row without its trigger date for a task due after an event.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
select
    'ledger' as kind,
    ledger.batch_id,
    ledger.file_no,
    ledger.row_no,
    'triggered_on' as field,
    '该任务的期限从某事发生之日起算，须写触发日期' as problem,
    '请填该事项形成、变更或批复的日期' as action
from staging.ledger
inner join core.task_deadlines using (year, task_no)
where
    task_deadlines.deadline_no = 1
    and task_deadlines.kind = 'after_event'
    and ledger.triggered_on is null
    and not list_contains(ledger.unread, 'triggered_on')
    and ($batch_id is null or ledger.batch_id >= $batch_id)
