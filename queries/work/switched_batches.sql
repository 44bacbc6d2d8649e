-- The batches that an undo or a rollback switches, and whether one needed a second person.
-- grain: batch_id
-- params: batches, kinds
-- columns: kinds = of facts that two people decide; is_four_eyed = holds such facts, or a second person approved it
select
    batches.batch_id,
    batches.what,
    batches.note,
    (
        exists (
            select 1
            from raw.batch_files
            where batch_files.batch_id = batches.batch_id and list_contains($kinds, batch_files.kind)
        )
        or exists (
            select 1
            from raw.saves
            where saves.batch_id = batches.batch_id and saves.second_login is not null
        )
    ) as is_four_eyed
from core.batches
where list_contains($batches, batches.batch_id)
order by batches.batch_id
