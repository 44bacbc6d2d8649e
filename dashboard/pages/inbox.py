"""待办: what waits for the reader, list by list, each thing with the page on which it is done."""

from __future__ import annotations

from datetime import date

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.badge import status_cell
from dashboard.components.data_table import link
from dashboard.components.notify_link import notify_link
from dashboard.components.panel import list_panel
from dashboard.components.states import slot
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.inbox import Matter, waiting_for
from dashboard.pages.page import Page
from dashboard.text import inbox as words
from dashboard.text import lists, numbers
from dashboard.view import View
from data.accounts.roles import UNIT

LISTS_ID, TASKS_ID = "inbox-lists", "inbox-tasks"
SHOWN = 100


def layout() -> Component:
    """Return the empty page."""
    return html.Div([slot(LISTS_ID, 400), html.Div(id=TASKS_ID, className="slot")])


def draw_lists(desk: Desk) -> list[Component]:
    """Draw the lists of what waits, those that are empty left out."""
    matters = waiting_for(desk.reader, desk.store, desk.view.year)
    count = sum(matter.is_mine for matter in matters)
    title = words.TITLE.format(count=count) if count else words.TITLE_ONE
    named = {**words.OFFICE_LISTS, **words.UNIT_LISTS}
    lists_of = {what: [matter for matter in matters if matter.what == what] for what in named}
    return [
        html.H1(title, className="page-title"),
        *notify_link(desk),
        *(_list(*named[what], each, desk.view) for what, each in lists_of.items() if each),
    ]


def _list(name: str, action: str, matters: list[Matter], view: View) -> html.Section:
    has_units, has_due = any(matter.unit for matter in matters), any(matter.due_on for matter in matters)
    columns = (
        Column(words.COLUMN_REF, "link"),
        *([Column(lists.COLUMN_UNIT)] if has_units else []),
        Column(words.COLUMN_WHAT, "prose"),
        *([Column(words.COLUMN_DUE, "date"), Column(words.COLUMN_STATE, "status")] if has_due else []),
        Column(words.COLUMN_SINCE, "date"),
        Column(words.COLUMN_DO, "link"),
    )
    rows = tuple(
        _row(matter, action, view, has_units=has_units, has_due=has_due) for matter in matters[:SHOWN]
    )
    note = words.SHOWN.format(shown=SHOWN) if len(matters) > SHOWN else None
    return list_panel(Table(name.format(count=len(matters)), columns, rows), note=note)


def _row(matter: Matter, action: str, view: View, *, has_units: bool, has_due: bool) -> tuple[Cell, ...]:
    href = view.href(matter.path, group=None, **matter.asked)
    due: list[Cell] = [numbers.day(matter.due_on), _state(matter.due_on)] if has_due else []
    return (
        link(matter.ref, href),
        *([matter.unit or ""] if has_units else []),
        matter.told,
        *due,
        numbers.day(matter.since),
        link(action, href),
    )


def _state(due_on: date | None) -> Cell:
    if due_on is None:
        return status_cell("undated")
    return status_cell("overdue" if due_on < date.today() else "open")


def draw_tasks(desk: Desk) -> Component | None:
    """Draw a unit's tasks that are past their deadline or near it."""
    if desk.reader.role != UNIT:
        return None
    due = desk.store.overdue(desk.view.as_of, desk.view.within)
    tasks = due[due["kind"] == "task"]
    return _tasks(tasks, desk.view) if len(tasks) else None


_LISTED = {"due_soon": "soon"}  # what the list of overdue matters calls a state


def _tasks(tasks: pd.DataFrame, view: View) -> html.Section:
    columns = (
        Column(words.COLUMN_REF, "link"),
        Column(words.COLUMN_WHAT, "prose"),
        Column(words.COLUMN_DUE, "date"),
        Column(words.COLUMN_STATE, "status"),
    )
    rows = tuple(
        (
            link(row.ref, view.href("/entries", group=None)),
            row.description,
            numbers.day(row.due_on),
            status_cell(_LISTED.get(row.status, row.status)),
        )
        for row in each_row(tasks)
    )
    return list_panel(Table(words.TASKS_TITLE.format(count=len(rows)), columns, rows))


PARTS: Parts = {LISTS_ID: draw_lists, TASKS_ID: draw_tasks}
PAGE = Page("/inbox", words.PAGE_INBOX, layout, PARTS)
