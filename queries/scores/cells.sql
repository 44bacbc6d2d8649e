-- One row per cell of the grid: what the item got in the period, or why it is not scored (scoring.md section 4).
-- grain: subject_id, item, quarter
-- params:
-- columns: status = scored, not_applicable or no_data; got = of the item's points, may be negative until capped
select
    grid.subject_id,
    grid.as_of,
    grid.unit_id,
    grid.component,
    grid.indicator,
    grid.item,
    grid.rule,
    grid.quarter,
    grid.points,
    item_marks.got,
    case
        when not grid.applies then 'not_applicable'
        when item_marks.got is null then 'no_data'
        else 'scored'
    end as status
from scores.grid
left join scores.item_marks using (subject_id, item, quarter)
