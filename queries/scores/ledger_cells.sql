-- One row per as-of date, unit and task it leads, owns or supports: where its entries stand, in one word.
-- grain: as_of, unit_id, task_no
-- params: year
-- columns: deadline_class = dated, triggered or open; state = the worst of its entries: overdue, open, late, done, waiting
--   = no entry yet (no event so far, or fell due before the unit began), undated = never owes one;
--   workdays_left = working days from D to the next deadline still open, null without one
with

deadlines as (
    select
        task_no,
        kind,
        deadline_class(kind) as deadline_class
    from core.task_deadlines
    where year = $year and deadline_no = 1
),

entry_counts as (
    select
        entries.as_of,
        entries.unit_id,
        entries.task_no,
        count(*) as entries,
        count(*) filter (where entries.state = 'done') as done,
        count(*) filter (where entries.state = 'late') as late,
        count(*) filter (where entries.state = 'overdue') as overdue,
        count(*) filter (where entries.state = 'open') as open,
        min(entries.due_on) filter (where entries.state in ('open', 'overdue')) as due_on,
        min(due_day.workday_no - today.workday_no) filter (where entries.state = 'open') as workdays_left,
        max(entries.done_on) as done_on,
        bool_or(entries.is_provisional) as is_provisional
    from scores.entries
    inner join scores.dates using (as_of)
    left join core.calendar as today on dates.d = today.day
    left join core.calendar as due_day on entries.due_on = due_day.day
    group by all
)

select
    active_units.as_of,
    active_units.unit_id,
    assignments.task_no,
    assignments.role,
    assignments.word,
    coalesce(deadlines.kind, 'missing') as kind,
    coalesce(deadlines.deadline_class, 'open') as deadline_class,
    coalesce(entry_counts.entries, 0) as entries,
    coalesce(entry_counts.done, 0) as done,
    coalesce(entry_counts.late, 0) as late,
    coalesce(entry_counts.overdue, 0) as overdue,
    coalesce(entry_counts.open, 0) as open,
    entry_counts.due_on,
    entry_counts.workdays_left,
    entry_counts.done_on,
    coalesce(entry_counts.is_provisional, false) as is_provisional,
    case
        when entry_counts.overdue > 0 then 'overdue'
        when entry_counts.open > 0 then 'open'
        when entry_counts.late > 0 then 'late'
        when entry_counts.done > 0 then 'done'
        when coalesce(deadlines.deadline_class, 'open') = 'open' then 'undated'
        else 'waiting'
    end as state
from scores.active_units
inner join core.assignments using (unit_id)
left join deadlines using (task_no)
left join entry_counts using (as_of, unit_id, task_no)
where assignments.year = $year
