-- The scheme of a year, as far as a form must know it. No row for a year without one.
-- grain: year
-- params: year
-- columns: bonus_cap = the most bonus that counts, null where the scheme counts none
select
    current_editions.year,
    editions.bonus_cap
from core.editions as current_editions
inner join scheme.editions using (edition_id)
where current_editions.year = $year
