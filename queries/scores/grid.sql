-- One row per subject, item and period that should exist; every cell of an assessment before anything is scored.
-- grain: subject_id, item, quarter
-- params:
-- columns: quarter = 0 for a whole-year component; applies = the item is one of this unit's
with

periods as (
    select
        'quarter' as period_kind,
        unnest([1, 2, 3, 4]) as quarter
    union all
    select
        'year' as period_kind,
        0 as quarter
)

select
    subjects.subject_id,
    subjects.as_of,
    subjects.unit_id,
    items.component,
    items.indicator,
    items.item,
    items.rule,
    items.points,
    periods.quarter,
    exempt_items.item is null as applies
from scores.subjects
cross join scores.items
inner join periods on items.period_kind = periods.period_kind
left join scores.exempt_items on subjects.unit_id = exempt_items.unit_id and items.item = exempt_items.item
