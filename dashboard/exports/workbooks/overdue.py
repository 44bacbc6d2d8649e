"""逾期: every overdue matter, the longest first; a chart of how old what is open has become, unit by unit."""

from __future__ import annotations

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks import fills
from dashboard.exports.workbooks.book import Book, Column, Figure, Kind, Table, columns
from dashboard.exports.workbooks.pieces import book_pieces, book_title
from dashboard.exports.workbooks.rows import asked, decimals_of, in_words, note_of_lists, worded
from dashboard.figures.ageing import AGE_COLUMNS, ageing
from dashboard.text import lists
from dashboard.text import workbooks as words

COLUMNS: dict[str, Kind] = {
    "state": "text",
    "group_name": "text",
    "name": "text",
    "kind": "text",
    "ref": "text",
    "description": "prose",
    "original_due_on": "date",
    "extended_to": "date",
    "days_late": "whole",
    "lost": "marks",
    "evidence": "prose",
    "unit_id": "text",
}
AGES: dict[str, Kind] = {
    **dict.fromkeys(AGE_COLUMNS, "whole"),
    "overdue_total": "whole",
    "oldest_days": "whole",
}


def overdue_pieces(occasion: Occasion) -> list[Piece]:
    """Return 逾期表 as workbook and CSV."""
    return book_pieces(occasion, "overdue", build_overdue)


def build_overdue(occasion: Occasion) -> Book:
    """Return the book: today's facts at the date, of a closed round too."""
    matters = asked(occasion, "overdue_list", group_name=None)
    shown = matters.assign(kind=worded(matters["kind"], lists.KINDS), state=in_words(matters["status"]))
    title = book_title(occasion, "overdue")
    table = Table(words.OVERDUE, title, columns(COLUMNS), shown, ("overdue_list",), frozen=3)
    decimals = decimals_of(occasion.results())
    return Book(occasion, title, (table,), _figures(occasion), decimals, note_of_lists(occasion))


def _figures(occasion: Occasion) -> tuple[Figure, ...]:
    units = asked(occasion, "overdue_ageing", group_name=None)
    if units.empty:
        return ()
    shown = (Column.of("name"), *columns(AGES))
    rows = units.assign(overdue_total=units["overdue"])
    table = Table(words.FIGURE_OVERDUE, ageing(units).title, shown, rows, ("overdue_ageing",))
    return (Figure(table, len(AGE_COLUMNS), words.UNITS_BY_AGE, words.MATTERS, fills=fills.AGES),)
