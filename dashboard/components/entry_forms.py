"""The forms of one line of a ledger: reported or changed by the unit, confirmed or returned by the office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from dash import html

from dashboard.components.work_form import work_form
from dashboard.text import entries as words
from dashboard.text import numbers
from data.work.steps.ledger import line_ref

Fixed = dict[str, str | int | None]
_SPECIAL = ("item", "period", "triggered_on", "triggered_time", "count", "completed_time")
# what the form of a task asks beside what every form asks, by the kind of its deadline
_ASKED = {
    "recurring": ("period",),
    "count": ("item", "count"),
    "after_event": ("item", "triggered_on"),
}
_TIMES = ("triggered_time", "completed_time")


def ref_of(line: Any) -> str:
    """Return what a line (pages/entry_lines) is called in the address."""
    return line_ref(line.task_no, text(line.item), text(line.period), moment(line.triggered_at))


def text(value: Any) -> str | None:
    """Return a cell's words, None for none."""
    return None if numbers.is_missing(value) else str(value)


def moment(value: Any) -> datetime | None:
    """Return a cell's moment, None for none."""
    return None if numbers.is_missing(value) else value


def day_and_time(value: Any, has_time: Any) -> str:
    """Return a moment as it was reported: with its time where one was written; a dash for none."""
    at = moment(value)
    if at is None:
        return numbers.NOTHING
    return f"{at:%Y-%m-%d %H:%M}" if has_time is True else f"{at:%Y-%m-%d}"


def name_of(line: Any) -> str:
    """Return what a line is about: its item, period or event."""
    at = moment(line.triggered_at)
    event = f"{at:%Y-%m-%d}" if at else None
    return text(line.item) or text(line.period) or event or words.ONE_LINE


def new_line_form(task: Any, year: int, lines: Sequence[Any], period: str | None) -> html.Form:
    """Return the form of a line that is not there yet; it asks what the deadline of its task counts by."""
    asked = _asked(task)
    fixed: Fixed = {"unit": task.name, "year": year, "task_no": task.task_no}
    fixed |= {name: None for name in _SPECIAL if name not in asked}
    written = {text(line.period) for line in lines}
    left = [each for each in (text(task.periods) or "").split() if each not in written]
    return work_form(
        "ledger.report",
        fixed,
        values={"period": period, "count": 1 if "count" in asked else None},
        options={"period": [(each, each) for each in left]} if left else None,
        note=words.NOTE_REPORT,
    )


def _asked(task: Any) -> tuple[str, ...]:
    asked = _ASKED.get(task.kind, ())
    return (*asked, *_TIMES) if task.kind == "after_event" and task.unit == "hour" else asked


def change_line_form(task: Any, year: int, line: Any) -> html.Form:
    """Return the form by which a line that is there is changed; what makes it this line is not asked."""
    at = moment(line.triggered_at)
    fixed = _key(task, year, line) | {
        "triggered_on": f"{at:%Y-%m-%d}" if at else None,
        "triggered_time": f"{at:%H:%M}" if at and line.triggered_has_time is True else None,
    }
    asked = _asked(task)
    fixed |= {name: None for name in ("count", "completed_time") if name not in asked}
    done = moment(line.completed_at) or moment(line.was_completed_at)
    has_time = line.completed_has_time is True or line.was_completed_has_time is True
    values: Fixed = {
        "completed_on": f"{done:%Y-%m-%d}" if done else None,
        "completed_time": f"{done:%H:%M}" if done and has_time else None,
        "count": None if numbers.is_missing(line.count) else int(line.count),
        "progress": text(line.progress),
        "evidence": text(line.evidence),
    }
    return work_form("ledger.report", fixed, values=values, note=words.NOTE_REPORT)


def _key(task: Any, year: int, line: Any) -> Fixed:
    return {
        "unit": task.name,
        "year": year,
        "task_no": task.task_no,
        "item": text(line.item),
        "period": text(line.period),
        "seen": int(line.batch_id),
    }


def return_form(task: Any, year: int, line: Any) -> html.Form:
    """Return the form by which the office returns a line."""
    return work_form("ledger.return", _key(task, year, line) | {"triggered_on": _triggered(line)})


def confirm_form(lines: Sequence[Any], year: int) -> html.Form:
    """Return the button that confirms lines, all with one press."""
    fixed: Fixed = {"lines": ""}
    for place, line in enumerate(lines):
        key = _key(line, year, line) | {"triggered_on": _triggered(line)}
        fixed |= {f"lines.{place}.{name}": value for name, value in key.items()}
    return work_form("ledger.confirm", fixed, button=words.CONFIRM_ALL.format(lines=len(lines)))


def _triggered(line: Any) -> str | None:
    at = moment(line.triggered_at)
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else None
