-- One row per unit of each closed round that stands, as it was published.
-- grain: round_no, unit_id
-- params:
-- columns: round_name, year, as_of = of the round
select
    rounds.name as round_name,
    rounds.year,
    rounds.as_of,
    rounds.publish,
    round_results.round_no,
    round_results.unit_id,
    round_results.name,
    round_results.group_name,
    round_results.status,
    round_results.total,
    round_results.full_marks,
    round_results.base,
    round_results.bonus,
    round_results.major,
    round_results.is_vetoed,
    round_results.exact_total,
    round_results.decimals,
    round_results.rank,
    round_results.rank_low,
    round_results.rank_high,
    round_results.ranked_in_group,
    round_results.grade,
    round_results.converted,
    round_results.check_count,
    round_results.reason
from raw.round_results
inner join core.rounds using (round_no)
where rounds.stands
