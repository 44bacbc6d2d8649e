-- One row per year: the scheme edition that counts, the newest one not undone.
-- grain: year
-- params:
-- columns:
select
    editions.year,
    max(editions.edition_id) as edition_id
from scheme.editions
inner join core.live_batches on editions.edition_id = live_batches.batch_id
group by editions.year
