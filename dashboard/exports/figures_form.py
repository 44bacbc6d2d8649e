"""The workbook in which an office fills the statutory tables of its annual report, and which imports unchanged."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.text import numbers
from dashboard.text import statutory as words
from data.files.kinds import KINDS

_HEADINGS = [field.chinese for field in KINDS["report_figures"].fields]
_WIDTHS = (8, 30, 58, 28, 14)  # in characters of the default font
_VALUE = len(_HEADINGS) - 1
_FIRST = 3  # row of the first figure, below title, note and headings


def form_pieces(occasion: Occasion) -> list[Piece]:
    """Return the form of the occasion's year, with what is known of it already."""

    def make() -> bytes:
        return figures_form(occasion.year, occasion.store.table("pages/report_figures", year=occasion.year))

    return [Piece(words.FORM_NAME.format(year=occasion.year), make)]


def figures_form(year: int, figures: pd.DataFrame) -> bytes:
    """Return an XLSX with a sheet a statutory table and a row a cell: year, table, row, column, value.

    `figures` are the rows of pages/report_figures for the year; a value that is missing stays blank.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        formats = _formats(book)
        for title, cells in figures.groupby("title", sort=False):
            page = book.add_worksheet(str(title))
            _write_head(page, year, formats)
            for at, row in enumerate(_lines(year, cells), start=_FIRST):
                _write_line(page, at, row, formats)
            _validate(page, cells)
    return target.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    frame = {"border": 1, "border_color": "#9AA5B1", "valign": "vcenter"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"font_color": "#A15C00"}),
        "heading": book.add_format({**frame, "bold": True, "bg_color": "#E8EDF3"}),
        "given": book.add_format({**frame, "text_wrap": True}),
        "value": book.add_format({**frame, "bg_color": "#FFF9DB"}),
    }


def _write_head(page: Any, year: int, formats: dict[str, Any]) -> None:
    """Title, note, headings, and how the sheet is seen and printed."""
    page.write_string(0, 0, words.FORM_TITLE.format(year=year), formats["title"])
    page.write_string(1, 0, words.FORM_NOTE, formats["note"])
    page.write_row(2, 0, _HEADINGS, formats["heading"])
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.freeze_panes(_FIRST, 0)
    page.repeat_rows(_FIRST - 1)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_landscape()


def _lines(year: int, cells: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    for cell in cells.itertuples():
        yield year, cell.title, cell.row_label, cell.column_label, cell.value


def _write_line(page: Any, at: int, line: tuple[Any, ...], formats: dict[str, Any]) -> None:
    *given, value = line
    for column, told in enumerate(given):
        page.write(at, column, told, formats["given"])
    if numbers.is_missing(value):
        page.write_blank(at, _VALUE, None, formats["value"])
    else:
        page.write_number(at, _VALUE, value, formats["value"])


def _validate(page: Any, cells: pd.DataFrame) -> None:
    """Take only counts, or amounts where the table asks for one."""
    for at, is_decimal in enumerate(cells["is_decimal"], start=_FIRST):
        rule = {
            "validate": "decimal" if is_decimal else "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": words.FORM_INVALID,
            "error_message": words.FORM_AMOUNT if is_decimal else words.FORM_COUNT,
        }
        page.data_validation(at, _VALUE, at, _VALUE, rule)
