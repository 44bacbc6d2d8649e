-- One row per unit of each closed round that stands, as it was published.
-- grain: round_no, unit_id
-- params:
-- columns: round_name, year, as_of = of the round
select
    rounds.name as round_name,
    rounds.year,
    rounds.as_of,
    rounds.publish,
    round_results.*
from raw.round_results
inner join core.rounds using (round_no)
where rounds.stands
