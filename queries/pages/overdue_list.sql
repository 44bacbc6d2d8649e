-- Every overdue matter: original and extended deadline, days late, what it costs; the longest overdue first.
-- grain: unit_id, kind, ref
-- params: as_of, group_name
-- columns: extended_to = null unless the deadline was moved; lost = marks of the total by now
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
    open_matters.days_late,
    open_matters.status,
    open_matters.lost
from scores.open_matters
inner join core.units using (unit_id)
where
    open_matters.as_of = $as_of
    and open_matters.days_late > 0
    and coalesce(units.group_name = $group_name, true)
order by
    open_matters.days_late desc,
    open_matters.lost desc,
    units.unit_id asc,
    open_matters.kind asc,
    open_matters.ref asc
