-- A reference to a spot check, inspection, finding or task that does not exist.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

referring as (
    select
        'findings' as kind,
        findings.batch_id,
        findings.file_no,
        findings.row_no,
        unnest(
            [
                case when spot_checks.check_id is null and findings.check_id is not null then 'check_id' end,
                case
                    when inspections.inspection_id is null and findings.inspection_id is not null
                        then 'inspection_id'
                end,
                case when tasks.task_no is null and findings.task_no is not null then 'task_no' end
            ]
        ) as field
    from staging.findings
    left join core.spot_checks using (check_id)
    left join core.inspections on findings.inspection_id = inspections.inspection_id
    left join core.tasks
        on
            findings.task_no = tasks.task_no
            and coalesce(findings.year, year(findings.notified_on)) = tasks.year
    where $batch_id is null or findings.batch_id >= $batch_id
    union all by name
    select
        'spot_checks' as kind,
        spot_checks.batch_id,
        spot_checks.file_no,
        spot_checks.row_no,
        'task_no' as field
    from staging.spot_checks
    left join core.tasks
        on
            spot_checks.task_no = tasks.task_no
            and coalesce(spot_checks.year, year(spot_checks.checked_on)) = tasks.year
    where
        spot_checks.task_no is not null and tasks.task_no is null
        and ($batch_id is null or spot_checks.batch_id >= $batch_id)
    union all by name
    select
        'ledger' as kind,
        ledger.batch_id,
        ledger.file_no,
        ledger.row_no,
        'task_no' as field
    from staging.ledger
    left join core.tasks using (year, task_no)
    where
        ledger.task_no is not null and tasks.task_no is null
        and ($batch_id is null or ledger.batch_id >= $batch_id)
    union all by name
    select
        'extensions' as kind,
        extensions.batch_id,
        extensions.file_no,
        extensions.row_no,
        case when extensions.finding_id is not null then 'finding_id' else 'task_no' end as field
    from staging.extensions
    left join core.findings using (finding_id)
    left join core.tasks on extensions.task_no = tasks.task_no and extensions.year = tasks.year
    where
        (
            (extensions.finding_id is not null and findings.finding_id is null)
            or (extensions.finding_id is null and extensions.task_no is not null and tasks.task_no is null)
        )
        and ($batch_id is null or extensions.batch_id >= $batch_id)
    union all by name
    select
        'appeals' as kind,
        appeals.batch_id,
        appeals.file_no,
        appeals.row_no,
        case when appeals.finding_id is not null then 'finding_id' else 'check_id' end as field
    from staging.appeals
    left join core.findings using (finding_id)
    left join core.spot_checks on appeals.check_id = spot_checks.check_id
    where
        (
            (appeals.finding_id is not null and findings.finding_id is null)
            or (appeals.check_id is not null and spot_checks.check_id is null)
        )
        and ($batch_id is null or appeals.batch_id >= $batch_id)
    union all by name
    select
        'signatures' as kind,
        signatures.batch_id,
        signatures.file_no,
        signatures.row_no,
        'finding_id' as field
    from staging.signatures
    left join core.findings using (finding_id)
    where
        signatures.finding_id is not null and findings.finding_id is null
        and ($batch_id is null or signatures.batch_id >= $batch_id)
    union all by name
    select
        'entry_decisions' as kind,
        entry_decisions.batch_id,
        entry_decisions.file_no,
        entry_decisions.row_no,
        'task_no' as field
    from staging.entry_decisions
    left join core.tasks using (year, task_no)
    where
        entry_decisions.task_no is not null and tasks.task_no is null
        and ($batch_id is null or entry_decisions.batch_id >= $batch_id)
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    case field
        when 'finding_id' then '没有这个问题编号'
        when 'check_id' then '没有这个抽测编号'
        when 'inspection_id' then '没有这个检查编号'
        else '该年度没有这个序号的任务'
    end as problem,
    '请核对编号，或先导入它所指的记录' as action
from referring
where field is not null
