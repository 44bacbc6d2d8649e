-- One row per as-of date, unit and component in which something of it could ever be assessed (scoring.md section 5):
-- an item applies, and for a ledger component a task it leads or owns has entries or an event.
-- grain: as_of, unit_id, component
-- params: year
-- columns:
with

dutiful as (
    select
        unit_id,
        item as item_words
    from core.entries
    where year = $year and role <> 'support'
    union
    select
        assignments.unit_id,
        tasks.item as item_words
    from core.assignments
    inner join core.task_deadlines using (year, task_no)
    inner join core.tasks using (year, task_no)
    where
        assignments.year = $year
        and assignments.role <> 'support'
        and task_deadlines.deadline_no = 1
        and task_deadlines.kind = 'after_event'
),

item_counts as (
    select
        component,
        component_no,
        source,
        count(*) as items
    from scores.items
    group by all
),

exempt_counts as (
    select
        exempt_items.unit_id,
        items.component,
        count(*) as items
    from scores.exempt_items
    inner join scores.items using (item)
    group by all
)

select
    active_units.as_of,
    active_units.unit_id,
    item_counts.component,
    item_counts.component_no
from scores.active_units
cross join item_counts
left join exempt_counts
    on active_units.unit_id = exempt_counts.unit_id and item_counts.component = exempt_counts.component
where item_counts.source <> 'ledger' and coalesce(exempt_counts.items < item_counts.items, true)
union all
select distinct
    active_units.as_of,
    active_units.unit_id,
    items.component,
    items.component_no
from scores.active_units
inner join dutiful using (unit_id)
left join scores.item_names
    on item_names.source = 'ledger' and dutiful.item_words = item_names.words
inner join scores.items
    on items.source = 'ledger' and (items.is_implicit or item_names.item = items.item)
anti join scores.exempt_items
    on active_units.unit_id = exempt_items.unit_id and items.item = exempt_items.item
