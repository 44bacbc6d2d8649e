-- One row per appeal against a finding or a spot check.
-- grain: finding_id, check_id, appealed_on
-- params:
-- columns:
select
    appeals.finding_id,
    appeals.check_id,
    appeals.appealed_on,
    appeals.reason,
    appeals.decided_on,
    appeals.result,
    appeals.deduction,
    appeals.earned,
    appeals.batch_id,
    appeals.file_no,
    appeals.row_no
from staging.appeals
inner join core.live_batches using (batch_id)
qualify
    row_number() over (
        partition by appeals.finding_id, appeals.check_id, appeals.appealed_on
        order by appeals.batch_id desc, appeals.file_no desc, appeals.row_no desc
    ) = 1
