"""The short lists of 总览: units checked too little, faults that came back, a unit's tasks, the checked totals."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.badge import status_cell
from dashboard.components.choices import choices
from dashboard.components.matters import unit_link
from dashboard.components.panel import list_panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import checks, lists, numbers
from dashboard.text import overview as words
from dashboard.view import READERS, View

SHOWN = 5


def reader_choice(view: View) -> html.Div:
    """Return the switch between the three readers, until accounts know who reads."""
    stated = {reader: None if reader == READERS[0] else reader for reader in READERS}
    options = [
        (words.READERS[reader], view.href(reader=stated[reader]), reader == view.reader) for reader in READERS
    ]
    return choices(words.READER, options)


def few_checks_brief(units: pd.DataFrame, view: View) -> html.Section:
    """Return the units not checked enough, the fewest first (pages/checks_units)."""
    title = checks.FEW_UNITS_NONE
    if len(units):
        title = checks.FEW_UNITS.format(count=len(units), none=int((units["check_count"] == 0).sum()))
    columns = (
        Column(words.GROUP, detail=True),
        Column(lists.COLUMN_UNIT, "link"),
        *[Column(heading, "number") for heading in words.FEW_COLUMNS],
    )
    rows = tuple(
        (
            unit.group_name,
            unit_link(unit, view),
            numbers.whole(unit.check_count),
            numbers.interval(unit.rank_low, unit.rank_high),
            numbers.NOTHING
            if numbers.is_missing(unit.margin)
            else checks.MARGIN.format(marks=numbers.marks(unit.margin)),
        )
        for unit in each_row(units.head(SHOWN))
    )
    return list_panel(Table(title, columns, rows), note=_more(units))


def repeated_brief(findings: pd.DataFrame, view: View) -> html.Section:
    """Return the faults that came back, those still standing first (pages/checks_repeated)."""
    title = checks.REPEATED_NONE
    if len(findings):
        title = checks.REPEATED_TITLE.format(
            units=findings["unit_id"].nunique(),
            count=len(findings),
            standing=int(findings["is_standing"].sum()),
        )
    columns = (
        Column(lists.COLUMN_STATUS, "status"),
        Column(lists.COLUMN_UNIT, "link"),
        Column(lists.COLUMN_WHAT, "prose"),
        Column(lists.COLUMN_NOTIFIED, "date"),
    )
    rows = tuple(
        (
            status_cell(finding.state),
            unit_link(finding, view),
            finding.description,
            numbers.day(finding.notified_on),
        )
        for finding in each_row(findings.head(SHOWN))
    )
    return list_panel(Table(title, columns, rows), note=_more(findings))


def _more(rows: pd.DataFrame) -> str | None:
    return words.MORE_ON.format(shown=SHOWN, count=len(rows)) if len(rows) > SHOWN else None


def task_counts_list(counts: pd.DataFrame) -> html.Section:
    """Return a unit's tasks by its role in them (pages/unit_task_counts)."""
    own = counts[counts["role"] != "support"]
    title = words.TASK_COUNTS_NONE
    if len(counts):
        title = words.TASK_COUNTS.format(
            tasks=int(counts["tasks"].sum()),
            own=int(own["tasks"].sum()),
            support=int(counts["tasks"].sum() - own["tasks"].sum()),
            overdue=int(own["overdue"].sum()),
        )
    columns = (
        Column(lists.COLUMN_ROLE),
        Column(words.COLUMN_TASKS, "number"),
        Column(words.COLUMN_BY_GROUP, "number", detail=True),
        Column(words.COLUMN_OVERDUE, "number"),
        Column(words.COLUMN_OPEN, "number"),
        Column(words.COLUMN_LATE, "number", detail=True),
        Column(words.COLUMN_DONE, "number", detail=True),
        Column(words.COLUMN_UNDATED, "number", detail=True),
        Column(words.COLUMN_WAITING, "number", detail=True),
        Column(words.COLUMN_NEXT_DUE, "date"),
    )
    rows = tuple(_task_counts_row(row) for row in each_row(counts))
    return list_panel(Table(title, columns, rows))


def _task_counts_row(row: Any) -> tuple[Cell, ...]:
    counted = (row.tasks, row.by_group, row.overdue, row.open, row.late, row.done, row.undated, row.waiting)
    return (words.ROLES[row.role], *[numbers.whole(count) for count in counted], numbers.day(row.next_due_on))


def totals_list(totals: pd.DataFrame, caption: str) -> html.Section:
    """Return the totals of the year by group, each checked against a second count (pages/author_totals)."""
    groups = list(dict.fromkeys(totals["group_name"]))
    measures = totals.groupby("measure", sort=False)
    different = int((measures["difference"].first() != 0).sum())
    title = words.TOTALS_DIFFERENT.format(count=different) if different else words.TOTALS_TITLE
    columns = (
        Column(words.COLUMN_MEASURE),
        *[Column(group, "number", detail=True) for group in groups],
        Column(words.COLUMN_SUM, "number"),
        Column(words.COLUMN_VERIFIED, "status"),
    )
    rows = tuple(_totals_row(str(measure), rows) for measure, rows in measures)
    return list_panel(Table(title, columns, rows), note=words.TOTALS_NOTE + caption)


def _totals_row(measure: str, rows: pd.DataFrame) -> tuple[Cell, ...]:
    difference = int(rows["difference"].iloc[0])
    verified: Cell = {"text": words.VERIFIED, "status": "normal"}
    if difference:
        verified = {"text": words.NOT_VERIFIED.format(difference=difference), "status": "failed"}
    return (
        words.MEASURES[measure],
        *[numbers.whole(value) for value in rows["value"]],
        numbers.whole(rows["total"].iloc[0]),
        verified,
    )
