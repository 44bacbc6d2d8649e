"""台账填报: a unit reports what it did about its tasks; the office confirms it, or returns it with a reason."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.entry_extensions import extension_parts
from dashboard.components.entry_forms import (
    change_line_form,
    confirm_form,
    name_of,
    new_line_form,
    ref_of,
    return_form,
    text,
)
from dashboard.components.entry_lists import lines_table, queue_panel, returned_panel, tasks_panel
from dashboard.components.panel import list_panel, panel
from dashboard.components.states import message, slot
from dashboard.components.waiting import waiting_notes
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Column, Table
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.text import entries as words
from dashboard.text import lists
from data.work.steps.ledger import MOST_LINES

QUEUE_ID, FORM_ID, RETURNED_ID, LIST_ID = (
    "entries-queue",
    "entries-form",
    "entries-returned",
    "entries-list",
)
_SEVERAL = ("recurring", "count", "after_event")  # kinds of deadlines whose tasks have a line for each entry


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_ENTRIES, className="page-title"),
            html.Div(id=FORM_ID, className="slot"),
            html.Div(id=RETURNED_ID, className="slot"),
            html.Div(id=QUEUE_ID, className="slot"),
            slot(LIST_ID, 500),
        ]
    )


def draw_queue(desk: Desk) -> list[Component] | None:
    """Draw what units reported and the office has not looked at, of the chosen unit where one is chosen; before it
    what waits for a second person about more time for a task.
    """
    if not desk.reader.may_work("ledger.confirm"):
        return None
    notes = waiting_notes(desk, ("extension.decide",), lambda sent: "task_no" in sent)
    lines = desk.store.table("pages/entry_lines", year=desk.view.year, unit_id=desk.view.word("unit"))
    queue = queue_panel(lines[lines["decision"] == "waiting"], MOST_LINES, desk.view)
    return [*notes, queue]


def draw_form(desk: Desk) -> Component | list[Component] | None:
    """Draw one task with its lines and the forms of the chosen one, where the address names a task."""
    task_no, unit_id = desk.view.word("ref"), desk.view.word("unit")
    if task_no is None or unit_id is None:
        return None
    tasks = desk.store.table("pages/entry_tasks", year=desk.view.year, unit_id=unit_id)
    found = each_row(tasks[tasks["task_no"] == task_no])
    if not found:
        return message(words.NO_TASK, words.NO_TASK_WHY)
    return _task_panel(desk, found[0], [line for line in _lines(desk) if line.task_no == task_no])


def _task_panel(desk: Desk, task: Any, lines: list[Any]) -> Component:
    chosen = _chosen(desk.view.word("item"), task, lines)
    deadline = text(task.deadline) or words.NOT_STATED
    facts = words.TASK_FACTS.format(role=lists.ROLES[task.role], deadline=deadline)
    written = lines_table(lines, _files(desk, "ledger"), desk.view) if lines else [html.P(words.LINES_NONE)]
    return panel(
        words.TASK.format(task_no=task.task_no, requirement=task.requirement),
        html.P(facts, className="line-facts"),
        *written,
        *_review_forms(desk, task, chosen),
        *_report_form(desk, task, lines, chosen),
        *_extensions(desk, task),
        html.P(html.A(words.BACK, href=desk.view.href(ref=None, item=None))),
    )


def _chosen(name: str | None, task: Any, lines: list[Any]) -> Any:
    """The line the address names, or the only one of a task that has one; None for a new line."""
    named = [line for line in lines if name is not None and name in (ref_of(line), text(line.period))]
    only = lines if task.kind not in _SEVERAL and len(lines) == 1 else []
    return next(iter((*named, *only)), None)


def _report_form(desk: Desk, task: Any, lines: list[Any], chosen: Any) -> list[Component]:
    if not desk.reader.may_work("ledger.report"):
        return []
    year = desk.view.year
    if chosen is None:
        title = _for_unit(desk, words.NEW_LINE)
        return [html.H3(title), new_line_form(task, year, lines, desk.view.word("item"))]
    title = _for_unit(desk, words.CHANGE_LINE.format(name=name_of(chosen)))
    form = [html.H3(title), change_line_form(task, year, chosen)]
    if task.kind not in _SEVERAL:
        return form
    return [*form, html.P(html.A(words.ANOTHER_LINE, href=desk.view.href(item=None)))]


def _for_unit(desk: Desk, title: str) -> str:
    """The title of a form; it says where the office fills it in for a unit."""
    return title if desk.reader.unit_id is not None else words.ON_BEHALF.format(title=title)


def _review_forms(desk: Desk, task: Any, chosen: Any) -> list[Component]:
    """The office's word on the chosen line, unless it has spoken already."""
    is_decided = chosen is None or chosen.decision in ("confirmed", "returned")
    if is_decided or not desk.reader.may_work("ledger.return"):
        return []
    year = desk.view.year
    return [
        html.H3(words.REVIEW_LINE.format(name=name_of(chosen))),
        confirm_form([chosen], year),
        return_form(task, year, chosen),
    ]


