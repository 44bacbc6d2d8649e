"""总览: what each of its three readers needs first; this module holds the office's.

Until accounts know who reads, the address says it (`?reader=`).
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.card import card, cards
from dashboard.components.data_table import data_table
from dashboard.components.matters import due_soon_table, overdue_brief, unit_link
from dashboard.components.panel import MOST_ROWS, chart_panel, panel
from dashboard.components.reader_lists import few_checks_brief, reader_choice, repeated_brief
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Cell, Column, Table
from dashboard.figures.faults import faults
from dashboard.figures.ranking_columns import provisional_note, total_words
from dashboard.frames import each_row
from dashboard.pages import overview_author, overview_unit
from dashboard.pages.page import Layout, Page
from dashboard.text import frame, numbers
from dashboard.text import lists as words
from dashboard.text import overview as own_words
from dashboard.view import View

READER_ID, FIGURES_ID, OVERDUE_ID, DUE_SOON_ID, BOARDS_ID, FEW_ID, REPEATED_ID, FAULTS_ID = (
    "overview-reader",
    "overview-figures",
    "overview-overdue",
    "overview-due-soon",
    "overview-boards",
    "overview-few",
    "overview-repeated",
    "overview-faults",
)
UNITS_SHOWN = 4  # with overdue rectifications, and with overdue tasks
ROWS_SHOWN = 6  # of what falls due; the rest is on /overdue
FAULTS_SHOWN = 5  # kinds of faults with a bar of their own


def layout() -> Component:
    """Return the parts of all readers."""
    return _page([*parts(), *overview_unit.parts(), *overview_author.parts()])


def office_layout() -> Component:
    """Return the empty page of the office."""
    return _page(parts())


def unit_layout() -> Component:
    """Return the empty page of the head of a unit."""
    return _page(overview_unit.parts())


def author_layout() -> Component:
    """Return the empty page of the author of the annual report."""
    return _page(overview_author.parts())


LAYOUTS = {"office": office_layout, "unit": unit_layout, "author": author_layout}


def choose(view: View) -> Layout:
    """Return the layout of the reader."""
    return LAYOUTS[view.reader]


def _page(parts_of_reader: list[Component]) -> Component:
    heading = html.H1(frame.PAGE_OVERVIEW, className="page-title")
    reader = html.Div(id=READER_ID, className="choices-place")
    return html.Div([html.Div([heading, reader], className="page-head"), *parts_of_reader])


def parts() -> list[Component]:
    """Return the empty places of the office's overview."""
    return [
        slot(FIGURES_ID, 110),
        html.Div([slot(OVERDUE_ID, 300), slot(DUE_SOON_ID, 300)], className="columns"),
        slot(BOARDS_ID, 300),
        html.Div(
            [html.Div([slot(FEW_ID, 200), slot(REPEATED_ID, 240)]), slot(FAULTS_ID, 440)],
            className="columns",
        ),
    ]


def draw_reader(desk: Desk) -> Component:
    """Draw the switch between the readers."""
    return reader_choice(desk.view)


def draw_few(desk: Desk) -> Component:
    """Draw the units not checked enough."""
    return few_checks_brief(desk.ask("checks_units", group_name=desk.view.group), desk.view)


def draw_repeated(desk: Desk) -> Component:
    """Draw the faults that came back."""
    return repeated_brief(desk.ask("checks_repeated", group_name=desk.view.group), desk.view)


def draw_faults(desk: Desk) -> Component | None:
    """Draw the most frequent faults."""
    kinds = desk.ask("checks_faults", group_name=desk.view.group, shown=FAULTS_SHOWN)
    if kinds.empty:
        return None
    return chart_panel(faults(kinds), "overview-faults-chart", desk.view, desk.source)


