-- One row per as-of date and unit of the last round closed before it: what that round published (scoring.md section 9).
-- grain: as_of, unit_id
-- params: year
-- columns: round_name with its year and correction (更正); round_as_of = the date the round stands at
with

last_rounds as (
    select
        dates.as_of,
        rounds.round_no,
        rounds.as_of as round_as_of,
        rounds.year || '年' || rounds.name
        || case when rounds.correction_no > 0 then '（更正' || rounds.correction_no || '）' else '' end
            as round_name
    from scores.dates
    inner join core.rounds on dates.as_of > rounds.as_of and rounds.year = $year
    where rounds.stands
    qualify row_number() over (partition by dates.as_of order by rounds.as_of desc, rounds.round_no desc) = 1
)

select
    last_rounds.as_of,
    round_results.unit_id,
    last_rounds.round_no,
    last_rounds.round_name,
    last_rounds.round_as_of,
    round_results.status,
    round_results.total,
    round_results.rank,
    round_results.rank_low,
    round_results.rank_high,
    round_results.ranked_in_group,
    round_results.grade
from last_rounds
inner join core.round_results using (round_no)
