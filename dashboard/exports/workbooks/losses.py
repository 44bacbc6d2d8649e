"""失分: every lost mark with its cause and the fact behind it; a chart of the causes, unit by unit."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks.book import Book, Column, Figure, Kind, Table, columns
from dashboard.exports.workbooks.pieces import book_pieces, book_title
from dashboard.exports.workbooks.rows import crosswise, decimals_of, in_order_of, ordered_results, worded
from dashboard.text import charts, numbers
from dashboard.text import workbooks as words

COLUMNS: dict[str, Kind] = {
    "group_name": "text",
    "name": "text",
    "component_name": "text",
    "period": "text",
    "indicator_name": "text",
    "item_name": "text",
    "cause": "text",
    "ref": "text",
    "fact": "prose",
    "marks": "marks",
    "recoverable": "marks",
    "due_on": "date",
    "evidence": "prose",
    "unit_id": "text",
}


def losses_pieces(occasion: Occasion) -> list[Piece]:
    """Return 失分表 as workbook and CSV."""
    return book_pieces(occasion, "losses", build_losses)


def build_losses(occasion: Occasion) -> Book:
    """Return the book; of a closed round from its stored rows."""
    results = ordered_results(occasion)
    lost = occasion.losses().merge(results[["unit_id", "name", "group_name"]], on="unit_id")
    lost = in_order_of(results, lost.sort_values("marks", ascending=False, kind="stable"))
    shown = lost.assign(cause=worded(lost["cause"], charts.CAUSES), fact=lost["description"])
    title = book_title(occasion, "losses")
    queries = ("round_published_losses",) if occasion.closed else ("explain",)
    decimals = decimals_of(results)
    return Book(
        occasion,
        title,
        (Table(words.LOSSES, title, columns(COLUMNS), shown, queries, frozen=2),),
        (_figure(shown, queries, decimals),) if len(shown) else (),
        decimals,
    )


def _figure(lost: pd.DataFrame, queries: tuple[str, ...], decimals: int) -> Figure:
    rows = crosswise(lost, "cause", list(charts.CAUSES.values()), "marks")
    causes = list(rows.columns[1:])
    rows[words.SUM] = rows[causes].sum(axis=1)
    rows = rows.sort_values([words.SUM, "name"], ascending=[False, True])
    _, meaning = words.COLUMNS["marks"]
    stacked = [Column(cause, "marks", cause, meaning) for cause in [*causes, words.SUM]]
    first = rows.iloc[0]
    most = max(causes, key=lambda cause: float(first[cause]))
    title = words.LOSSES_TITLE.format(
        unit=first["name"],
        marks=numbers.marks(first[words.SUM], decimals),
        cause=most,
        part=numbers.marks(first[most], decimals),
    )
    table = Table(words.FIGURE_LOSSES, title, (Column.of("name"), *stacked), rows, queries)
    return Figure(table, len(causes), words.UNITS_BY_LOSS, words.MARKS_LOST)
