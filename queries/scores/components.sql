-- One row per as-of date, unit and component of the scheme: its score and effective weight; all null without data.
-- grain: as_of, unit_id, component
-- params: edition
-- columns: full_points = the component's points; rate = score / full_points; weight = effective, after components without data
select
    totals.as_of,
    totals.unit_id,
    components.component,
    components.component_no,
    components.name as component_name,
    components.source,
    component_scores.score,
    component_scores.points as full_points,
    component_scores.score / component_scores.points as rate,
    component_scores.points / totals.points_with_data as weight
from scores.totals
inner join scheme.components on components.edition_id = $edition
left join scores.component_scores
    on
        totals.subject_id = component_scores.subject_id
        and components.component = component_scores.component
where totals.supposed is null
