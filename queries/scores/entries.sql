-- One row per as-of date and ledger entry of a unit as it is; support (配合) is tracked, not scored.
-- grain: as_of, unit_id, ref
-- params:
-- columns: state = done, late, overdue, open
select
    entry_states.as_of,
    entry_states.unit_id,
    entry_states.role,
    entry_states.task_no,
    entry_states.entry,
    entry_states.ref,
    entry_states.item,
    entry_states.kind,
    entry_states.requirement,
    entry_states.original_due_on,
    entry_states.due_on,
    entry_states.done_on,
    entry_states.is_countable,
    entry_states.value,
    entry_states.state,
    entry_states.is_provisional
from scores.entry_states
inner join scores.subjects using (subject_id)
where subjects.supposed is null
