-- One row per words a fact of a source may use for an item: its code or its name within the components of the source.
-- grain: source, words
-- params:
-- columns:
with

spoken as (
    select
        source,
        item as words,
        item,
        0 as turn
    from scores.items
    where not is_implicit
    union all
    select
        source,
        item_name as words,
        item,
        component_no as turn
    from scores.items
    where not is_implicit
)

select
    source,
    words,
    arg_min(item, turn) as item
from spoken
group by all
