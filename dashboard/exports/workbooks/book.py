"""What a workbook holds, before any file format: tables with typed columns, charts over small tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.exports.workbooks.fills import CATEGORIES, Fill
from dashboard.text import workbooks as words
from dashboard.text.numbers import is_missing

Kind = Literal["text", "prose", "marks", "share", "whole", "date"]
Value = str | float | int | date | None


@dataclass(frozen=True)
class Column:
    """A column of a table: the column of the frame it shows, its type, its heading and meaning in Chinese.

    `prose` is text that wraps; `marks` are written with the scheme's decimals; `share` is 0 to 1.
    """

    source: str
    kind: Kind
    heading: str
    meaning: str

    @classmethod
    def of(cls, source: str, kind: Kind = "text") -> Column:
        """Return the column of that name in text/workbooks.py."""
        heading, meaning = words.COLUMNS[source]
        return cls(source, kind, heading, meaning)


@dataclass(frozen=True)
class Table:
    """Rows under headings. `frozen`: so many columns on the left stay in sight; `queries`: where the rows come from."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame
    queries: tuple[str, ...]
    frozen: int = 1

    def values(self) -> list[list[Value]]:
        """Return the cells row by row; what is missing is None."""
        read = [[_value(column.kind, cell) for cell in self.rows[column.source]] for column in self.columns]
        return [list(cells) for cells in zip(*read, strict=True)]


@dataclass(frozen=True)
class Figure:
    """A chart beside the table it is drawn from: the first column names the bars, the next `series` are stacked.

    `line` names the column of shares drawn as a line over upright bars (a Pareto chart); without it bars lie.
    """

    table: Table
    series: int
    category_axis: str
    value_axis: str
    line: str | None = None
    fills: tuple[Fill, ...] = CATEGORIES


@dataclass(frozen=True)
class Book:
    """A workbook: its tables, the first of which is the CSV file too, and its charts.

    `decimals` of marks; `note` stands below the title of every sheet.
    """

    occasion: Occasion
    title: str
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    decimals: int
    note: str = ""


def _value(kind: Kind, cell: Any) -> Value:
    if is_missing(cell):
        return None
    if kind == "date":
        return cell.date() if isinstance(cell, pd.Timestamp) else cell
    if kind == "whole":
        return int(cell)
    return float(cell) if kind in ("marks", "share") else str(cell)


def columns(kinds: Mapping[str, Kind]) -> tuple[Column, ...]:
    """Return the columns of these names with their types, in order."""
    return tuple(Column.of(source, kind) for source, kind in kinds.items())
