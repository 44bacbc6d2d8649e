-- The floors of the year's scheme: the components of each weigh at least `minimum` together.
-- grain: floor_no, component
-- params: edition
-- columns: minimum = share of the full marks and of every unit's effective weights; share = what the scheme gives them
select
    floors.floor_no,
    floors.minimum,
    floor_components.component,
    components.name,
    sum(components.points) over (partition by floors.floor_no) / editions.full_marks as share
from scheme.floors
inner join scheme.floor_components using (edition_id, floor_no)
inner join scheme.components using (edition_id, component)
inner join scheme.editions using (edition_id)
where floors.edition_id = $edition
order by floors.floor_no, components.component_no
