-- The year's progress: the median total of each group at each date asked for. Ask with the dates of the line.
-- grain: as_of, group_name
-- params: as_of, group_name
-- columns: rated = units with a total, of them provisional; units = all that count; change_since_first = marks the median
--   moved since the first date on which one was rated
with

medians as (
    select
        results.as_of,
        results.group_name,
        median(results.total) as median,
        count(results.total) as rated,
        count(*) filter (where results.status = 'provisional') as provisional,
        count(*) as units,
        max(results.decimals) as decimals
    from scores.results
    where coalesce(results.group_name = $group_name, true)
    group by all
)

select
    medians.as_of,
    medians.group_name,
    medians.median,
    medians.rated,
    medians.provisional,
    medians.units,
    medians.decimals,
    group_order.group_no,
    round_half_up(
        medians.median - first_value(medians.median ignore nulls) over (
            partition by medians.group_name
            order by medians.as_of
        ),
        medians.decimals
    ) as change_since_first
from medians
inner join scores.group_order on group_order.as_of = $as_of and medians.group_name = group_order.group_name
order by group_order.group_no, medians.as_of
