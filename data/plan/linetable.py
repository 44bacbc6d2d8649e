"""The task table of a plan printed one cell a line, headings repeated on every page, as a grid.

A row begins with its number, or behind a blank line where the table has none; group cells (工作任务 and its
second level) are blank below their first row, or printed again after a page break. Cells usually open with a
tab; then a line without one goes on with the cell before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.plan.blocks import Grid, Row
from data.plan.cells import cells_of, headings_for
from data.plan.columns import heading_of, is_heading_row
from data.plan.lines import Line
from data.plan.text import repair

_NUMBER = re.compile(r"\d{1,3}(?:[-—.]\d{1,3})*[.、]?|附[-—]?\d{1,3}")
_PAGE = re.compile(r"[-—–\s]*第?\s*\d{1,4}\s*页?[-—–\s]*(?:共\s*\d+\s*页)?")
_LEAST_HEADINGS = 3
_COLUMNS = {
    "number": "序号",
    "category": "工作任务",
    "subcategory": "二级任务",
    "requirement": "工作要求",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "support": "配合单位",
    "deadline": "时限要求",
}


@dataclass
class _Row:
    """One row: its number if it has one, first and last line in the file, the other cells."""

    number: str
    first: int
    last: int
    cells: list[str] = field(default_factory=list)


@dataclass
class LineTable:
    """The table as a grid, and the lines of the file before and after it."""

    grid: Grid
    before: list[Line]
    after: list[Line]


def find_line_table(lines: Sequence[Line]) -> LineTable | None:
    """The first table printed one cell a line; None where the lines hold no headings of one."""
    start = next((n for n in range(len(lines)) if _heads(lines, n)), None)
    if start is None:
        return None
    names, end = _headings_at(lines, start)
    rows, after = _Reader(lines, start, names).read()
    place = f"第{lines[start].number}行-第{lines[end - 1].last}行"
    names = headings_for(names, [row.cells for row in rows])
    heading = Row(tuple(_COLUMNS.values()), place)
    return LineTable(Grid((heading, *(_grid_row(row, names) for row in rows))), list(lines[:start]), after)


def _grid_row(row: _Row, names: Sequence[str]) -> Row:
    """The row in the order of _COLUMNS."""
    values, notes = cells_of(row.cells, names)
    place = f"第{row.first}行" + (f"-第{row.last}行" if row.last > row.first else "")
    return Row(tuple((values | {"number": row.number}).get(name, "") for name in _COLUMNS), place, notes)


def _heads(lines: Sequence[Line], n: int) -> bool:
    """Whether a heading row begins here."""
    if heading_of(lines[n].words) is None:
        return False
    names, end = _headings_at(lines, n)
    return len(names) >= _LEAST_HEADINGS and is_heading_row([line.words for line in lines[n:end]])


def _headings_at(lines: Sequence[Line], n: int) -> tuple[list[str], int]:
    """Meanings of the headings from here on, blank lines between passed over; the place behind the last."""
    names: list[str] = []
    end = n
    for place in range(n, len(lines)):
        name = heading_of(lines[place].words)
        if lines[place].words and (name is None or name in names):
            break
        if name:
            names.append(name)
            end = place + 1
    return names, end


class _Reader:
    """Goes through the lines of a table once; `gap`: a blank line or headings came just before."""

    def __init__(self, lines: Sequence[Line], start: int, names: Sequence[str]) -> None:
        self._lines = lines
        self._start = start
        self._width = len(names)
        self._is_numbered = "number" in names
        self._has_tabs = any(line.is_cell for line in lines[start : start + len(names)])
        self._rows: list[_Row] = []
        self._gap = True

    def read(self) -> tuple[list[_Row], list[Line]]:
        """Rows from the headings on, and the lines that follow the table."""
        place = self._start
        while place < len(self._lines):
            if _heads(self._lines, place):
                _, place = _headings_at(self._lines, place)
                self._gap = True
                continue
            if self._ends(self._lines[place]):
                return self._rows, list(self._lines[place:])
            self._take(self._lines[place])
            place += 1
        return self._rows, []

    def _ends(self, line: Line) -> bool:
        """Words without a tab behind a blank line stand below the table."""
        is_below = self._gap and self._rows and self._has_tabs and not line.is_cell
        return bool(is_below and line.words and not _PAGE.fullmatch(line.words))

    def _take(self, line: Line) -> None:
        if not line.words and not line.is_cell:
            self._gap = True
            if self._rows and not self._has_tabs and self._is_numbered:
                self._rows[-1].cells.append("")
        elif self._begins_row(line):
            number = repair(line.words).rstrip(".、") if self._is_numbered else ""
            cells = [] if self._is_numbered else [line.words]
            self._rows.append(_Row(number, line.number, line.last, cells))
            self._gap = False
        elif self._rows and not (self._gap and _PAGE.fullmatch(line.words)):
            self._add(self._rows[-1], line)

    def _begins_row(self, line: Line) -> bool:
        if self._has_tabs and not line.is_cell:
            return False
        if not self._is_numbered:
            is_full = bool(self._rows) and len(self._rows[-1].cells) >= self._width
            return self._gap if self._has_tabs else is_full or not self._rows
        words = repair(line.words).rstrip(".、")
        if not _NUMBER.fullmatch(words):
            return False
        last = self._rows[-1].number if self._rows else ""
        return self._gap or (last.isdecimal() and words == str(int(last) + 1))

    def _add(self, row: _Row, line: Line) -> None:
        if self._has_tabs and not line.is_cell and row.cells:
            row.cells[-1] = f"{row.cells[-1]}\n{line.words}".strip("\n")
        else:
            row.cells.append(line.words)
        if line.words:
            row.last = line.last
