"""台账: the ledger in figures, the matrix of tasks by unit, who handed in nothing, the tasks in their own words."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.card import card, cards
from dashboard.components.choices import choices
from dashboard.components.matters import unit_link
from dashboard.components.pager import pager
from dashboard.components.panel import chart_panel, list_panel
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Cell, Column, Table
from dashboard.figures.ledger_matrix import ledger_matrix
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.text import ledger as words
from dashboard.text import lists, numbers
from dashboard.view import View

FIGURES_ID, FILTERS_ID, MATRIX_ID, SILENT_ID, TASKS_ID = (
    "ledger-figures",
    "ledger-filters",
    "ledger-matrix",
    "ledger-silent",
    "ledger-tasks",
)
UNITS_SHOWN = 20  # units a page of the matrix: their words still fit at 1366 px


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_LEDGER, className="page-title"),
            slot(FIGURES_ID, 110),
            html.Div(id=FILTERS_ID, className="slot"),
            slot(MATRIX_ID, 900),
            slot(SILENT_ID, 160),
            slot(TASKS_ID, 400),
        ]
    )


def draw_figures(desk: Desk) -> Component:
    """Draw dated, triggered and open-ended tasks apart, and what is missing."""
    classes = desk.ask("ledger_figures", group_name=desk.view.group, within=desk.view.within)
    dated, triggered, open_ended = each_row(classes)
    return cards(
        _class_card(words.FIGURE_DATED, dated),
        _class_card(words.FIGURE_TRIGGERED, triggered),
        card(
            words.FIGURE_OPEN,
            numbers.whole(open_ended.tasks),
            unit=words.ITEMS,
            meaning=words.MEANING_OPEN,
        ),
        card(
            words.FIGURE_UNRESOLVED,
            numbers.whole(dated.unresolved_tasks),
            unit=words.ITEMS,
            meaning=words.MEANING_UNRESOLVED,
            alarm=bool(dated.unresolved_tasks),
        ),
        card(
            words.FIGURE_SILENT,
            numbers.whole(dated.silent_units),
            unit=words.UNITS,
            meaning=words.MEANING_SILENT,
            alarm=bool(dated.silent_units),
        ),
    )


def _class_card(name: str, row: Any) -> html.Div:
    meaning = words.MEANING_OWED.format(
        entries=row.entries,
        done=row.done,
        late=row.late,
        overdue=row.overdue,
        soon=row.soon,
        open=row.not_soon,
    )
    return card(name, numbers.whole(row.tasks), unit=words.ITEMS, meaning=meaning, alarm=bool(row.overdue))


def draw_filters(desk: Desk) -> Component:
    """Draw the choice of class, state and role; each starts again at the first page."""
    view = desk.view
    states = {state: lists.STATES[state][0] for state in words.CELLS}
    return html.Div(
        [
            _filter(view, "kind", words.FILTER_CLASS, words.CLASSES),
            _filter(view, "state", words.FILTER_STATE, states),
            choices(
                words.FILTER_ROLE,
                [
                    (text, view.href(page=None, role=value), value == view.choice("role", ("support",)))
                    for text, value in ((words.ROLES["own"], None), (words.ROLES["support"], "support"))
                ],
            ),
        ],
        className="filters",
    )


def _filter(view: View, name: str, label: str, options: dict[str, str]) -> Component:
    chosen = view.choice(name, options)
    every = [(words.ALL, view.href(**{name: None}, page=None), chosen is None)]
    return choices(
        label,
        every
        + [(text, view.href(**{name: value}, page=None), chosen == value) for value, text in options.items()],
    )


def draw_matrix(desk: Desk) -> Component | list[Component]:
    """Draw one page of units by their tasks."""
    view = desk.view
    cells = desk.ask(
        "ledger_matrix",
        group_name=view.group,
        deadline_class=view.choice("kind", words.CLASSES),
        state=view.choice("state", words.CELLS),
        support=view.choice("role", ("support",)) is not None,
        within=view.within,
        page=view.number("page") or 1,
        page_size=UNITS_SHOWN,
    )
    if cells.empty:
        return message(words.NOTHING_MATCHES, words.NOTHING_MATCHES_WHY)
    note = words.MATRIX_NOTE
    if view.choice("role", ("support",)):
        note = words.SUPPORT_NOTE + note
    drawn = chart_panel(
        ledger_matrix(cells, on_paper=desk.on_paper),
        "ledger-matrix-chart",
        view,
        desk.source,
        wide=True,
        table_on_phone=True,
        note=note,
    )
    first = cells.iloc[0]
    return [pager(view, int(first["page_count"])), drawn]


def draw_silent(desk: Desk) -> Component:
    """Draw the units that have handed in nothing."""
    units = desk.ask("ledger_silent", group_name=desk.view.group)
    title = words.SILENT_NONE
    if len(units):
        title = words.SILENT_TITLE.format(count=len(units), overdue=int((units["overdue"] > 0).sum()))
    columns = (
        Column(lists.COLUMN_UNIT, "link"),
        Column(lists.COLUMN_GROUP),
        Column(words.COLUMN_TASKS, "number"),
        Column(words.COLUMN_OVERDUE_ENTRIES, "number"),
    )
    rows = tuple(
        (
            unit_link(unit, desk.view),
            unit.group_name,
            numbers.whole(unit.tasks),
            numbers.whole(unit.overdue),
        )
        for unit in each_row(units)
    )
    return list_panel(Table(title, columns, rows))


def draw_tasks(desk: Desk) -> Component:
    """Draw the tasks in the plan's own words, with what is left for a human."""
    view = desk.view
    tasks = desk.ask("ledger_tasks", group_name=view.group, deadline_class=view.choice("kind", words.CLASSES))
    has_source = bool(tasks["source"].notna().any())  # only tasks read out of a plan document name one
    columns = (
        Column(words.COLUMN_TASK),
        Column(words.COLUMN_REQUIREMENT, "prose"),
        Column(words.COLUMN_CLASS),
        Column(words.COLUMN_DEADLINE),
        Column(words.COLUMN_RESPONSIBLE),
        Column(words.COLUMN_UNRESOLVED, "status"),
        Column(words.COLUMN_OWN, "number"),
        Column(words.COLUMN_SUPPORT, "number"),
        Column(words.COLUMN_ENTRIES, "number"),
        Column(words.COLUMN_FINISHED, "number"),
        Column(words.COLUMN_OVERDUE, "number"),
        *([Column(words.COLUMN_SOURCE)] if has_source else []),
    )
    rows = tuple(_task_row(task, has_source) for task in each_row(tasks))
    title = _tasks_title(tasks)
    return list_panel(Table(title, columns, rows), note=words.TASKS_NOTE)


