-- One row per ranked subject: how many units of its group are clearly above and clearly below it (section 7).
-- grain: subject_id
-- params:
-- columns: above, below = units clearly so; any unvetoed unit is clearly above any vetoed one
with

ranked as (
    select
        totals.subject_id,
        totals.as_of,
        units.group_name,
        totals.exact_total,
        totals.is_vetoed,
        certainty.variance
    from scores.totals
    inner join scores.certainty using (subject_id)
    inner join core.units using (unit_id)
    where totals.supposed is null and totals.status <> 'not_rated'
),

pairs as (
    select
        one.subject_id,
        case
            when one.is_vetoed <> other.is_vetoed then one.is_vetoed
            else other.exact_total - one.exact_total > 1.96 * sqrt(one.variance + other.variance) + 1e-9
        end as is_above,
        case
            when one.is_vetoed <> other.is_vetoed then other.is_vetoed
            else one.exact_total - other.exact_total > 1.96 * sqrt(one.variance + other.variance) + 1e-9
        end as is_below
    from ranked as one
    inner join ranked as other using (as_of, group_name)
)

select
    subject_id,
    count(*) filter (where is_above) as above,
    count(*) filter (where is_below) as below
from pairs
group by all
