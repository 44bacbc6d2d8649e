-- One unit's total at each date asked for, beside the median and quartiles of its group.
-- Ask with the dates of the line.
-- grain: as_of
-- params: unit_id
-- columns: change_since_first = marks gained since the first date with a score; median and quartiles of printed scores
with

group_spreads as (
    select
        results.as_of,
        results.group_name,
        quantile_cont(results.total, 0.25) as lower_quartile,
        quantile_cont(results.total, 0.5) as median,
        quantile_cont(results.total, 0.75) as upper_quartile
    from scores.results
    where results.total is not null
    group by all
)

select
    results.as_of,
    results.name,
    results.total,
    results.rank,
    results.ranked_in_group,
    results.decimals,
    group_spreads.median,
    group_spreads.lower_quartile,
    group_spreads.upper_quartile,
    round_half_up(
        results.total - first_value(results.total ignore nulls) over (order by results.as_of),
        results.decimals
    ) as change_since_first
from scores.results
left join group_spreads using (as_of, group_name)
where results.unit_id = $unit_id
order by results.as_of
