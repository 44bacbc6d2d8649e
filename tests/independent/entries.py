"""The entries of tasks (scoring.md section 4, rule `complete`) and how each stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .deadlines import due_after, read_deadline
from .facts import day
from .findings import decided, seen


@dataclass(frozen=True)
class Entry:
    """One entry; `state` is on_time, late, not_done or waiting (neither overdue nor done)."""

    ref: str
    due: date
    state: str


@dataclass
class _Draft:
    """An entry before its extension: label in the reference, names an extension may use, moment limits."""

    label: str
    due: date
    done: date | datetime | None
    names: set
    exact_due: datetime | None = None


def task_entries(task, unit_id, facts, on, clocks, completed):
    """Every entry of one unit's task. `clocks` moves the clock of a ref, `completed` ones are done.

    What fell due before the unit began it never owed.
    """
    deadline = read_deadline(task.deadline, task.year, facts.moved)
    rows = [
        row for row in facts.ledger if (row.unit, row.year, row.task_no) == (unit_id, task.year, task.task_no)
    ]
    since = max(
        (unit.active_from or date.min for unit in facts.units if unit.unit_id == unit_id), default=date.min
    )
    drafts = [draft for draft in _drafts(deadline, rows, on, facts.moved) if draft.due >= since]
    extensions = _granted(task, unit_id, facts, on)
    entries = []
    for draft in drafts:
        ref = task.task_no if len(drafts) == 1 else f"{task.task_no}#{draft.label}"
        if ref in completed and draft.done is None:
            draft.done, draft.exact_due = on, None
        moved = [row for row in extensions if _names(row, draft, drafts)]
        if moved:
            draft.due, draft.exact_due = moved[-1].new_due_on, None
        entries.append(Entry(ref, draft.due, _state(draft, clocks.get(ref, on))))
    return entries


def _drafts(deadline, rows, on, moved):
    if deadline.kind == "fixed":
        return [_Draft("", deadline.due, _all_done(rows, on), {row.item for row in rows})]
    if deadline.kind == "count":
        return [_Draft("", deadline.due, _reached(rows, deadline.n, on), {row.item for row in rows})]
    if deadline.kind == "recurring":
        return _recurring(deadline, rows, on)
    if deadline.kind == "after_event":
        happened = [row for row in rows if row.triggered_on is not None and day(row.triggered_on) <= on]
        return [_event(deadline, row, on, moved) for row in happened]
    return []


def _done(row, on):
    """When a ledger row was completed, as far as it was by `on`."""
    return row.completed_on if seen(day(row.completed_on), on) else None


def _all_done(rows, on):
    """The last completion once every row is completed; None without rows or with one open."""
    done = [_done(row, on) for row in rows]
    return None if not rows or None in done else max(day(when) for when in done)


def _reached(rows, n, on):
    """The day the running total of counts reaches n; a blank count is one."""
    total = 0
    for row in sorted((row for row in rows if _done(row, on)), key=lambda row: day(row.completed_on)):
        total += 1 if row.count is None else row.count
        if total >= n:
            return day(row.completed_on)
    return None


def _recurring(deadline, rows, on):
    """Rows with a period go to its occurrence; the others fill what is left in order of completion."""
    named = {label: [row for row in rows if row.period == label] for label, _ in deadline.occurrences}
    loose = sorted((row for row in rows if not row.period and _done(row, on)), key=_instant)
    drafts = []
    for label, due in sorted(deadline.occurrences, key=lambda occurrence: occurrence[1]):
        mine = named[label]
        if not mine and loose:
            mine = [loose.pop(0)]
        drafts.append(_Draft(label, due, _all_done(mine, on), {label} | {row.item for row in mine}))
    return drafts


def _instant(row):
    when = row.completed_on
    return when if isinstance(when, datetime) else datetime.combine(when, time())


def _event(deadline, row, on, moved):
    done = _done(row, on)
    label = row.period or row.item or day(row.triggered_on).isoformat()
    draft = _Draft(label, due_after(deadline, row.triggered_on, moved), done, {row.item, row.period})
    if deadline.unit == "hours" and isinstance(row.triggered_on, datetime) and isinstance(done, datetime):
        draft.exact_due = row.triggered_on + timedelta(hours=deadline.n)
    return draft


def _granted(task, unit_id, facts, on):
    """Extensions of this unit's task granted by `on`, the deciding one last."""
    rows = [
        row
        for row in facts.extensions
        if (row.unit, row.year, row.task_no) == (unit_id, task.year, task.task_no)
    ]
    return [row for row in decided(rows, on, "granted", "decision") if row.new_due_on is not None]


def _names(extension, draft, drafts):
    return len(drafts) == 1 or (bool(extension.item) and extension.item in draft.names)


def _state(draft, clock):
    if draft.done is None:
        return "not_done" if draft.due < clock else "waiting"
    if draft.exact_due is not None:
        return "late" if draft.done > draft.exact_due else "on_time"
    return "late" if day(draft.done) > draft.due else "on_time"
