-- The stored draws of a year (of all years with $year null), newest first, the undone ones among them.
-- grain: draw_no
-- params: year
-- columns: closes_on = of the scheme edition it was drawn under; checked = drawn cells with a
--   check made and stored after the draw; exclusions = how many units were left out
with

since as (
    select
        draws.draw_no,
        draw_cells.turn
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
    group by all
),

checked as (
    select
        since.draw_no,
        count(*) as checked
    from since
    group by all
),

excluded as (
    select
        draw_exclusions.draw_no,
        count(*) as exclusions
    from raw.draw_exclusions
    group by all
)

select
    draws.draw_no,
    draws.seed,
    draws.size,
    draws.year,
    draws.as_of,
    draws.edition_id,
    editions.closes_on,
    draws.group_name,
    draws.release_id,
    draws.made_at,
    draws.made_by,
    draws.population,
    draws.population_digest,
    coalesce(excluded.exclusions, 0) as exclusions,
    coalesce(checked.checked, 0) as checked,
    draws.batch_id,
    draws.is_live
from core.draws
inner join scheme.editions using (edition_id)
left join excluded using (draw_no)
left join checked using (draw_no)
where coalesce(draws.year = $year, true)
order by draws.draw_no desc
