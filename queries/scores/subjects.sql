-- One row per subject of a computation: a unit at an as-of date as it is, or in one what-if.
-- grain: subject_id
-- params:
-- columns: supposed = null for the unit as it is, else recover or wait
with

subjects as (
    select
        as_of,
        unit_id,
        null as supposed,
        null as kind,
        null as ref
    from scores.active_units
    union all by name
    from scores.suppositions
)

select
    row_number() over () as subject_id,
    subjects.as_of,
    active_units.d,
    subjects.unit_id,
    subjects.supposed,
    subjects.kind,
    subjects.ref
from subjects
inner join scores.active_units using (as_of, unit_id)
