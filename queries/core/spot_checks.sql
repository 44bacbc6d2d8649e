-- One row per spot check: the newest row of its key that counts, of a unit that exists.
-- grain: check_id
-- params: batch_id
-- columns: year = the year it belongs to (scoring.md section 3); $batch_id = null for all, else the rows of that batch
with

written as (
    select distinct unit
    from staging.spot_checks
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
    select check_id
    from staging.spot_checks
    where $batch_id is null or batch_id = $batch_id
    group by check_id
    having count(*) > 1
),

replaced as (
    select
        spot_checks.batch_id,
        spot_checks.file_no,
        spot_checks.row_no
    from staging.spot_checks
    inner join repeated using (check_id)
    inner join core.live_batches using (batch_id)
    inner join known on spot_checks.unit = known.unit
    where $batch_id is null or spot_checks.batch_id = $batch_id
    qualify
        row_number() over (
            partition by spot_checks.check_id
            order by spot_checks.batch_id desc, spot_checks.file_no desc, spot_checks.row_no desc
        ) > 1
)

select
    spot_checks.check_id,
    known.unit_id,
    coalesce(spot_checks.year, year(spot_checks.checked_on)) as year,
    spot_checks.checked_on,
    spot_checks.item,
    spot_checks.sample,
    spot_checks.earned,
    spot_checks.possible,
    spot_checks.checker,
    spot_checks.task_no,
    spot_checks.evidence,
    spot_checks.withdrawn_on,
    spot_checks.note,
    spot_checks.batch_id,
    spot_checks.file_no,
    spot_checks.row_no
from staging.spot_checks
inner join core.live_batches using (batch_id)
inner join known on spot_checks.unit = known.unit
left join replaced using (batch_id, file_no, row_no)
where ($batch_id is null or spot_checks.batch_id = $batch_id) and replaced.row_no is null
