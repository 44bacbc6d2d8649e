-- One row per ranked subject: the best and the worst rank it may have, as far as the checks can tell (section 7).
-- grain: subject_id
-- params:
-- columns: rank_low = 1 + the units of its group clearly above it; rank_high = the units of its group that are not
--   clearly below it, itself included; any unvetoed unit is clearly above any vetoed one
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
    1 + count(*) filter (where is_above) as rank_low,
    count(*) filter (where is_below is not true) as rank_high
from pairs
group by all
