-- One row per subject as it is: how many checks stand behind its score and the variance of its total (section 7).
-- grain: subject_id
-- params: edition
-- columns: check_count = counted checks on items that apply; effective_checks = n; variance = of the total, 0 without
--   a spot component
with

spot as (
    select
        as_of,
        unit_id,
        sum(check_count) as check_count,
        sum(earned) / sum(possible) as share,
        sum(possible) * sum(possible) / sum(possible_squares) as effective_checks
    from scores.check_rates
    group by all
),

weights as (
    select
        component_scores.subject_id,
        sum(component_scores.points) as points
    from scores.component_scores
    inner join scheme.components
        on components.edition_id = $edition and component_scores.component = components.component
    where components.source = 'spot_check'
    group by all
),

guessed as (
    select
        totals.subject_id,
        coalesce(spot.check_count, 0) as check_count,
        spot.effective_checks,
        (spot.effective_checks * spot.share + 1) / (spot.effective_checks + 2) as p,
        totals.full_marks * weights.points / totals.points_with_data as spot_marks
    from scores.totals
    left join spot using (as_of, unit_id)
    left join weights using (subject_id)
    where totals.supposed is null
)

select
    subject_id,
    check_count,
    effective_checks,
    coalesce(spot_marks * spot_marks * p * (1 - p) / effective_checks, 0) as variance
from guessed
