"""A book as an XLSX file: frozen headings, filters, widths for Chinese text, print set-up, native charts, 出处.

Text is written as text, whatever it looks like: `=1+1`, `+86` and `https://` are neither formula nor link.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

from dashboard.exports.workbooks import charts
from dashboard.exports.workbooks.book import Book, Column, Figure, Kind, Table, Value
from dashboard.exports.workbooks.origin import origin_blocks
from dashboard.text import exports, frame, numbers
from dashboard.text import workbooks as words
from data.errors import OpennessError
from data.files.written import sheet_name, text_width

HEADING_ROW = 2  # below the title and what the numbers are of
MOST_ROWS = 200_000  # of a table; a sheet takes five times as many, but they take gigabytes to write
LONGEST_TEXT = 32767  # characters of a cell, a limit of the format
NARROWEST = 6
WIDEST: dict[Kind, int] = {"text": 26, "prose": 46, "marks": 14, "share": 12, "whole": 10, "date": 12}
PADDING = 1.5
INDENTED = 2.5
LEAST: dict[Kind, float] = {"text": 14.5, "prose": 28}  # what a long text keeps where a table is too wide
PAGE_WIDTH = 210  # characters that still read on a sheet of A4, lying
EVERY_CELL = "A1:XFD1048576"
LINE = 15.75  # points
TALLEST = 409  # points, a limit of the format
HEADING_HEIGHT = 42  # points: two lines above the arrow of the filter
A4 = 9
ORIGIN_WIDTHS = (24, 76, 44)


def workbook_bytes(book: Book) -> bytes:
    """Return the XLSX file of a book. OpennessError where a table is too long for one: none of its rows may be lost."""
    for table in book.tables:
        if len(table.rows) > MOST_ROWS:
            raise OpennessError(
                words.TOO_MANY_ROWS.format(name=table.name, count=len(table.rows), most=MOST_ROWS)
            )
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": words.FONT, "font_size": 10},
    }
    with xlsxwriter.Workbook(made, options) as file:
        file.set_properties({"title": book.title})
        writer = _Writer(file, book)
        for table in book.tables:
            writer.add_table(table)
        for figure in book.figures:
            writer.add_figure(figure)
        writer.add_origin()
    return made.getvalue()


class _Writer:
    """Writes the sheets of one book into an open file."""

    def __init__(self, file: Any, book: Book) -> None:
        self.file, self.book = file, book
        marks = f"0.{'0' * book.decimals}" if book.decimals else "0"
        formats: dict[Kind, str] = {"marks": marks, "share": "0.0%", "whole": "0", "date": "yyyy-mm-dd"}
        self.title = file.add_format({"bold": True, "font_size": 14})
        self.subtitle = file.add_format({"font_color": "#52606D"})
        self.strong = file.add_format({"bold": True, "font_size": 12})
        self.heading = file.add_format(
            {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
            | {"bg_color": "#E4E7EB"}
        )
        cell = {"valign": "top", "border": 1, "border_color": "#9AA5B1"}
        self.cells = {kind: file.add_format(cell | {"num_format": form}) for kind, form in formats.items()}
        self.cells["text"] = self.cells["prose"] = file.add_format(
            cell | {"text_wrap": True, "align": "left", "indent": 1}
        )

    def add_table(self, table: Table) -> None:
        """Add a sheet with the whole table."""
        page = self._add_sheet(table)
        page.freeze_panes(HEADING_ROW + 1, table.frozen)
        page.autofilter(HEADING_ROW, 0, HEADING_ROW + max(1, len(table.rows)), len(table.columns) - 1)

    def add_figure(self, figure: Figure) -> None:
        """Add a sheet with the small table on the left and its chart on the right, one chart a printed page."""
        page = self._add_sheet(figure.table, charts.ROW_HEIGHT)
        page.freeze_panes(HEADING_ROW + 1, 1)
        page.set_h_pagebreaks(charts.insert_charts(self.file, page, figure, HEADING_ROW))

    def _add_sheet(self, table: Table, least_height: float = LINE) -> Any:
        page = self.file.add_worksheet(self._free_name(table.name))
        self._set_print(page)
        page.repeat_rows(0, HEADING_ROW)
        page.ignore_errors({"number_stored_as_text": EVERY_CELL})
        page.write_string(0, 0, table.title, self.title)
        page.write_string(1, 0, self._subtitle(table), self.subtitle)
        page.set_row(HEADING_ROW, HEADING_HEIGHT)
        rows = table.values()
        widths = column_widths(table.columns, rows, self.book.decimals)
        for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            page.write_string(HEADING_ROW, at, column.heading, self.heading)
            page.set_column(at, at, width)
        for number, row in enumerate(rows, start=HEADING_ROW + 1):
            page.set_row(number, max(least_height, row_height(row, widths)))
            for at, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self._put(page, (number, at), value, self.cells[column.kind])
        return page

    def _put(self, page: Any, at: tuple[int, int], value: Value, style: Any) -> None:
        if value is None:
            page.write_blank(*at, None, style)
        elif isinstance(value, str):
            page.write_string(*at, value[:LONGEST_TEXT], style)
        elif isinstance(value, date):
            page.write_datetime(*at, datetime(value.year, value.month, value.day), style)
        else:
            page.write_number(*at, value, style)

    def _subtitle(self, table: Table) -> str:
        occasion = self.book.occasion
        stated = dict(occasion.provenance())
        parts = (
            words.AS_OF.format(as_of=numbers.day_in_words(occasion.as_of)),
            stated[exports.SCHEME],
            words.RELEASE.format(release=stated[exports.RELEASE]),
            frame.DEMO_LABEL if occasion.store.is_demo else "",
            words.ROWS.format(count=len(table.rows)),
            self.book.note,
        )
        return "\u3000".join(part for part in parts if part)

    def _free_name(self, name: str) -> str:
        """Return a name no sheet has yet: names of groups may be alike once shortened."""
        taken = {page.get_name().lower() for page in self.file.worksheets()}
        fit, number = sheet_name(name), 1
        while fit.lower() in taken:
            number += 1
            fit = f"{sheet_name(name)[:28]}{number}"
        return fit

    def _set_print(self, page: Any) -> None:
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        title = self.book.title.replace("&", "&&")
        page.set_footer(f'&L&"{words.FONT}"&8{title}&R&"{words.FONT}"&8{words.PAGE_NUMBER}')

    def add_origin(self) -> None:
        """Add the sheet that says where everything comes from and what every column means."""
        page = self.file.add_worksheet(words.ORIGIN)
        self._set_print(page)
        for at, width in enumerate(ORIGIN_WIDTHS):
            page.set_column(at, at, width)
        page.write_string(0, 0, words.ORIGIN_TITLE, self.title)
        row = 2
        for heading, columns, lines in origin_blocks(self.book):
            page.write_string(row, 0, heading, self.strong)
            for offset, line in enumerate([columns, *lines], start=1):
                style = self.heading if offset == 1 else self.cells["prose"]
                page.set_row(row + offset, row_height(line, ORIGIN_WIDTHS[: len(line)]))
                for at, text in enumerate(line):
                    page.write_string(row + offset, at, text, style)
            row += len(lines) + 3


def column_widths(columns: Sequence[Column], rows: Sequence[Sequence[Value]], decimals: int) -> list[float]:
    """Return a width in characters for each column, of the longest cell or of the heading in two lines.

    A table too wide for a printed page gives its long text less: it wraps.
    """
    wanted = [_wanted(column, [row[at] for row in rows], decimals) for at, column in enumerate(columns)]
    least = [min(width, LEAST.get(column.kind, width)) for column, width in zip(columns, wanted, strict=True)]
    spare = sum(wanted) - sum(least)
    if sum(wanted) <= PAGE_WIDTH or not spare:
        return wanted
    share = max(0.0, (PAGE_WIDTH - sum(least)) / spare)
    return [low + (width - low) * share for low, width in zip(least, wanted, strict=True)]


def row_height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """Return the height in points of a row whose text wraps in columns of these widths in characters.

    Written into the file: not every spreadsheet program measures wrapped rows when it opens one.
    """
    texts = (
        (value, width - INDENTED)
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    )
    lines = max((lines_of(text, width) for text, width in texts), default=1)
    return min(TALLEST, LINE * max(1, lines))


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes."""
    return sum(max(1, math.ceil(text_width(line) / width)) for line in text.splitlines())


def _wanted(column: Column, values: Sequence[Value], decimals: int) -> float:
    longest = max((text_width(_shown(column.kind, value, decimals)) for value in values), default=0)
    heading = text_width(column.heading)
    in_two_lines = heading if heading <= NARROWEST else (heading + 1) // 2 + 1
    wanted = max(longest, in_two_lines, NARROWEST)
    return min(wanted, WIDEST[column.kind]) + (INDENTED if column.kind in ("text", "prose") else PADDING)


def _shown(kind: Kind, value: Value, decimals: int) -> str:
    if kind == "marks":
        return numbers.marks(value, decimals)
    return numbers.percent(value, 1) if kind == "share" else str("" if value is None else value)
