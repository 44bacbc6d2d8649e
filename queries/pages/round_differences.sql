-- One row per mark that today's facts would take otherwise than the published round did, and why.
-- grain: unit_id, component, period, item, cause, ref
-- params: as_of, round_no
-- columns: published, today = marks lost of the total; reason = the fact came later, is gone, or weighs otherwise
with

published as (
    select *
    from raw.round_losses
    where round_no = $round_no
),

today as (
    select *
    from scores.losses
    where as_of = $as_of
)

select
    coalesce(published.unit_id, today.unit_id) as unit_id,
    coalesce(published.component, today.component) as component,
    coalesce(published.period, today.period) as period,
    coalesce(published.item, today.item) as item,
    coalesce(published.cause, today.cause) as cause,
    coalesce(published.ref, today.ref) as ref,
    published.marks as published,
    today.marks as today,
    case
        when published.marks is null then '公布后新录入或改判的事实'
        when today.marks is null then '公布后已撤销、更正或补录的事实'
        else '同一事实的权重随其他事实变化'
    end as reason
from published
full outer join today
    on
        published.unit_id = today.unit_id
        and published.component = today.component
        and published.period = today.period
        and published.item is not distinct from today.item
        and published.cause = today.cause
        and published.ref = today.ref
where abs(coalesce(published.marks, 0) - coalesce(today.marks, 0)) > 1e-9
order by abs(coalesce(published.marks, 0) - coalesce(today.marks, 0)) desc, unit_id, ref
