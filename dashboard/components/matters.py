"""Tables of matters that must be closed, shared by the overview and the overdue page."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.badge import status_cell
from dashboard.components.data_table import MOST_SENT, data_table, evidence_link, link
from dashboard.components.panel import list_panel, panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import lists as words
from dashboard.text import numbers
from dashboard.view import View


def due_soon_table(matters: pd.DataFrame, view: View, *, shown: int | None = None) -> html.Section:
    """Return what falls due soon, the nearest first (pages/due_soon); only the first `shown` where given."""
    title = (
        words.DUE_SOON.format(count=len(matters), within=view.within)
        if len(matters)
        else words.DUE_SOON_NONE.format(within=view.within)
    )
    columns = (
        Column(words.COLUMN_DUE, "date"),
        Column(words.COLUMN_WORKDAYS_LEFT, "number", detail=True),
        Column(words.COLUMN_UNIT, "link"),
        Column(words.COLUMN_KIND, detail=True),
        Column(words.COLUMN_WHAT, "prose"),
        Column(words.COLUMN_STATUS, "status"),
    )
    first = matters.head(shown or MOST_SENT)
    rows = tuple(_due_soon_row(matter, view) for matter in each_row(first))
    if shown is None:
        return list_panel(Table(title, columns, rows, count=len(matters)))
    left_out = len(matters) > len(first)
    note = words.ONLY_FIRST.format(shown=shown, count=len(matters)) if left_out else None
    return list_panel(Table(title, columns, rows), note=note)


def _due_soon_row(matter: Any, view: View) -> tuple[Cell, ...]:
    state = "soon" if matter.status == "open" else matter.status
    return (
        numbers.day(matter.due_on),
        numbers.whole(matter.workdays_left),
        unit_link(matter, view),
        words.KINDS[matter.kind],
        matter.description,
        status_cell(state),
    )


def overdue_table(matters: pd.DataFrame, view: View) -> html.Section:
    """Return every overdue matter, the longest overdue first (pages/overdue_list)."""
    title = (
        words.OVERDUE_LIST.format(count=len(matters), lost=numbers.marks(matters["lost"].sum()))
        if len(matters)
        else words.OVERDUE_LIST_NONE
    )
    columns = (
        Column(words.COLUMN_DAYS_LATE, "number"),
        Column(words.COLUMN_STATUS, "status"),
        Column(words.COLUMN_UNIT, "link"),
        Column(words.COLUMN_KIND),
        Column(words.COLUMN_REF, "link"),
        Column(words.COLUMN_WHAT, "prose"),
        Column(words.COLUMN_ORIGINAL_DUE, "date"),
        Column(words.COLUMN_EXTENDED_TO, "date"),
        Column(words.COLUMN_LOST, "number"),
        Column(words.COLUMN_EVIDENCE, "link"),
    )
    rows = tuple(_overdue_row(matter, view) for matter in each_row(matters.head(MOST_SENT)))
    return list_panel(Table(title, columns, rows, count=len(matters)))


def _overdue_row(matter: Any, view: View) -> tuple[Cell, ...]:
    return (
        numbers.whole(matter.days_late),
        status_cell(matter.status),
        unit_link(matter, view),
        words.KINDS[matter.kind],
        matter_link(matter.kind, matter.ref, view),
        matter.description,
        numbers.day(matter.original_due_on),
        numbers.day(matter.extended_to),
        numbers.marks(matter.lost),
        evidence_link(matter.evidence),
    )


def overdue_brief(units: pd.DataFrame, view: View, *, shown: int) -> html.Section:
    """Return the units with overdue rectifications, below them those with overdue tasks (pages/overview_overdue).

    Each list has the oldest first and at most `shown` units; the title names the first three.
    """
    if units.empty:
        return list_panel(Table(words.OVERDUE_NONE, (), ()))
    findings, tasks = units[units["kind"] == "finding"], units[units["kind"] == "task"]
    return panel(
        _overdue_title(findings),
        *_overdue_units(findings, words.COLUMN_OVERDUE_FINDINGS, view, shown),
        html.H3(_overdue_tasks_title(tasks)),
        *_overdue_units(tasks, words.COLUMN_OVERDUE_TASKS, view, shown),
    )


def _overdue_title(findings: pd.DataFrame) -> str:
    oldest = [
        words.OVERDUE_UNIT.format(
            unit=unit.name, days=numbers.whole(unit.oldest_days), lost=numbers.marks(unit.lost)
        )
        for unit in each_row(findings.head(3))
    ]
    return words.OVERDUE_FINDINGS.format(units="、".join(oldest)) if oldest else words.OVERDUE_FINDINGS_NONE


def _overdue_tasks_title(tasks: pd.DataFrame) -> str:
    if tasks.empty:
        return words.OVERDUE_TASKS_NONE
    return words.OVERDUE_TASKS.format(
        units=len(tasks), count=int(tasks["overdue"].sum()), lost=numbers.marks(tasks["lost"].sum())
    )


def _overdue_units(units: pd.DataFrame, heading: str, view: View, shown: int) -> list[Component]:
    """The table of one kind and how many units it leaves out; nothing for no unit."""
    if units.empty:
        return []
    columns = (
        Column(words.COLUMN_UNIT, "link"),
        Column(words.COLUMN_OLDEST, "number"),
        Column(heading, "number"),
        Column(words.COLUMN_LOST, "number"),
        Column(words.COLUMN_DUE_SOON, "number"),
    )
    rows = tuple(
        (
            unit_link(unit, view),
            numbers.whole(unit.oldest_days),
            numbers.whole(unit.overdue),
            numbers.marks(unit.lost),
            numbers.whole(unit.due_soon),
        )
        for unit in each_row(units.head(shown))
    )
    table: list[Component] = [data_table(Table(heading, columns, rows))]
    if len(units) > len(rows):
        note = words.ONLY_FIRST_UNITS.format(shown=len(rows), count=len(units))
        table.append(html.P(note, className="panel-note"))
    return table


def matter_link(kind: str, ref: str, view: View) -> Cell:
    """Return a cell that opens the page of a finding or spot check; a task's number alone."""
    return link(ref, view.href(f"/{kind}", ref=ref, group=None)) if kind in ("finding", "check") else str(ref)


def unit_link(row: Any, view: View) -> Cell:
    """Return a cell that opens a row's unit (`unit_id`, `name`) at the same date."""
    return link(row.name, view.unit_address(row.unit_id))
