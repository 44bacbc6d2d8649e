"""The lists of 抽测与检查: units checked too little, faults that came back, stored draws and their cells."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.badge import status_cell
from dashboard.components.data_table import evidence_link, link
from dashboard.components.matters import matter_link, unit_link
from dashboard.components.panel import list_panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import checks as words
from dashboard.text import lists, numbers
from dashboard.view import View


def few_checks_table(units: pd.DataFrame, view: View) -> html.Section:
    """Return the units not checked enough, and what that means for their rank (pages/checks_units)."""
    title = words.FEW_UNITS_NONE
    if len(units):
        title = words.FEW_UNITS.format(count=len(units), none=int((units["check_count"] == 0).sum()))
    columns = (
        Column(words.UNIT, "link"),
        Column(lists.COLUMN_GROUP),
        Column(words.COLUMN_CHECKS, "number"),
        Column(words.COLUMN_MEDIAN, "number"),
        Column(words.COLUMN_UNCHECKED, "number"),
        Column(words.COLUMN_RANK, "number"),
        Column(words.COLUMN_INTERVAL, "number"),
        Column(words.COLUMN_MARGIN, "number"),
        Column(words.COLUMN_MEANING, "prose"),
    )
    rows = tuple(_few_checks_row(unit, view) for unit in each_row(units))
    return list_panel(Table(title, columns, rows), note=words.FEW_NOTE)


def _few_checks_row(unit: Any, view: View) -> tuple[Cell, ...]:
    margin = numbers.marks(unit.margin)
    return (
        unit_link(unit, view),
        unit.group_name,
        numbers.whole(unit.check_count),
        f"{unit.median_count:g}",
        numbers.whole(unit.unchecked_items),
        numbers.whole(unit.rank),
        numbers.interval(unit.rank_low, unit.rank_high),
        margin if numbers.is_missing(unit.margin) else words.MARGIN.format(marks=margin),
        _meaning(unit),
    )


def _meaning(unit: Any) -> str:
    if unit.check_count == 0:
        return words.MEANING_NONE
    if numbers.is_missing(unit.rank):
        return words.MEANING_UNRANKED
    low, high, ranked = int(unit.rank_low), int(unit.rank_high), int(unit.ranked_in_group)
    if low == high:
        return words.MEANING_SURE
    template = words.MEANING_ANY_RANK if (low, high) == (1, ranked) else words.MEANING_RANGE
    return template.format(ranked=ranked, low=low, high=high)


def repeated_table(findings: pd.DataFrame, view: View) -> html.Section:
    """Return the faults that came back, those still standing first (pages/checks_repeated)."""
    title = words.REPEATED_NONE
    if len(findings):
        title = words.REPEATED_TITLE.format(
            units=findings["unit_id"].nunique(),
            count=len(findings),
            standing=int(findings["is_standing"].sum()),
        )
    columns = (
        Column(lists.COLUMN_STATUS, "status"),
        Column(words.UNIT, "link"),
        Column(lists.COLUMN_ITEM),
        Column(lists.COLUMN_WHAT, "prose"),
        Column(lists.COLUMN_NOTIFIED, "date"),
        Column(lists.COLUMN_DUE, "date"),
        Column(lists.COLUMN_RECTIFIED, "date"),
        Column(words.COLUMN_SAME_ITEM, "number"),
        Column(lists.COLUMN_REF, "link"),
        Column(lists.COLUMN_EVIDENCE, "link"),
    )
    rows = tuple(_repeated_row(finding, view) for finding in each_row(findings))
    return list_panel(Table(title, columns, rows))


def _repeated_row(finding: Any, view: View) -> tuple[Cell, ...]:
    return (
        status_cell(finding.state),
        unit_link(finding, view),
        words.NO_ITEM if numbers.is_missing(finding.item_name) else finding.item_name,
        finding.description,
        numbers.day(finding.notified_on),
        numbers.day(finding.due_on),
        numbers.day(finding.rectified_on),
        numbers.whole(finding.same_item),
        matter_link("finding", finding.finding_id, view),
        evidence_link(finding.evidence),
    )


def draws_table(draws: pd.DataFrame, view: View) -> html.Section:
    """Return the stored draws, newest first, the undone among them (pages/draws)."""
    live = draws[draws["is_live"]]
    title = words.DRAWS_TITLE_UNDONE.format(count=len(draws))
    if len(live):
        newest = live.iloc[0]
        title = words.DRAWS_TITLE.format(count=len(draws), size=newest["size"], checked=newest["checked"])
    columns = (
        Column(words.COLUMN_DRAW, "link"),
        Column(lists.COLUMN_STATUS, "status"),
        Column(words.COLUMN_MADE_AT, "date"),
        Column(lists.COLUMN_AS_OF, "date"),
        Column(words.COLUMN_SIZE, "number"),
        Column(words.COLUMN_POPULATION, "number"),
        Column(words.COLUMN_EXCLUSIONS, "number"),
        Column(words.COLUMN_CHECKED, "number"),
        Column(words.COLUMN_SEED),
    )
    rows = tuple(_draw_row(draw, view) for draw in each_row(draws))
    return list_panel(Table(title, columns, rows), note=words.DRAW_METHOD)


def _draw_row(draw: Any, view: View) -> tuple[Cell, ...]:
    state: Cell = {"text": words.DRAW_UNDONE, "status": "failed"}
    if draw.is_live:
        state = {"text": words.DRAW_LIVE, "status": "normal"}
    return (
        link(words.DRAW_NAME.format(draw_no=draw.draw_no), view.href(draw=draw.draw_no)),
        state,
        numbers.day(draw.made_at),
        numbers.day(draw.as_of),
        numbers.whole(draw.size),
        numbers.whole(draw.population),
        numbers.whole(draw.exclusions),
        numbers.whole(draw.checked),
        draw.seed,
    )


def draw_cells_table(cells: pd.DataFrame, draw_no: int, view: View) -> html.Section:
    """Return the cells of a draw in the order in which they are to be checked (pages/draw_cells)."""
    title = words.CELLS_TITLE.format(
        draw_no=draw_no, count=len(cells), checked=int(cells["checked_on"].notna().sum())
    )
    columns = (
        Column(words.COLUMN_TURN, "number"),
        Column(lists.COLUMN_STATUS, "status"),
        Column(words.UNIT, "link"),
        Column(lists.COLUMN_GROUP),
        Column(lists.COLUMN_ITEM),
        Column(words.COLUMN_LEVEL),
        Column(words.COLUMN_BEFORE, "number"),
        Column(words.COLUMN_CHECKED_ON, "date"),
    )
    rows = tuple(_draw_cell_row(cell, view) for cell in each_row(cells))
    return list_panel(Table(title, columns, rows))


def _draw_cell_row(cell: Any, view: View) -> tuple[Cell, ...]:
    state: Cell = {"text": words.CHECKED, "status": "normal"}
    if numbers.is_missing(cell.checked_on):
        state = {"text": words.WAITING, "status": "waiting"}
    return (
        numbers.whole(cell.turn),
        state,
        unit_link(cell, view),
        cell.group_name,
        cell.item_name,
        words.LEVELS[cell.level],
        numbers.whole(cell.check_count),
        numbers.day(cell.checked_on),
    )
