-- One row per finding: the newest row of its key that counts, of a unit that exists.
-- grain: finding_id
-- params: batch_id
-- columns: year = the year it belongs to (scoring.md section 3); $batch_id = null for all, else the rows of that batch
with

written as (
    select distinct unit
    from staging.findings
    where $batch_id is null or batch_id = $batch_id
),

-- rows of a batch that is not committed yet are few to the planner: it would look up each of the names among them
known as materialized (
    select
        written.unit,
        unit_names.unit_id
    from written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
),

-- they come by the million and few come again: to count their keys is quicker than to order all of them
repeated as (
    select finding_id
    from staging.findings
    where $batch_id is null or batch_id = $batch_id
    group by finding_id
    having count(*) > 1
),

replaced as (
    select
        findings.batch_id,
        findings.file_no,
        findings.row_no
    from staging.findings
    inner join repeated using (finding_id)
    inner join core.live_batches using (batch_id)
    inner join known on findings.unit = known.unit
    where $batch_id is null or findings.batch_id = $batch_id
    qualify
        row_number() over (
            partition by findings.finding_id
            order by findings.batch_id desc, findings.file_no desc, findings.row_no desc
        ) > 1
)

select
    findings.finding_id,
    known.unit_id,
    coalesce(findings.year, year(findings.notified_on)) as year,
    findings.source,
    findings.check_id,
    findings.task_no,
    findings.quarter,
    findings.item,
    findings.description,
    findings.count,
    findings.deduction,
    findings.inspection_id,
    findings.notified_on,
    findings.due_on,
    findings.rectified_on,
    findings.rechecked_on,
    findings.recheck_result,
    findings.withdrawn_on,
    findings.is_repeat,
    findings.evidence,
    findings.batch_id,
    findings.file_no,
    findings.row_no
from staging.findings
inner join core.live_batches using (batch_id)
inner join known on findings.unit = known.unit
left join replaced using (batch_id, file_no, row_no)
where ($batch_id is null or findings.batch_id = $batch_id) and replaced.row_no is null
