-- One row per subject, ledger item and task with countable entries: the mean of those entries.
-- grain: subject_id, item, task_no
-- params:
-- columns: value = 0 to 1; entry_count = its countable entries
select
    entry_states.subject_id,
    entry_states.item,
    entry_states.task_no,
    avg(entry_states.value) as value,
    count(*) as entry_count
from scores.entry_states
anti join scores.exempt_items
    on entry_states.unit_id = exempt_items.unit_id and entry_states.item = exempt_items.item
where entry_states.is_countable
group by all
