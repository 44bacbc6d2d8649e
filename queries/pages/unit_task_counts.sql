-- The tasks of one unit by what it is to them: leading, owning or supporting, those through a group word included.
-- grain: role
-- params: as_of, unit_id
-- columns: tasks = how many, of them by_group = named by the word of a whole group; overdue, open, late, done = by the worst
--   of their entries; undated = that owe none, waiting = none so far; next_due_on = the nearest deadline still open
select
    ledger_cells.role,
    count(*) as tasks,
    count(*) filter (
        where regexp_replace(fold_name(ledger_cells.word), '^各', '')
        in (select group_words.word from core.group_words)
    ) as by_group,
    count(*) filter (where ledger_cells.state = 'overdue') as overdue,
    count(*) filter (where ledger_cells.state = 'open') as open,
    count(*) filter (where ledger_cells.state = 'late') as late,
    count(*) filter (where ledger_cells.state = 'done') as done,
    count(*) filter (where ledger_cells.state = 'undated') as undated,
    count(*) filter (where ledger_cells.state = 'waiting') as waiting,
    min(ledger_cells.due_on) filter (where ledger_cells.state = 'open') as next_due_on
from scores.ledger_cells
where ledger_cells.as_of = $as_of and ledger_cells.unit_id = $unit_id
group by ledger_cells.role
order by list_position(['lead', 'owner', 'support'], ledger_cells.role)
