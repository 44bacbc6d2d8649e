-- One row per unit: what it gets under other points of the components (试算), beside its real result. Nothing is stored.
-- The rule is the chain's own: what a component got of its points scales with them; deductions of a component without
-- items and penalties under `rate` items are marks, so they stay as they are. A unit for whom a floor cannot be
-- honoured under a weighting has no rank in it. With one weighting, lowest and highest are the same.
-- grain: unit_id
-- params: edition, year, as_of, group_name, weightings
-- columns: weightings = how many were tried, each the points of all components in the scheme's order; trial_total =
--   lowest printed score; trial_rank_change = places gained, at worst; best_rank, worst_rank = over the weightings;
--   trial_grade = the one most often got; keeps_grade_share, keeps_rank_share = of all
--   weightings, null without a grade or rank to keep
with

edition as (
    select *
    from scheme.editions
    where edition_id = $edition
),

weightings as (
    select
        unnest($weightings) as points,
        generate_subscripts($weightings, 1) as weighting_no
),

trial_points as (
    select
        weightings.weighting_no,
        components.component,
        components.combine,
        weightings.points[components.component_no] as points
    from weightings
    cross join scheme.components
    where components.edition_id = $edition
),

chosen_subjects as (
    select
        subject_id,
        as_of,
        d,
        unit_id
    from scores.subjects
    where as_of = $as_of and supposed is null
),

period_parts as (
    select
        period_scores.subject_id,
        period_scores.component,
        case when plain.item is null then period_scores.score / components.points else 1 end as rate,
        coalesce(cells.points - cells.got, 0) as deducted
    from scores.period_scores
    inner join chosen_subjects using (subject_id)
    inner join scheme.components
        on components.edition_id = $edition and period_scores.component = components.component
    left join scores.items as plain
        on period_scores.component = plain.component and plain.is_implicit and plain.rule = 'deduct'
    left join scores.cells
        on
            period_scores.subject_id = cells.subject_id
            and plain.item = cells.item
            and period_scores.quarter = cells.quarter
),

penalties as (
    select
        subject_id,
        component,
        sum(penalty) as marks
    from scores.finding_states
    where reason is null and rule = 'rate'
    group by all
),

combined as (
    select
        trial_points.weighting_no,
        period_parts.subject_id,
        period_parts.component,
        trial_points.points,
        case
            when trial_points.combine = 'min'
                then min(greatest(0, trial_points.points * period_parts.rate - period_parts.deducted))
            else avg(greatest(0, trial_points.points * period_parts.rate - period_parts.deducted))
        end as score
    from period_parts
    inner join trial_points using (component)
    group by
        trial_points.weighting_no,
        period_parts.subject_id,
        period_parts.component,
        trial_points.points,
        trial_points.combine
),

sums as (
    select
        combined.weighting_no,
        combined.subject_id,
        sum(greatest(0, combined.score - coalesce(penalties.marks, 0))) as score,
        sum(combined.points) as points
    from combined
    left join penalties using (subject_id, component)
    group by all
),

floor_points as (
    select
        sums.weighting_no,
        sums.subject_id,
        floors.floor_no,
        floors.minimum,
        sums.points,
        coalesce(sum(combined.points), 0) as guarded_points
    from sums
    inner join scheme.floors on floors.edition_id = $edition
    inner join scheme.floor_components using (edition_id, floor_no)
    left join combined
        on
            sums.weighting_no = combined.weighting_no
            and sums.subject_id = combined.subject_id
            and floor_components.component = combined.component
    group by all
),

unhonoured as (
    select distinct
        weighting_no,
        subject_id
    from floor_points
    where guarded_points / points < minimum - 1e-9
),

adjustments as (
    select
        chosen_subjects.subject_id,
        sum(adjustments.points) filter (where adjustments.kind = 'bonus') as bonus
    from core.adjustments
    inner join chosen_subjects
        on adjustments.unit_id = chosen_subjects.unit_id and adjustments.decided_on <= chosen_subjects.d
    where adjustments.year = $year
    group by all
),

