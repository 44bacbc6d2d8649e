-- The most frequent faults: findings of the year by item, the most frequent first, those past $shown together at the end.
-- grain: place
-- params: as_of, group_name, shown
-- columns: item_name = null where findings name no item of the scheme, or in the last row; is_rest = the row of all others,
--   item_count = how many items a row stands for; cumulative_share = of all findings, up to and with this row
with

counted as (
    select
        findings.item,
        any_value(findings.item_name) as item_name,
        any_value(items.component_name) as component_name,
        count(*) as findings,
        count(*) filter (where findings.is_repeat) as repeated,
        count(distinct findings.unit_id) as units
    from scores.findings
    inner join core.units using (unit_id)
    left join scores.items on findings.item = items.item
    where
        findings.as_of = $as_of
        and findings.state <> 'withdrawn'
        and coalesce(units.group_name = $group_name, true)
    group by findings.item
),

placed as (
    select
        counted.*,
        least(row_number() over (order by findings desc, item nulls last), $shown + 1) as place
    from counted
),

gathered as (
    select
        place,
        place > $shown as is_rest,
        case when place <= $shown then any_value(item) end as item,
        case when place <= $shown then any_value(item_name) end as item_name,
        case when place <= $shown then any_value(component_name) end as component_name,
        count(*) as item_count,
        cast(sum(findings) as integer) as findings,
        cast(sum(repeated) as integer) as repeated,
        max(units) as units
    from placed
    group by place
)

select
    place,
    is_rest,
    item,
    item_name,
    component_name,
    item_count,
    findings,
    repeated,
    case when not is_rest then units end as units,
    sum(findings) over (order by place) / sum(findings) over () as cumulative_share
from gathered
order by place
