"""The lists of 台账填报: what waits for the office, what was returned, a unit's tasks, the lines of one task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.badge import status_cell
from dashboard.components.data_table import data_table, evidence_link, link
from dashboard.components.entry_forms import confirm_form, day_and_time, name_of, ref_of, text
from dashboard.components.panel import list_panel, panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import entries as words
from dashboard.text import lists, numbers
from dashboard.view import View

_LINE_COLUMNS = (
    Column(words.COLUMN_TRIGGERED, "date"),
    Column(words.COLUMN_COMPLETED, "date"),
    Column(words.COLUMN_PROGRESS, "prose"),
    Column(lists.COLUMN_EVIDENCE, "link"),
)


def queue_panel(waiting: pd.DataFrame, shown: int, view: View) -> html.Section:
    """Return the lines that wait for the office, unit by unit, each unit's confirmed with one press."""
    if waiting.empty:
        return list_panel(Table(words.QUEUE_NONE, (), ()))
    first = waiting.head(shown)
    parts: list[Component] = []
    for _, lines in first.groupby("unit_id", sort=False):
        parts += _queue_of(each_row(lines), view)
    title = words.QUEUE.format(units=waiting["unit_id"].nunique(), lines=len(waiting))
    more = words.QUEUE_MORE.format(shown=shown) if len(waiting) > shown else ""
    return panel(title, *parts, note=more + words.QUEUE_NOTE)


def _queue_of(lines: Sequence[Any], view: View) -> list[Component]:
    columns = (
        Column(words.COLUMN_TASK, "link"),
        Column(lists.COLUMN_REQUIREMENT, "prose"),
        Column(words.COLUMN_LINE),
        *_LINE_COLUMNS,
    )
    rows = tuple(
        (
            link(line.task_no, view.href(unit=line.unit_id, ref=line.task_no, item=ref_of(line))),
            line.requirement,
            name_of(line),
            *_line_cells(line),
        )
        for line in lines
    )
    title = words.QUEUE_UNIT.format(unit=lines[0].name, lines=len(lines))
    return [html.H3(title), data_table(Table(title, columns, rows)), confirm_form(lines, view.year)]


def _line_cells(line: Any) -> tuple[Cell, ...]:
    return (
        day_and_time(line.triggered_at, line.triggered_has_time),
        day_and_time(line.completed_at, line.completed_has_time),
        text(line.progress) or "",
        evidence_link(line.evidence),
    )


def decision_cell(decision: Any) -> Cell:
    """Return the badge of the office's word on a line; empty where it has not spoken and need not."""
    if numbers.is_missing(decision):
        return ""
    told, look = words.DECISIONS[decision]
    return {"text": told, "status": look}


def returned_panel(lines: Sequence[Any], view: View) -> html.Section:
    """Return what the office returned, with its reason and what had been written."""
    items = [_returned(line, view) for line in lines]
    return panel(words.RETURNED.format(lines=len(lines)), html.Ul(items, className="returned-lines"))


def _returned(line: Any, view: View) -> html.Li:
    was = (day_and_time(line.was_completed_at, line.was_completed_has_time), text(line.was_progress))
    return html.Li(
        [
            html.Strong(words.RETURNED_LINE.format(task_no=line.task_no, name=name_of(line))),
            html.P(words.RETURNED_WHY.format(day=numbers.day(line.decided_on), reason=line.reason)),
            html.P(words.RETURNED_WAS.format(was="，".join(filter(None, was)))),
            html.A(words.REPORT_AGAIN, href=view.href(ref=line.task_no, item=ref_of(line))),
        ]
    )


def tasks_panel(tasks: pd.DataFrame, lines: Sequence[Any], view: View) -> html.Section:
    """Return a unit's tasks with every entry (pages/unit_tasks), each leading to its form."""
    if tasks.empty:
        return list_panel(Table(words.LIST_NONE, (), ()))
    columns = (
        Column(lists.COLUMN_STATUS, "status"),
        Column(words.COLUMN_TASK, "link"),
        Column(words.COLUMN_ENTRY),
        Column(lists.COLUMN_REQUIREMENT, "prose"),
        Column(lists.COLUMN_ROLE),
        Column(lists.COLUMN_DUE, "date"),
        Column(lists.COLUMN_DONE, "date"),
        Column(words.COLUMN_DECISION, "status"),
    )
    rows = tuple(_task_row(task, lines, view) for task in each_row(tasks))
    is_entry = tasks["state"] != "undated"
    title = words.LIST.format(
        tasks=tasks["task_no"].nunique(),
        entries=int(is_entry.sum()),
        overdue=int(((tasks["state"] == "overdue") & (tasks["role"] != "support")).sum()),
    )
    return list_panel(Table(title, columns, rows), note=words.LIST_NOTE)


def _task_row(task: Any, lines: Sequence[Any], view: View) -> tuple[Cell, ...]:
    entry = task.ref.partition("#")[2] or None
    due = numbers.day(task.original_due_on if numbers.is_missing(task.extended_to) else task.extended_to)
    own = [line for line in lines if line.task_no == task.task_no and _is_of(line, entry)]
    opened = ref_of(own[0]) if len(own) == 1 else entry
    return (
        status_cell(task.state),
        link(task.task_no, view.href(ref=task.task_no, item=opened)),
        entry or "",
        task.requirement,
        lists.ROLES[task.role],
        lists.PROVISIONAL_DATE.format(day=due) if task.is_provisional else due,
        numbers.day(task.done_on),
        decision_cell(_worst([line.decision for line in own])),
    )


def _is_of(line: Any, entry: str | None) -> bool:
    """Whether a line belongs to an entry of its task, as far as names tell; an entry without a name has them all."""
    return entry is None or entry in (text(line.item), text(line.period), name_of(line))


def _worst(decisions: Sequence[Any]) -> str | None:
    return next((each for each in ("returned", "waiting", "confirmed") if each in decisions), None)


def lines_table(lines: Sequence[Any], files: Mapping[str, Sequence[Any]], view: View) -> list[Component]:
    """Return the lines of one task, each leading to its form, and the files attached to them."""
    columns = (
        Column(words.COLUMN_LINE, "link"),
        Column(words.COLUMN_DECISION, "status"),
        *_LINE_COLUMNS,
    )
    rows = tuple(
        (
            link(name_of(line), view.href(item=ref_of(line))),
            decision_cell(line.decision),
            *_line_cells(line),
        )
        for line in lines
    )
    attached = [
        html.Li(html.A(f"{name_of(line)}：{file.name}", href=f"/evidence/{file.sha256}"))
        for line in lines
        for file in files.get(ref_of(line), ())
    ]
    listed = [html.Ul(attached, className="attached")] if attached else []
    return [data_table(Table(words.LINES, columns, rows)), *listed]
