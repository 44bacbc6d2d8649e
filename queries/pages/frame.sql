-- The frame of every page: which edition of the scheme counts, and what it rests on.
-- grain: year
-- params: edition
-- columns: spot_floor_waived_by = the document that lowers the floor of 日常抽测, shown wherever a score is
select
    editions.year,
    editions.name as scheme_name,
    editions.basis,
    editions.spot_floor_waived_by
from scheme.editions
where editions.edition_id = $edition
