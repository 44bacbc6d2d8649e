-- What falls due within some working days from the as-of date, the nearest first.
-- grain: unit_id, kind, ref
-- params: as_of, group_name, within
-- columns: workdays_left = 0 on the last day; extended_to = null unless the deadline was moved
select
    units.unit_id,
    units.name,
    units.group_name,
    open_matters.kind,
    open_matters.ref,
    open_matters.description,
    open_matters.evidence,
    open_matters.original_due_on,
    case when open_matters.due_on <> open_matters.original_due_on then open_matters.due_on end as extended_to,
    open_matters.due_on,
    open_matters.workdays_left,
    open_matters.status
from scores.open_matters
inner join core.units using (unit_id)
where
    open_matters.as_of = $as_of
    and open_matters.workdays_left <= $within
    and coalesce(units.group_name = $group_name, true)
order by open_matters.due_on, units.unit_id, open_matters.kind, open_matters.ref
