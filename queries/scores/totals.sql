-- One row per subject: base, bonus, deductions, veto and total, unrounded and printed (scoring.md section 5).
-- A subject without data, or for whom a floor cannot be honoured, is not rated: no base, no total.
-- grain: subject_id
-- params: edition, year
-- columns: exact_total = unrounded; total = printed; points_with_data = points of the components that have data
with

edition as (
    select *
    from scheme.editions
    where edition_id = $edition
),

sums as (
    select
        subject_id,
        sum(score) as score,
        sum(points) as points
    from scores.component_scores
    group by all
),

floors as (
    select
        component_scores.subject_id,
        floors.floor_no,
        floors.minimum,
        sum(component_scores.points) as points,
        sum(component_scores.points) filter (where floor_components.component is not null) as floor_points
    from scores.component_scores
    cross join scheme.floors
    left join scheme.floor_components
        on
            floors.edition_id = floor_components.edition_id
            and floors.floor_no = floor_components.floor_no
            and component_scores.component = floor_components.component
    where floors.edition_id = $edition
    group by all
),

unhonoured as (
    select
        subject_id,
        bool_or(coalesce(floor_points / nullif(points, 0), 0) < minimum - 1e-9) as is_unhonoured
    from floors
    group by all
),

-- many units lack the same components: their names are put together once for each such set
lacking as (
    select
        subjects.subject_id,
        list_sort(list(expected_components.component_no)) as component_nos
    from scores.subjects
    inner join scores.expected_components using (as_of, unit_id)
    anti join scores.component_scores
        on
            subjects.subject_id = component_scores.subject_id
            and expected_components.component = component_scores.component
    group by all
),

sets as (
    select distinct component_nos
    from lacking
),

named_sets as (
    select
        sets.component_nos,
        string_agg(components.name, '、' order by components.component_no) as components
    from sets
    inner join scheme.components
        on components.edition_id = $edition and list_contains(sets.component_nos, components.component_no)
    group by all
),

missing as (
    select
        lacking.subject_id,
        named_sets.components
    from lacking
    inner join named_sets using (component_nos)
),

adjustments as (
    select
        dates.as_of,
        adjustments.unit_id,
        sum(adjustments.points) filter (where adjustments.kind = 'bonus') as bonus,
        sum(adjustments.points) filter (where adjustments.kind = 'major') as major,
        bool_or(adjustments.kind = 'veto') as is_vetoed
    from core.adjustments
    inner join scores.dates on adjustments.decided_on <= dates.d
    where adjustments.year = $year
    group by all
),

judged as (
    select
        subjects.subject_id,
        subjects.as_of,
        subjects.unit_id,
        subjects.supposed,
        subjects.kind,
        subjects.ref,
        edition.full_marks,
        edition.decimals,
        edition.veto_ceiling,
        sums.points as points_with_data,
        missing.components as missing_components,
        case
            when sums.points is null or coalesce(unhonoured.is_unhonoured, false) then 'not_rated'
            when missing.components is not null then 'provisional'
            else 'rated'
        end as status,
        edition.full_marks * sums.score / sums.points as base,
        least(edition.bonus_cap, coalesce(adjustments.bonus, 0)) as bonus_claimed,
        edition.bonus_gate,
        edition.bonus_gate_inclusive,
        coalesce(adjustments.major, 0) as major,
        coalesce(adjustments.is_vetoed, false) as is_vetoed
    from scores.subjects
    cross join edition
    left join sums using (subject_id)
    left join unhonoured using (subject_id)
    left join missing using (subject_id)
    left join adjustments using (as_of, unit_id)
),

gated as (
    select
        judged.* exclude (base),
        case when status <> 'not_rated' then base end as base,
        case
            when status = 'not_rated' then null
            when bonus_gate is null then bonus_claimed
            when bonus_gate_inclusive and base >= bonus_gate - 1e-9 then bonus_claimed
            when not bonus_gate_inclusive and base > bonus_gate + 1e-9 then bonus_claimed
            else 0
        end as bonus
    from judged
),

totalled as (
    select
        gated.*,
        case
            when is_vetoed and veto_ceiling is not null
                then least(veto_ceiling, greatest(0, base + bonus - major))
            else greatest(0, base + bonus - major)
        end as summed_total
    from gated
)

select
    subject_id,
    as_of,
    unit_id,
    supposed,
    kind,
    ref,
    status,
    full_marks,
    decimals,
    points_with_data,
    missing_components,
    base,
    bonus,
    major,
    is_vetoed,
    case when status <> 'not_rated' then summed_total end as exact_total,
    case when status <> 'not_rated' then round_half_up(summed_total, decimals) end as total
from totalled
