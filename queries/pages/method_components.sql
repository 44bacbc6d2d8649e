-- The components of the year's scheme in its order.
-- grain: component
-- params: edition
-- columns: share = of the full marks; period = year or quarter; combine = mean or min of the quarters; cap = where
--   deductions stop (item or indicator); late_credit = share an entry done late still gets; is_itemless = one implicit
--   item takes every fact
select
    components.component,
    components.component_no,
    components.name,
    components.source,
    components.points,
    components.points / editions.full_marks as share,
    editions.full_marks,
    components.period,
    components.combine,
    components.cap,
    components.late_credit,
    components.is_itemless
from scheme.components
inner join scheme.editions using (edition_id)
where components.edition_id = $edition
order by components.component_no
