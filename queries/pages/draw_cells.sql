-- The cells of one draw in the order in which they are to be checked.
-- grain: turn
-- params: draw_no
-- columns: check_count = checks before the draw; checked_on, checker, check_id = its first check made and stored after
--   the draw; checker = empty when nobody is named
with

since as (
    select
        draw_cells.turn,
        min(spot_checks.checked_on) as checked_on,
        arg_min(
            spot_checks.check_id,
            row(spot_checks.checked_on, spot_checks.batch_id, spot_checks.check_id)
        ) as check_id,
        arg_min(
            coalesce(spot_checks.checker, ''),
            row(spot_checks.checked_on, spot_checks.batch_id, spot_checks.check_id)
        ) as checker
    from core.draws
    inner join raw.draw_cells using (draw_no)
    inner join scheme.items using (edition_id, item)
    inner join core.spot_checks
        on
            draw_cells.unit_id = spot_checks.unit_id
            and draws.year = spot_checks.year
            and cast(draws.made_at as date) <= spot_checks.checked_on
            and draws.batch_id < spot_checks.batch_id
            and spot_checks.withdrawn_on is null
            and (items.is_implicit or spot_checks.item in (items.item, items.name))
    where draws.draw_no = $draw_no
    group by all
)

select
    draw_cells.turn,
    draw_cells.unit_id,
    coalesce(units.name, draw_cells.unit_id) as name,
    draw_cells.item,
    case
        when items.is_implicit then components.name
        else coalesce(items.name, draw_cells.item)
    end as item_name,
    draw_cells.group_name,
    draw_cells.level,
    draw_cells.stratum,
    draw_cells.check_count,
    since.checked_on,
    since.check_id,
    since.checker
from core.draws
inner join raw.draw_cells using (draw_no)
left join scheme.items using (edition_id, item)
left join scheme.components using (edition_id, component)
left join core.units using (unit_id)
left join since using (turn)
where draws.draw_no = $draw_no
order by draw_cells.turn
