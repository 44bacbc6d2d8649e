-- One row per as-of date, unit, spot item that applies and period: the sums behind its rate.
-- grain: as_of, unit_id, item, quarter
-- params:
-- columns: quarter = 0 for a whole-year component; share = earned / possible
with

resolved as (
    select
        check_sums.*,
        coalesce(item_names.item, implicit.item) as item
    from scores.check_sums
    left join scores.item_names
        on item_names.source = 'spot_check' and check_sums.item_words = item_names.words
    left join scores.items as implicit
        on implicit.source = 'spot_check' and implicit.is_implicit
)

select
    resolved.as_of,
    resolved.unit_id,
    resolved.item,
    case when items.period_kind = 'quarter' then resolved.quarter else 0 end as quarter,
    sum(resolved.check_count) as check_count,
    sum(resolved.earned) as earned,
    sum(resolved.possible) as possible,
    sum(resolved.possible_squares) as possible_squares,
    sum(resolved.earned) / sum(resolved.possible) as share
from resolved
inner join scores.items on resolved.item = items.item
anti join scores.exempt_items on resolved.unit_id = exempt_items.unit_id and resolved.item = exempt_items.item
group by all
