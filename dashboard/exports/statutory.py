"""The statutory tables of the annual report, wide as the official format sets them (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.text import numbers
from dashboard.text import statutory as words
from data.files.cells import number_text

Texts = tuple[str, ...]


@dataclass(frozen=True)
class StatutoryTable:
    """A table ready for a document, all cells written out; a figure nobody handed in is `words.GAP`.

    `headings` are its heading rows and `label_columns` the number of columns that name a row. In both, equal
    neighbours, across or down, are one merged cell of the official format. Tables with the same title follow
    each other under it.
    """

    title: str
    headings: tuple[Texts, ...]
    rows: tuple[Texts, ...]
    label_columns: int


def statutory_tables(figures: pd.DataFrame) -> list[StatutoryTable]:
    """Return the tables of sections two (its four parts), three and four, from the rows of pages/report_figures."""
    blocks = figures.groupby(["table_no", "title", "block"], sort=False)
    return [_SHAPES.get(str(block), _published)(str(title), cells) for (_, title, block), cells in blocks]


def gaps(figures: pd.DataFrame) -> list[str]:
    """Name every cell that nobody has filled yet, in official order, from the rows of pages/report_figures."""
    return [
        words.GAP_PLACE.format(title=cell.title, row=cell.row_label, column=cell.column_label)
        for cell in figures[figures["value"].isna()].itertuples()
    ]


def written(value: float | None) -> str:
    """Write a figure as it was handed in, `12` or `1284.56`; the mark of a gap where there is none."""
    return words.GAP if value is None or numbers.is_missing(value) else number_text(float(value))


def _published(title: str, cells: pd.DataFrame) -> StatutoryTable:
    """A part of section two: its article over the columns, one row for each kind of document or decision."""
    columns = _rows(cells)[0]["column_title"]
    caption = (str(cells["block_words"].iloc[0]),) * (len(columns) + 1)
    rows = tuple((row["row_title"].iloc[0], *_values(row)) for row in _rows(cells))
    return StatutoryTable(title, (caption, (words.INFORMATION, *columns)), rows, 1)


def _requests(title: str, cells: pd.DataFrame) -> StatutoryTable:
    """Section three: result by result, in three columns of labels, by kind of applicant."""
    columns = _rows(cells)[0]
    heads = (
        columns["block_words"],
        columns["over_words"].fillna(columns["column_title"]),
        columns["column_title"],
    )
    rows = tuple((*_labels(row.iloc[0]), *_values(row)) for row in _rows(cells))
    return StatutoryTable(title, tuple((words.BALANCE,) * 3 + tuple(head) for head in heads), rows, 3)


def _labels(row: pd.Series) -> Texts:
    """Section, grouping and item; one name in all that the row does not have."""
    over = row[["section", "grouping"]].fillna(row["row_title"])
    return (str(over["section"]), str(over["grouping"]), str(row["row_title"]))


def _disputes(title: str, cells: pd.DataFrame) -> StatutoryTable:
    """Section four: one row, its outcomes under review and the two kinds of suit."""
    heads = (cells["section"].fillna(cells["row_title"]), cells["row_title"], cells["column_title"])
    return StatutoryTable(title, tuple(tuple(head) for head in heads), (_values(cells),), 0)


_SHAPES: dict[str, Callable[[str, pd.DataFrame], StatutoryTable]] = {
    "requests": _requests,
    "disputes": _disputes,
}


def _rows(cells: pd.DataFrame) -> list[pd.DataFrame]:
    return [row for _, row in cells.groupby("row_no")]


def _values(cells: pd.DataFrame) -> Texts:
    return tuple(written(value) for value in cells["value"])