def draw_figures(desk: Desk) -> Component:
    """Draw the five figures, each with what it means."""
    view = desk.view
    found = desk.ask("overview_figures", group_name=view.group, within=view.within)
    if found.empty:
        return message(words.NOTHING_RANKED, words.NOTHING_RANKED_WHY)
    row = found.iloc[0]
    return cards(
        card(
            words.OVERDUE_FIGURE,
            numbers.whole(row["overdue"]),
            unit=words.ITEMS,
            meaning=words.OVERDUE_MEANING.format(
                findings=numbers.whole(row["overdue_findings"]),
                tasks=numbers.whole(row["overdue_tasks"]),
                units=numbers.whole(row["overdue_units"]),
                lost=numbers.marks(row["overdue_lost"]),
            ),
            alarm=bool(row["overdue"]),
        ),
        card(
            words.DUE_SOON_FIGURE.format(within=view.within),
            numbers.whole(row["due_soon"]),
            unit=words.ITEMS,
            meaning=words.DUE_SOON_MEANING,
        ),
        card(
            words.BELOW_FIGURE,
            numbers.whole(row["below_pass"]),
            unit=words.UNITS,
            meaning=words.BELOW_MEANING.format(vetoed=numbers.whole(row["vetoed"])),
            alarm=bool(row["below_pass"]),
        ),
        card(
            words.NOT_RATED_FIGURE,
            numbers.whole(row["not_rated"]),
            unit=words.UNITS,
            meaning=words.NOT_RATED_MEANING.format(provisional=numbers.whole(row["provisional"])),
        ),
        card(
            words.REPEATED_FIGURE,
            numbers.whole(row["repeated"]),
            unit=words.ITEMS,
            meaning=words.REPEATED_MEANING,
        ),
    )


def draw_overdue(desk: Desk) -> Component:
    """Draw the units with overdue rectifications and those with overdue tasks, the oldest first."""
    view = desk.view
    units = desk.ask("overview_overdue", group_name=view.group, within=view.within)
    return overdue_brief(units, view, shown=UNITS_SHOWN)


def draw_due_soon(desk: Desk) -> Component:
    """Draw what falls due within the chosen working days, the nearest first."""
    view = desk.view
    matters = desk.ask("due_soon", group_name=view.group, within=view.within)
    return due_soon_table(matters, view, shown=ROWS_SHOWN)


def draw_boards(desk: Desk) -> Component:
    """Draw one short board a group: first, last, below pass, not rated with the reason."""
    units = desk.ask("overview_boards", group_name=desk.view.group)
    ranked = units[units["rank"].notna()]
    below, unrated = int(ranked["is_below_pass"].sum()), len(units) - len(ranked)
    template = own_words.BOARDS_TITLE if below else own_words.BOARDS_TITLE_PASS
    boards = [_board(desk, str(group), rows) for group, rows in units.groupby("group_name", sort=False)]
    return panel(
        template.format(below=below, unrated=unrated),
        html.Div(boards, className="columns columns-three"),
        note=words.BRIEF_NOTE + provisional_note(ranked),
    )


def _board(desk: Desk, group: str, units: pd.DataFrame) -> Component:
    ranked = units[units["rank"].notna()]
    unrated = units[units["rank"].isna()]
    columns = (
        Column(words.COLUMN_RANK, "number"),
        Column(words.COLUMN_UNIT, "link"),
        Column(words.COLUMN_TOTAL, "number"),
        Column(words.COLUMN_GRADE, "status"),
        Column(own_words.COLUMN_GAP, "number", detail=True),
        Column(words.COLUMN_CHANGE, "number"),
    )
    rows = tuple(_board_row(desk, unit) for unit in each_row(ranked))
    reasons = [
        words.NOT_RATED_REASON.format(unit=unit.name, reason=unit.reason) for unit in each_row(unrated)
    ]
    table = data_table(Table(group, columns, rows), scrolls=len(rows) > MOST_ROWS)
    parts_of_board = [html.H3(group), table]
    if reasons:
        parts_of_board.append(html.P("".join(reasons), className="panel-note"))
    return html.Div(parts_of_board, className="board")


def _board_row(desk: Desk, unit: Any) -> tuple[Cell, ...]:
    grade: Cell = {"text": unit.grade, "status": "failed"} if unit.is_below_pass else unit.grade
    return (
        numbers.whole(unit.rank),
        unit_link(unit, desk.view),
        total_words(unit),
        grade,
        numbers.marks(unit.gap_to_next, unit.decimals),
        numbers.rank_change(unit.rank_change),
    )


PARTS: Parts = {
    **overview_unit.PARTS,
    **overview_author.PARTS,
    READER_ID: draw_reader,
    FEW_ID: draw_few,
    REPEATED_ID: draw_repeated,
    FAULTS_ID: draw_faults,
    FIGURES_ID: draw_figures,
    OVERDUE_ID: draw_overdue,
    DUE_SOON_ID: draw_due_soon,
    BOARDS_ID: draw_boards,
}
PAGE = Page("/", frame.PAGE_OVERVIEW, layout, PARTS, choose=choose, shows_release=True)
