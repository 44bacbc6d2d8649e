-- One row per finding that its unit has signed for: the newest row that counts.
-- grain: finding_id
-- params:
-- columns: signed_by = the person of the unit
select
    signatures.finding_id,
    signatures.signed_on,
    signatures.signed_by,
    signatures.batch_id,
    signatures.file_no,
    signatures.row_no
from staging.signatures
inner join core.live_batches using (batch_id)
qualify
    row_number() over (
        partition by signatures.finding_id
        order by signatures.batch_id desc, signatures.file_no desc, signatures.row_no desc
    ) = 1
