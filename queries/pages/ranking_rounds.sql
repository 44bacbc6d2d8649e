-- The rank of every unit in each closed round of the year as published, and by today's facts at the as-of date.
-- grain: unit_id, stop
-- params: year, as_of, group_name
-- columns: stop = 1 for the first round, the as-of date last (round_name null); place = row of the unit in its group then,
--   ties one below the other; first_rank, last_rank = at the first and last stop at which the unit was ranked;
--   climbed = places gained between them
with

stops as (
    select
        rounds.round_no,
        rounds.as_of,
        rounds.name
        || case when rounds.correction_no > 0 then '（更正' || rounds.correction_no || '）' else '' end
            as round_name,
        row_number() over (order by rounds.as_of, rounds.round_no) as stop
    from core.rounds
    where rounds.stands and rounds.year = $year and rounds.as_of <= $as_of
),

published as (
    select
        stops.stop,
        stops.round_name,
        stops.as_of,
        round_results.unit_id,
        round_results.rank,
        round_results.ranked_in_group,
        round_results.total,
        round_results.decimals
    from stops
    inner join core.round_results using (round_no)
    union all by name
    select
        1000 as stop,
        results.as_of,
        results.unit_id,
        results.rank,
        results.ranked_in_group,
        results.total,
        results.decimals
    from scores.results
    where results.as_of = $as_of
),

ranked as (
    select
        published.*,
        units.name,
        units.group_name,
        group_order.group_no,
        row_number() over (
            partition by units.group_name, published.stop
            order by published.rank, published.unit_id
        ) as place
    from published
    inner join core.units using (unit_id)
    inner join scores.group_order on group_order.as_of = $as_of and units.group_name = group_order.group_name
    where published.rank is not null and coalesce(units.group_name = $group_name, true)
),

ends as (
    select
        unit_id,
        arg_min(rank, stop) as first_rank,
        arg_max(rank, stop) as last_rank
    from ranked
    group by all
)

select
    ranked.stop,
    ranked.round_name,
    ranked.as_of,
    ranked.unit_id,
    ranked.name,
    ranked.group_name,
    ranked.group_no,
    ranked.place,
    ranked.rank,
    ranked.ranked_in_group,
    ranked.total,
    ranked.decimals,
    ends.first_rank,
    ends.last_rank,
    ends.first_rank - ends.last_rank as climbed
from ranked
inner join ends using (unit_id)
order by ranked.group_no, ranked.stop, ranked.place
