-- One row per item of the scheme edition, with what its component and indicator say.
-- grain: item
-- params: edition
-- columns: component_points = full marks of the component; is_implicit = the one item of a component without indicators
select
    components.component,
    components.component_no,
    components.name as component_name,
    components.source,
    components.points as component_points,
    components.period as period_kind,
    components.combine,
    components.cap,
    components.late_credit,
    indicators.indicator,
    indicators.indicator_no,
    indicators.name as indicator_name,
    items.item,
    items.item_no,
    items.name as item_name,
    items.points,
    items.rule,
    items.deduct_each,
    items.applies_to_all,
    items.is_implicit
from scheme.items
inner join scheme.components using (edition_id, component)
inner join scheme.indicators using (edition_id, component, indicator)
where items.edition_id = $edition
