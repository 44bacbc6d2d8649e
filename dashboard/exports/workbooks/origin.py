"""The sheet 出处: scheme, floors, date, release and round of a book, its queries, the meaning of every column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dashboard.exports.workbooks.book import Book, Table
from dashboard.text import workbooks as words

Line = tuple[str, ...]
Block = tuple[str, Line, list[Line]]
"""A heading, the headings of its columns, its rows."""


def origin_blocks(book: Book) -> Iterator[Block]:
    """Yield what the sheet says, block by block."""
    yield words.ORIGIN_OF_EXPORT, (words.NAME, words.VALUE), _stated(book)
    sheets = [*book.tables, *(figure.table for figure in book.figures)]
    queries: list[Line] = [
        (table.name, words.QUERY_FILE.format(name=query)) for table in sheets for query in table.queries
    ]
    yield words.ORIGIN_SHEETS, (words.SHEET, words.QUERY), queries
    yield words.ORIGIN_COLUMNS, (words.COLUMN, words.MEANING, words.SHEET), _meanings(sheets)


def _stated(book: Book) -> list[Line]:
    stated = [*book.occasion.provenance(), (words.MADE_ON, date.today().isoformat())]
    if book.occasion.closed:
        stated.append((words.CLOSED_NOTE_NAME, words.CLOSED_NOTE))
    return [*stated, (words.EMPTY_NOTE_NAME, words.EMPTY_NOTE)]


def _meanings(sheets: list[Table]) -> list[Line]:
    """Return each column once, with the sheets it stands on."""
    places: dict[tuple[str, str], list[str]] = {}
    for sheet in sheets:
        for column in sheet.columns:
            places.setdefault((column.heading, column.meaning), []).append(sheet.name)
    return [(heading, meaning, "、".join(names)) for (heading, meaning), names in places.items()]
