"""The lists of 录入: the cells of a draw as rows for a thumb, and what was recorded today."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.data_table import link
from dashboard.components.panel import list_panel, panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import lists, numbers
from dashboard.text import record as words
from dashboard.view import View


def cells_list(cells: pd.DataFrame, draw_no: int, open_turn: int | None, view: View) -> html.Section:
    """Return the cells of a draw in their order, those waiting as links to their form (pages/draw_cells)."""
    rows = [_cell(cell, open_turn, view, draw_no) for cell in each_row(cells)]
    title = words.CELLS.format(draw_no=draw_no, count=len(cells), done=int(cells["checked_on"].notna().sum()))
    return panel(title, html.Ol(rows, className="cells"))


def _cell(cell: Any, open_turn: int | None, view: View, draw_no: int) -> html.Li:
    name = words.CELL.format(turn=cell.turn, unit=cell.name, item=cell.item_name)
    if not numbers.is_missing(cell.checked_on):
        who = cell.checker
        done = html.Span(
            words.CELL_DONE.format(day=numbers.day(cell.checked_on), who=who), className="cell-done"
        )
        return html.Li(
            html.Div([_badge("done"), html.Span(name, className="cell-name"), done], className="is-done")
        )
    is_open = cell.turn == open_turn
    body = [_badge("open" if is_open else "waiting"), html.Span(name, className="cell-name")]
    current = attributes(aria_current="true") if is_open else {}
    return html.Li(html.A(body, href=view.href(draw=draw_no, turn=cell.turn), **current))


def _badge(state: str) -> Component:
    text, look = words.STATES[state]
    return html.Span(text, className=f"badge badge-{look}")


def recorded_list(made: pd.DataFrame, view: View) -> html.Section:
    """Return the checks and inspections recorded today (pages/recorded); a check leads to its correction."""
    title = words.TODAY.format(count=len(made)) if len(made) else words.TODAY_NONE
    columns = (
        Column(words.COLUMN_NUMBER, "link"),
        Column(lists.COLUMN_STATUS, "status"),
        Column(lists.COLUMN_UNIT, "link"),
        Column(words.COLUMN_WHAT, "prose"),
        Column(words.COLUMN_MARKS, "number"),
        Column(words.COLUMN_FAULTS, "number"),
        Column(words.COLUMN_WHO),
    )
    return list_panel(Table(title, columns, tuple(_recorded_row(row, view) for row in each_row(made))))


def _recorded_row(row: Any, view: View) -> tuple[Cell, ...]:
    is_live = numbers.is_missing(row.withdrawn_on)
    text, look = words.LIVE if is_live else words.WITHDRAWN
    can_change = row.kind == "check" and is_live
    number: Cell = link(words.CHANGE.format(ref=row.ref), view.href(ref=row.ref)) if can_change else row.ref
    marks = ""
    if row.kind == "check":
        earned, possible = numbers.plain(row.earned), numbers.plain(row.possible)
        marks = words.MARKS.format(earned=earned, possible=possible)
    return (
        number,
        {"text": text, "status": look},
        link(row.name, view.unit_address(row.unit_id)),
        row.what,
        marks,
        words.FAULTS.format(count=row.findings) if row.findings else "",
        "" if numbers.is_missing(row.who) else row.who,
    )