def _tasks_title(tasks: pd.DataFrame) -> str:
    if tasks.empty:
        return words.TASKS_NONE
    unresolved = int(tasks["unresolved"].notna().sum())
    template = words.TASKS_TITLE if unresolved else words.TASKS_TITLE_CLEAR
    return template.format(count=len(tasks), unresolved=unresolved)


def _task_row(task: Any, has_source: bool) -> tuple[Cell, ...]:
    is_owed = task.deadline_class != "open"
    cells = (
        task.task_no,
        task.requirement,
        "、".join(dict.fromkeys(words.KINDS[kind] for kind in task.kinds)),
        "" if numbers.is_missing(task.deadline) else task.deadline,
        task.responsible,
        "" if numbers.is_missing(task.unresolved) else {"text": task.unresolved, "status": "soon"},
        numbers.whole(task.own_units),
        numbers.whole(task.support_units),
        numbers.whole(task.entries) if is_owed else "",
        numbers.whole(task.finished) if is_owed else "",
        numbers.whole(task.overdue) if is_owed else "",
    )
    if not has_source:
        return cells
    return (*cells, "" if numbers.is_missing(task.source) else task.source)


PARTS: Parts = {
    FIGURES_ID: draw_figures,
    FILTERS_ID: draw_filters,
    MATRIX_ID: draw_matrix,
    SILENT_ID: draw_silent,
    TASKS_ID: draw_tasks,
}
PAGE = Page("/ledger", words.PAGE_LEDGER, layout, PARTS, shows_release=True)