def _extensions(desk: Desk, task: Any) -> list[Component]:
    """More time for the task's entries: asked, decided, or to be asked for."""
    asked = {"year": desk.view.year, "unit_id": desk.view.word("unit")}
    requests, entries = (
        [row for row in each_row(desk.store.table(f"pages/{name}", **asked)) if row.task_no == task.task_no]
        for name in ("entry_extensions", "entry_deadlines")
    )
    of_task = [
        file
        for ref, of in _files(desk, "task").items()
        if ref.partition("#")[0] == task.task_no
        for file in of
    ]
    return extension_parts(desk.reader, task, desk.view.year, requests, entries, of_task)


def _lines(desk: Desk) -> list[Any]:
    unit_id = desk.view.word("unit")
    return each_row(desk.store.table("pages/entry_lines", year=desk.view.year, unit_id=unit_id))


def _files(desk: Desk, kind: str) -> dict[str, list[Any]]:
    """The files attached to lines (ledger) or to requests for more time (task), by what they are attached to."""
    asked = {"year": desk.view.year, "unit_id": desk.view.word("unit")}
    files: dict[str, list[Any]] = {}
    for file in each_row(desk.store.table("pages/entry_evidence", **asked)):
        if file.kind == kind:
            files.setdefault(file.ref, []).append(file)
    return files


def draw_returned(desk: Desk) -> Component | None:
    """Draw the lines of the unit that were returned and wait to be reported again."""
    if desk.view.word("unit") is None:
        return None
    returned = [line for line in _lines(desk) if line.decision == "returned"]
    return returned_panel(returned, desk.view) if returned else None


def draw_list(desk: Desk) -> Component:
    """Draw the unit's tasks with their entries; for the office without a unit, the units to choose from."""
    unit_id = desk.view.word("unit")
    if unit_id is None:
        return _unit_choice(desk)
    return tasks_panel(desk.ask("unit_tasks", unit_id=unit_id), _lines(desk), desk.view)


def _unit_choice(desk: Desk) -> Component:
    units = desk.store.table("pages/unit_choices", as_of=desk.view.as_of)
    rows = tuple(
        (unit.group_name, {"text": unit.name, "href": desk.view.href(unit=unit.unit_id)})
        for unit in each_row(units)
        if desk.view.group in (None, unit.group_name)
    )
    columns = (Column(lists.COLUMN_GROUP), Column(lists.COLUMN_UNIT, "link"))
    return list_panel(Table(words.CHOOSE_UNIT, columns, rows), note=words.CHOOSE_UNIT_WHY)


PARTS: Parts = {
    FORM_ID: draw_form,
    RETURNED_ID: draw_returned,
    QUEUE_ID: draw_queue,
    LIST_ID: draw_list,
}
PAGE = Page("/entries", words.PAGE_ENTRIES, layout, PARTS)
