"""A chart as the pages pass it on: the drawing, what it says in words, and the same data as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "prose", "number", "date", "link", "status"]
Cell = str | dict[str, str]


@dataclass(frozen=True)
class Column:
    """A table's column: its heading and how its cells stand (numbers to the right, in one precision).

    A phone leaves out the columns that are `detail`.
    """

    heading: str
    kind: Kind = "text"
    detail: bool = False


@dataclass(frozen=True)
class Table:
    """A table ready to show: every cell is written already, so that screen, export and test read the same.

    A cell is its words, or {"text", "href"} for a link, {"text", "unit_id"} for a link to a unit's page (the
    page knows its address), or {"text", "status"} for a badge.

    `search` names a field above the table that searches its rows; its columns then sort by their headings too.
    `count`: of how many rows these are the first, where they are not all.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    search: str = ""
    count: int = 0


@dataclass(frozen=True)
class Chart:
    """A drawing whose title states the finding. `figure` is a plain plotly dict, `height` in pixels.

    `subject` is whom it is about, where the title does not say: a saved picture stands alone and names it.
    """

    title: str
    summary: str
    figure: dict[str, Any]
    height: int
    table: Table
    subject: str = ""
