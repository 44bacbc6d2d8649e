-- One row per request for more time, of a finding or of a unit's task.
-- grain: finding_id, unit_id, year, task_no, item, requested_on
-- params:
-- columns: unit_id = null for a finding's request
with

known as (
    select
        written.unit,
        unit_names.unit_id
    from (select distinct extensions.unit from staging.extensions) as written
    inner join core.unit_names on fold_name(written.unit) = unit_names.name
)

select
    extensions.finding_id,
    case when extensions.finding_id is null then known.unit_id end as unit_id,
    case when extensions.finding_id is null then extensions.year end as year,
    case when extensions.finding_id is null then extensions.task_no end as task_no,
    case when extensions.finding_id is null then extensions.item end as item,
    extensions.requested_on,
    extensions.reason,
    extensions.decided_on,
    extensions.decision,
    extensions.new_due_on,
    extensions.batch_id,
    extensions.file_no,
    extensions.row_no
from staging.extensions
inner join core.live_batches using (batch_id)
left join known on extensions.unit = known.unit
where extensions.finding_id is not null or known.unit_id is not null
qualify
    row_number() over (
        partition by
            extensions.finding_id,
            case when extensions.finding_id is null then known.unit_id end,
            case when extensions.finding_id is null then extensions.year end,
            case when extensions.finding_id is null then extensions.task_no end,
            case when extensions.finding_id is null then extensions.item end,
            extensions.requested_on
        order by extensions.batch_id desc, extensions.file_no desc, extensions.row_no desc
    ) = 1
