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
)

select distinct
    active_units.as_of,
    active_units.unit_id,
    items.component
from scores.active_units
inner join scores.unit_items on active_units.unit_id = unit_items.unit_id
inner join scores.items on unit_items.item = items.item
left join dutiful
    on items.source = 'ledger' and active_units.unit_id = dutiful.unit_id
left join scores.item_names
    on item_names.source = 'ledger' and dutiful.item_words = item_names.words
where
    items.source <> 'ledger'
    or (dutiful.unit_id is not null and (items.is_implicit or item_names.item = items.item))
