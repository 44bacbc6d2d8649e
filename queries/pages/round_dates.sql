-- The dates of the rounds of a year that stand, closed up to the as-of date.
-- grain: as_of
-- params: year, as_of
-- columns:
select distinct rounds.as_of
from core.rounds
where rounds.stands and rounds.year = $year and rounds.as_of <= $as_of
order by rounds.as_of
