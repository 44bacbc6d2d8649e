"""A book as files: the workbook, and its first table as CSV."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece, safe_name
from dashboard.exports.workbooks.book import Book
from dashboard.exports.workbooks.plain_csv import csv_bytes
from dashboard.exports.workbooks.writing import workbook_bytes
from dashboard.text import workbooks as words
from dashboard.text.exports import KINDS


def book_title(occasion: Occasion, kind: str) -> str:
    """Return the title of a kind: 云岭区2026年第三季度政务公开考核排名表; the unit in brackets where it is of one."""
    name, _ = KINDS[kind]
    title = words.TITLE.format(district=occasion.store.district, occasion=occasion.name, kind=name)
    unit = unit_name(occasion)
    return words.TITLE_OF_UNIT.format(title=title, unit=unit) if unit else title


def unit_name(occasion: Occasion) -> str:
    """Return the name of the unit an occasion is of; nothing where it is of all units."""
    return "" if occasion.unit_id is None else "".join(occasion.results()["name"])


def file_stem(occasion: Occasion, kind: str) -> str:
    """Return what a file or folder of a kind is called: 排名表_2026年第三季度_2026-09-30."""
    name, _ = KINDS[kind]
    return safe_name("_".join(part for part in (name, unit_name(occasion), occasion.stem) if part))


def book_pieces(occasion: Occasion, kind: str, build: Callable[[Occasion], Book]) -> list[Piece]:
    """Return the workbook of a kind and its CSV; the book is built once, when the first of them is made."""
    path = f"{words.FOLDER}/{file_stem(occasion, kind)}"

    @cache
    def book() -> Book:
        return build(occasion)

    return [
        Piece(f"{path}.xlsx", lambda: workbook_bytes(book())),
        Piece(f"{path}.csv", lambda: csv_bytes(book().tables[0])),
    ]
