-- What two years' schemes have in common: one row for the total, one per component, one per item, with what differs.
-- A part is like when nothing differs that changes what its score means. An item judged by a share (rate, complete,
-- target) is like whatever it is worth; one judged in marks (deduct, entered) only when it is worth the same.
-- grain: component, item
-- params: edition, against
-- columns: component = null for the total; item = null for the component itself; points, points_then = this year's and
--   those of the year $against, null where it does not exist; is_like = in both years, and nothing differs;
--   differs_in_points, differs_in_items (which, or their points; of the total: any component), differs_in_rule (how it
--   is scored; of the total: how ties are ranked, which leaves totals alike), differs_in_targets (whom it applies to),
--   differs_in_settings (rectification; of the total: bonus and veto) = why it is unlike, false where it exists in one
--   year only; component_no, place = in the order of this year's scheme
with

chosen_editions as (
    select edition_id
    from core.editions
    where edition_id = $edition or year = $against
),

both_editions as (
    select
        editions.*,
        editions.edition_id = $edition as is_now
    from scheme.editions
    inner join chosen_editions using (edition_id)
),

edition_settings as (
    select
        is_now,
        cast(
            row(overdue_per_day, overdue_cap, relief, repeat_factor, require_recheck) as varchar
        ) as rectification,
        cast(row(bonus_cap, bonus_gate, bonus_gate_inclusive, veto_ceiling) as varchar) as additions,
        full_marks,
        ties
    from both_editions
),

item_targets as (
    select
        edition_id,
        item,
        string_agg(target, ',' order by target) as targets
    from scheme.item_targets
    group by all
),

year_items as (
    select
        both_editions.is_now,
        components.component,
        components.component_no,
        items.item,
        row_number() over (
            partition by both_editions.is_now
            order by components.component_no, indicators.indicator_no, items.item_no
        ) as place,
        items.name,
        items.points,
        items.is_implicit,
        items.rule,
        items.rule in ('deduct', 'entered') as is_in_marks,
        cast(
            case items.rule
                when 'deduct' then row(items.rule, items.deduct_each, components.period)
                when 'complete' then row(items.rule, components.late_credit, null)
                else row(items.rule, null, null)
            end as varchar
        ) as how,
        coalesce(item_targets.targets, '') as targets
    from both_editions
    inner join scheme.components using (edition_id)
    inner join scheme.indicators using (edition_id, component)
    inner join scheme.items using (edition_id, component, indicator)
    left join item_targets using (edition_id, item)
),

year_components as (
    select
        both_editions.is_now,
        components.component,
        components.component_no,
        components.name,
        components.source,
        components.points,
        cast(
            row(
                components.source,
                components.period,
                components.combine,
                components.cap,
                components.late_credit
            ) as varchar
        ) as how
    from both_editions
    inner join scheme.components using (edition_id)
),

settings as (
    select
        now_settings.rectification <> then_settings.rectification as has_other_rectification,
        now_settings.additions <> then_settings.additions as has_other_additions,
        now_settings.full_marks as points,
        then_settings.full_marks as points_then,
        now_settings.ties <> then_settings.ties as has_other_ties
    from edition_settings as now_settings
    inner join edition_settings as then_settings on now_settings.is_now and not then_settings.is_now
),

now_items as (
    select *
    from year_items
    where is_now and not is_implicit
),

then_items as (
    select *
    from year_items
    where not is_now and not is_implicit
),

compared_items as (
    select
        component,
        item,
        coalesce(now_items.component_no, 1000 + then_items.component_no) as component_no,
        coalesce(now_items.place, 1000 + then_items.place) as place,
        coalesce(now_items.name, then_items.name) as name,
        now_items.points,
        then_items.points as points_then,
        now_items.points is not null and then_items.points is not null as is_in_both,
        is_in_both and now_items.is_in_marks and now_items.points <> then_items.points as differs_in_points,
        is_in_both and now_items.name <> then_items.name as differs_in_items,
        is_in_both and now_items.how <> then_items.how as differs_in_rule,
        is_in_both and now_items.targets <> then_items.targets as differs_in_targets,
        is_in_both and now_items.rule = 'deduct' and settings.has_other_rectification as differs_in_settings
    from now_items
    full outer join then_items using (component, item)
    cross join settings
),

item_differences as (
    select
        component,
        bool_or(not is_in_both or differs_in_items or points <> points_then) as has_other_items,
        bool_or(differs_in_rule) as has_other_rules,
        bool_or(differs_in_targets) as has_other_targets
    from compared_items
    group by all
),

now_components as (
    select *
    from year_components
    where is_now
),

then_components as (
    select *
    from year_components
    where not is_now
),

compared_components as (
    select
        component,
        null as item,
        coalesce(now_components.component_no, 1000 + then_components.component_no) as component_no,
        0 as place,
        coalesce(now_components.name, then_components.name) as name,
        now_components.points,
        then_components.points as points_then,
        now_components.points is not null and then_components.points is not null as is_in_both,
        is_in_both and now_components.points <> then_components.points as differs_in_points,
        is_in_both and coalesce(item_differences.has_other_items, false) as differs_in_items,
        is_in_both
        and (
            now_components.how <> then_components.how
            or coalesce(item_differences.has_other_rules, false)
        ) as differs_in_rule,
        is_in_both and coalesce(item_differences.has_other_targets, false) as differs_in_targets,
        is_in_both
        and now_components.source in ('spot_check', 'inspection')
        and settings.has_other_rectification as differs_in_settings
    from now_components
    full outer join then_components using (component)
    left join item_differences using (component)
    cross join settings
),

parts as (
    from compared_components
    union all by name
    from compared_items
),

judged as (
    select
        parts.*,
        is_in_both
        and not differs_in_points
        and not differs_in_items
        and not differs_in_rule
        and not differs_in_targets
        and not differs_in_settings as is_like
    from parts
),

totals as (
    select
        any_value(settings.points) as points,
        any_value(settings.points_then) as points_then,
        any_value(settings.points <> settings.points_then) as differs_in_points,
        not bool_and(judged.is_like) as differs_in_items,
        any_value(settings.has_other_ties) as differs_in_rule,
        any_value(settings.has_other_additions) as differs_in_settings
    from judged
    cross join settings
    where judged.item is null
)

select
    null as component,
    null as item,
    null as name,
    points,
    points_then,
    differs_in_points,
    differs_in_items,
    differs_in_rule,
    false as differs_in_targets,
    differs_in_settings,
    not differs_in_points and not differs_in_items and not differs_in_settings as is_like,
    0 as component_no,
    0 as place
from totals
union all by name
select
    component,
    item,
    name,
    points,
    points_then,
    differs_in_points,
    differs_in_items,
    differs_in_rule,
    differs_in_targets,
    differs_in_settings,
    is_like,
    component_no,
    place
from judged
order by component_no, place, item
