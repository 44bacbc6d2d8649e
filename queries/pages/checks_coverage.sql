-- The coverage of one page of units: one row per unit and spot item, those that do not apply included.
-- grain: unit_id, item
-- params: as_of, group_name, page, page_size
-- columns: level = none, few or enough checks (scores.check_cells), null where the item does not apply; unit_checks = all
--   counted checks of the unit; item_place, unit_place = from 1; a page past the last is the last
with

chosen_units as (
    select
        active_units.unit_id,
        active_units.name,
        active_units.group_name,
        row_number() over (order by group_order.group_no, active_units.unit_id) as unit_no
    from scores.active_units
    inner join scores.group_order using (as_of, group_name)
    where active_units.as_of = $as_of and coalesce(active_units.group_name = $group_name, true)
),

pages as (
    select
        count(*) as unit_count,
        cast(ceil(count(*) / $page_size) as integer) as page_count,
        least($page, page_count) as page
    from chosen_units
),

spot_items as (
    select
        items.item,
        case when items.is_implicit then items.component_name else items.item_name end as item_name,
        row_number() over (order by items.component_no, items.indicator_no, items.item_no) as item_place
    from scores.items
    where items.source = 'spot_check'
)

select
    chosen_units.unit_id,
    chosen_units.name,
    chosen_units.group_name,
    chosen_units.unit_no - (pages.page - 1) * $page_size as unit_place,
    spot_items.item,
    spot_items.item_name,
    spot_items.item_place,
    coalesce(check_cells.check_count, 0) as check_count,
    check_cells.share,
    check_cells.level,
    coalesce(results.check_count, 0) as unit_checks,
    pages.page,
    pages.page_count,
    pages.unit_count
from chosen_units
cross join pages
cross join spot_items
left join scores.check_cells
    on
        check_cells.as_of = $as_of
        and chosen_units.unit_id = check_cells.unit_id
        and spot_items.item = check_cells.item
left join scores.results on results.as_of = $as_of and chosen_units.unit_id = results.unit_id
where ceil(chosen_units.unit_no / $page_size) = pages.page
order by unit_place, spot_items.item_place
