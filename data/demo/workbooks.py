"""Sheets as files: XLSX as a workbook program saves it, CSV in the encodings that occur."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from data.demo.rows import Cell
from data.demo.sheets import Sheet

# Written into every workbook, so that the bytes do not depend on the day of writing.
_CREATED = datetime(2026, 11, 20, 9, 0)
_WIDE = {
    "requirement": 60,
    "description": 52,
    "row": 44,
    "evidence": 40,
    "responsible": 34,
    "reason": 40,
    "sample": 26,
}


def _formats(book: Any) -> dict[str, Any]:
    """The cell formats of a workbook, by use."""
    return {
        "title": book.add_format({"bold": True, "font_size": 14, "align": "center"}),
        "label": book.add_format({"align": "center", "font_color": "#555555"}),
        "heading": book.add_format({"bold": True, "border": 1, "text_wrap": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "merged": book.add_format({"valign": "vcenter", "border": 1}),
    }


def _put(page: Any, at: tuple[int, int], value: Cell, formats: dict[str, Any]) -> None:
    """Write one cell as the type it is; nothing for an empty one."""
    row, column = at
    if isinstance(value, datetime):
        page.write_datetime(row, column, value, formats["moment"])
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])
    elif isinstance(value, str):
        page.write_string(row, column, value)
    elif value is not None:
        page.write_number(row, column, value)


def _lines(sheet: Sheet, table: list[list[Cell]]) -> Iterator[list[Cell] | None]:
    """The rows below the first headings; None stands for the headings once more."""
    for number, cells in enumerate(table):
        if sheet.heading_every and number and number % sheet.heading_every == 0:
            yield None
        yield cells


def _merge(page: Any, sheet: Sheet, table: list[list[Cell]], first_row: int, formats: dict[str, Any]) -> None:
    """Merge equal neighbours of the sheet's merged column."""
    if sheet.merged is None:
        return
    column = sheet.columns.index(sheet.merged)
    row = first_row
    for value, run in groupby(cells[column] for cells in table):
        length = len(list(run))
        if length > 1:
            page.merge_range(row, column, row + length - 1, column, value, formats["merged"])
        row += length


def _write_sheet(book: Any, sheet: Sheet, file_name: str, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.columns) - 1
    page.merge_range(0, 0, 0, last, sheet.titles[0], formats["title"])
    page.merge_range(1, 0, 1, last, sheet.titles[1], formats["label"])
    for column, name in enumerate(sheet.columns):
        page.set_column(column, column, _WIDE.get(name, 15))
    page.write_row(2, 0, sheet.headings(), formats["heading"])
    table = sheet.table(file_name)
    for row, cells in enumerate(_lines(sheet, table), start=3):
        if cells is None:
            page.write_row(row, 0, sheet.headings(), formats["heading"])
        for column, value in enumerate(cells or ()):
            _put(page, (row, column), value, formats)
    _merge(page, sheet, table, 3, formats)


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets into one XLSX file: two title rows, headings, facts."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        book.set_properties({"created": _CREATED, "title": sheets[0].titles[0]})
        formats = _formats(book)
        for sheet in sheets:
            _write_sheet(book, sheet, path.name, formats)
    return path


def _text(value: Cell) -> str:
    """A cell of a CSV file."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def write_csv(path: Path, sheet: Sheet, encoding: str) -> Path:
    """Write one sheet as CSV with a title row: `gb18030` as older office programs do, or `utf-8-sig`."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([sheet.titles[0]])
        writer.writerow(sheet.headings())
        writer.writerows([_text(value) for value in cells] for cells in sheet.table(path.name))
    return path
