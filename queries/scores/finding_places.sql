-- One row per as-of date and finding: the item and period it is scored under, or why it is only tracked.
-- grain: as_of, finding_id
-- params: year
-- columns: quarter = 0 for a whole-year component; reason = null when scored
with

-- the unit's latest inspection of the year on or before the day the finding was notified
days as (
    select distinct
        unit_id,
        notified_on
    from scores.finding_facts
),

latest as (
    select
        days.unit_id,
        days.notified_on,
        arg_max(inspections.quarter, row(inspections.inspected_on, inspections.quarter)) as quarter
    from days
    inner join core.inspections
        on days.unit_id = inspections.unit_id and days.notified_on >= inspections.inspected_on
    where inspections.year = $year
    group by all
),

rated as (
    select distinct
        as_of,
        unit_id,
        component
    from scores.assessable
),

quartered as (
    select
        finding_facts.*,
        coalesce(
            finding_facts.quarter,
            own.quarter,
            latest.quarter,
            case
                when finding_facts.notified_on > make_date($year, 12, 31) then 4
                else quarter(finding_facts.notified_on)
            end
        ) as fault_quarter
    from scores.finding_facts
    left join core.inspections as own
        on
            finding_facts.inspection_id = own.inspection_id
            and finding_facts.d >= own.inspected_on
            and own.year = $year
    left join latest
        on
            finding_facts.unit_id = latest.unit_id
            and finding_facts.notified_on = latest.notified_on
),

named as (
    select
        quartered.*,
        coalesce(item_names.item, implicit.item, by_code.item) as item
    from quartered
    left join scores.item_names
        on quartered.source = item_names.source and quartered.item_words = item_names.words
    left join scores.items as implicit
        on quartered.source = implicit.source and implicit.is_implicit
    left join scores.items as by_code
        on
            quartered.source in ('third_party', 'superior', 'public')
            and by_code.rule = 'deduct'
            and not by_code.is_implicit
            and quartered.item_words = by_code.item
),

placed as (
    select
        named.*,
        items.component,
        items.rule,
        items.deduct_each,
        case when items.period_kind = 'quarter' then named.fault_quarter else 0 end as place_quarter,
        case
            when named.is_stopped then '已撤销'
            when named.item is null and named.item_words is null then '未写明指标'
            when named.item is null then '所写指标不在计分范围'
            when unit_items.item is null then '该指标不适用于本单位'
        end as misplaced
    from named
    left join scores.items on named.item = items.item
    left join scores.unit_items on named.unit_id = unit_items.unit_id and named.item = unit_items.item
)

select
    placed.as_of,
    placed.d,
    placed.finding_id,
    placed.unit_id,
    placed.count,
    placed.own_deduction,
    placed.changed_deduction,
    placed.due_on,
    placed.rectified_on,
    placed.rechecked_on,
    placed.recheck_result,
    placed.is_repeat,
    placed.is_stopped,
    placed.waits_for_decision,
    placed.component,
    placed.item,
    placed.rule,
    placed.deduct_each,
    placed.place_quarter as quarter,
    coalesce(
        placed.misplaced,
        case
            when assessable.component is not null then null
            when placed.rule = 'rate' and rated.component is not null then null
            when items.source = 'spot_check' then '本单位尚未抽测'
            else '本单位该季度未检查'
        end
    ) as reason
from placed
left join scores.items on placed.item = items.item
left join scores.assessable
    on
        placed.as_of = assessable.as_of
        and placed.unit_id = assessable.unit_id
        and placed.component = assessable.component
        and placed.place_quarter = assessable.quarter
left join rated
    on
        placed.as_of = rated.as_of
        and placed.unit_id = rated.unit_id
        and placed.component = rated.component
