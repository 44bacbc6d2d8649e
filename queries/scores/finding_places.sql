-- One row per as-of date and what decides where findings belong: the item and period they are scored under, or why they
-- are only tracked.
-- grain: as_of, unit_id, subject_id, source, item_words, own_quarter, inspection_id, quartered_on, is_stopped
-- params: year
-- columns: quarter = 0 for a whole-year component; reason = null when scored; fault, penalty = what they cost together
with

-- the unit's latest inspection of the year on or before the day a finding was notified
days as (
    select distinct
        unit_id,
        quartered_on
    from scores.finding_sums
    where quartered_on is not null
),

latest as (
    select
        days.unit_id,
        days.quartered_on,
        arg_max(inspections.quarter, row(inspections.inspected_on, inspections.quarter)) as quarter
    from days
    inner join core.inspections
        on days.unit_id = inspections.unit_id and days.quartered_on >= inspections.inspected_on
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

named as (
    select
        finding_sums.*,
        coalesce(item_names.item, implicit.item, by_code.item) as item
    from scores.finding_sums
    left join scores.item_names
        on finding_sums.source = item_names.source and finding_sums.item_words = item_names.words
    left join scores.items as implicit
        on finding_sums.source = implicit.source and implicit.is_implicit
    left join scores.items as by_code
        on
            finding_sums.source in ('third_party', 'superior', 'public')
            and by_code.rule = 'deduct'
            and not by_code.is_implicit
            and finding_sums.item_words = by_code.item
),

placed as (
    select
        named.*,
        items.component,
        items.source as item_source,
        items.rule,
        items.deduct_each,
        case
            when items.period_kind = 'quarter'
                then coalesce(
                    named.own_quarter,
                    own.quarter,
                    latest.quarter,
                    case
                        when named.quartered_on > make_date($year, 12, 31) then 4
                        else quarter(named.quartered_on)
                    end
                )
            else 0
        end as quarter,
        case
            when named.is_stopped then '已撤销'
            when named.item is null and named.item_words is null then '未写明指标'
            when named.item is null then '所写指标不在计分范围'
            when exempt_items.item is not null then '该指标不适用于本单位'
        end as misplaced
    from named
    inner join scores.dates using (as_of)
    left join scores.items on named.item = items.item
    left join scores.exempt_items on named.unit_id = exempt_items.unit_id and named.item = exempt_items.item
    left join core.inspections as own
        on
            named.inspection_id = own.inspection_id
            and dates.d >= own.inspected_on
            and own.year = $year
    left join latest
        on named.unit_id = latest.unit_id and named.quartered_on = latest.quartered_on
)

select
    placed.as_of,
    placed.unit_id,
    placed.subject_id,
    placed.source,
    placed.item_words,
    placed.own_quarter,
    placed.inspection_id,
    placed.quartered_on,
    placed.is_stopped,
    placed.component,
    placed.item,
    placed.rule,
    placed.deduct_each,
    placed.quarter,
    coalesce(
        placed.misplaced,
        case
            when assessable.component is not null then null
            when placed.rule = 'rate' and rated.component is not null then null
            when placed.item_source = 'spot_check' then '本单位尚未抽测'
            else '本单位该季度未检查'
        end
    ) as reason,
    coalesce(placed.stated, 0) + coalesce(placed.counted * placed.deduct_each, 0) as fault,
    placed.penalty
from placed
left join scores.assessable
    on
        placed.as_of = assessable.as_of
        and placed.unit_id = assessable.unit_id
        and placed.component = assessable.component
        and placed.quarter = assessable.quarter
left join rated
    on
        placed.as_of = rated.as_of
        and placed.unit_id = rated.unit_id
        and placed.component = rated.component