based as (
    select
        sums.weighting_no,
        chosen_subjects.unit_id,
        edition.full_marks * sums.score / sums.points as base,
        least(edition.bonus_cap, coalesce(adjustments.bonus, 0)) as bonus_claimed,
        totals.major,
        totals.is_vetoed
    from sums
    inner join chosen_subjects using (subject_id)
    inner join scores.totals using (subject_id)
    cross join edition
    left join adjustments using (subject_id)
    anti join unhonoured using (weighting_no, subject_id)
),

totalled as (
    select
        based.weighting_no,
        based.unit_id,
        based.is_vetoed,
        greatest(
            0,
            based.base - based.major + case
                when edition.bonus_gate is null then based.bonus_claimed
                when edition.bonus_gate_inclusive and based.base >= edition.bonus_gate - 1e-9
                    then based.bonus_claimed
                when not edition.bonus_gate_inclusive and based.base > edition.bonus_gate + 1e-9
                    then based.bonus_claimed
                else 0
            end
        ) as summed
    from based
    cross join edition
),

printed as (
    select
        totalled.weighting_no,
        totalled.unit_id,
        units.group_name,
        totalled.is_vetoed,
        edition.ties,
        round_half_up(
            case
                when totalled.is_vetoed
                    then least(coalesce(edition.veto_ceiling, totalled.summed), totalled.summed)
                else totalled.summed
            end,
            edition.decimals
        ) as total
    from totalled
    inner join core.units using (unit_id)
    cross join edition
),

placed as (
    select
        printed.*,
        count(*) over in_group as ranked_in_group,
        rank() over by_score as competition_rank,
        case when printed.ties = 'dense' then dense_rank() over by_score else rank() over by_score end as rank
    from printed
    window
        in_group as (partition by weighting_no, group_name),
        by_score as (partition by weighting_no, group_name order by is_vetoed asc, total desc)
),

graded as (
    select
        placed.weighting_no,
        placed.unit_id,
        arg_min(grades.name, grades.grade_no) as grade
    from placed
    inner join scheme.grades on grades.edition_id = $edition
    where
        not placed.is_vetoed
        and placed.total >= grades.minimum - 1e-9
        and (
            grades.quota is null
            or floor(grades.quota * placed.ranked_in_group + 1e-9) >= placed.competition_rank
        )
    group by all
),

last_grade as (
    select arg_max(name, grade_no) as grade
    from scheme.grades
    where edition_id = $edition
),

tried as (
    select
        placed.unit_id,
        placed.total,
        placed.rank,
        coalesce(graded.grade, last_grade.grade) as grade
    from placed
    left join graded using (weighting_no, unit_id)
    cross join last_grade
),

compared as (
    select
        results.unit_id,
        min(tried.total) as trial_total,
        max(tried.total) as highest_total,
        min(tried.rank) as best_rank,
        max(tried.rank) as worst_rank,
        mode(tried.grade order by tried.grade) as trial_grade,
        count(*) filter (where tried.grade = results.grade) as same_grade,
        count(*) filter (where tried.rank = results.rank) as same_rank
    from scores.results
    left join tried using (unit_id)
    where results.as_of = $as_of
    group by all
)

select
    results.unit_id,
    results.name,
    results.group_name,
    results.decimals,
    results.is_vetoed,
    results.total,
    results.rank,
    results.grade,
    len($weightings) as weightings,
    compared.trial_total,
    compared.highest_total,
    compared.trial_total - results.total as trial_change,
    compared.best_rank,
    compared.worst_rank,
    compared.trial_grade,
    results.rank - compared.worst_rank as trial_rank_change,
    case when results.grade is not null then compared.same_grade / len($weightings) end as keeps_grade_share,
    case when results.rank is not null then compared.same_rank / len($weightings) end as keeps_rank_share
from scores.results
inner join compared using (unit_id)
inner join scores.group_order using (as_of, group_name)
where results.as_of = $as_of and coalesce(results.group_name = $group_name, true)
order by group_order.group_no, compared.worst_rank nulls last, results.rank nulls last, results.unit_id
