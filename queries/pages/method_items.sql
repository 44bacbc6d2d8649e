-- The indicator tree of the year's scheme: one row per item, in the order of the scheme.
-- grain: component, item
-- params: edition
-- columns: items_points = of all items of the component, which need not be its points; cap, late_credit = of the
--   component; above = the indicator of the row above within the component; indicator_points = sum of its items';
--   deduct_each = marks per finding without a deduction of its own; targets = the groups and units it applies to by
--   name, null when it is everyone's; is_implicit = the one item of a component without items
with

named_targets as (
    select
        item_targets.item,
        string_agg(coalesce(units.name, item_targets.target), '、' order by item_targets.target) as targets
    from scheme.item_targets
    left join core.units on item_targets.target = units.unit_id
    where item_targets.edition_id = $edition
    group by all
)

select
    components.component,
    components.name as component_name,
    components.points as component_points,
    components.cap,
    components.late_credit,
    sum(items.points) over (partition by items.component) as items_points,
    indicators.indicator,
    lag(indicators.indicator) over (
        partition by items.component
        order by indicators.indicator_no, items.item_no
    ) as above,
    indicators.name as indicator_name,
    indicators.points as indicator_points,
    items.item,
    items.name as item_name,
    items.points,
    items.rule,
    items.deduct_each,
    named_targets.targets,
    items.is_implicit
from scheme.items
inner join scheme.components using (edition_id, component)
inner join scheme.indicators using (edition_id, component, indicator)
left join named_targets using (item)
where items.edition_id = $edition
order by components.component_no, indicators.indicator_no, items.item_no
