"""Who handed in the ledger by the day the plan sets: one bar a group."""

from __future__ import annotations

import pandas as pd

from dashboard.figures import base
from dashboard.figures.chart import Chart, Column, Table
from dashboard.figures.stacked import Part, stacked, stacked_height
from dashboard.frames import each_row
from dashboard.text import duties as words
from dashboard.text import numbers

QUIET = "#d5dae0"
_LATE = Part("handed_in_late", words.HANDED_IN_LATE, base.SKY)
_SILENT = Part("silent", words.SILENT, QUIET)
_MISSING = Part("missing", words.MISSING, base.VERMILLION, "/")


def handed_in(units: pd.DataFrame) -> Chart:
    """Draw how many units of each group handed in; `units` are the rows of pages/handed_in, at least one."""
    day = units["due_on"].iloc[0]
    parts = _parts(units, is_dated=not numbers.is_missing(day))
    groups = _groups(units, parts)
    names = list(groups["group_name"])
    told = words.HAND_IN_SUMMARY.format(
        parts="，".join(
            words.HAND_IN_PART.format(part=part.name, count=int(groups[part.column].sum())) for part in parts
        )
    )
    rows = tuple(
        (
            row.group_name,
            *[numbers.whole(getattr(row, part.column)) for part in parts],
            numbers.whole(row.of),
        )
        for row in each_row(groups)
    )
    columns = (
        Column(words.COLUMN_GROUP),
        *[Column(part.name, "number") for part in parts],
        Column(words.COLUMN_UNITS, "number"),
    )
    figure = stacked(groups, names, parts)
    return Chart(_title(units, day), told, figure, stacked_height(groups), Table(told, columns, rows))


def _parts(units: pd.DataFrame, *, is_dated: bool) -> tuple[Part, ...]:
    """The colours that occur, and handed in always: before the day nobody is late."""
    first = Part("handed_in", words.HANDED_IN if is_dated else words.HANDED_IN_ANY, base.BLUE)
    states = set(units["state"])
    return (first, *[part for part in (_LATE, _SILENT, _MISSING) if part.column in states])


def _groups(units: pd.DataFrame, parts: tuple[Part, ...]) -> pd.DataFrame:
    """One row a group in its order, units counted by state."""
    counts = units.groupby(["group_no", "group_name", "as_of"])["state"].value_counts().unstack(fill_value=0)
    columns = [part.column for part in parts]
    counts = counts.reindex(columns=columns, fill_value=0)
    return counts.assign(of=counts.sum(axis=1)).reset_index()


def _title(units: pd.DataFrame, day: pd.Timestamp) -> str:
    counts = units["state"].value_counts()
    silent, late, missing = (int(counts.get(key, 0)) for key in ("silent", "handed_in_late", "missing"))
    if numbers.is_missing(day):
        template = words.HAND_IN_UNDATED if silent else words.HAND_IN_UNDATED_ALL
        return template.format(units=len(units), silent=silent)
    on = numbers.day_in_words(day)
    if missing:
        lost = units[(units["state"] == "missing") & (units["overdue"] > 0)]
        return words.HAND_IN_MISSING.format(
            day=on, missing=missing, late=len(lost), entries=int(lost["overdue"].sum())
        )
    if units["is_past"].iloc[0]:
        template = words.HAND_IN_LATE if late else words.HAND_IN_ALL
    else:
        template = words.HAND_IN_AHEAD if silent else words.HAND_IN_AHEAD_ALL
    return template.format(day=on, units=len(units), late=late, silent=silent)
