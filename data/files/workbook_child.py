"""The child process that opens a workbook nobody has vouched for, and writes plain files for its parent.

`python -m data.files.workbook_child MEMORY CPU FILE_BYTES SOURCE FOLDER` writes into FOLDER `<n>.csv` for
every worksheet (row number, then the cells as text; blank rows left out), `sheet.txt` with the name of the
sheet being read, and at the end `book.json`: {"failure": ...} or {"sheets": [{name, csv, width, ...}]}.
"""

from __future__ import annotations

import csv
import errno
import json
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from data.files import ods_cells, xls_cells, xlsx_cells
from data.files.cells import CELL_TEXT, MAX_CELL, MAX_COLUMNS, PlainLines
from data.files.headings import HEAD_ROWS
from data.files.limits import DISK_FULL, OUT_OF_MEMORY
from data.system import restrict_this_process

Row = list[str]


def read(source: Path, folder: Path) -> dict[str, Any]:
    """Writes every worksheet of the workbook, hidden ones too, and answers what `book.json` holds."""
    try:
        with source.open("rb") as stream:
            book = calamine.load_workbook(stream)
        return {"sheets": list(_sheets(book, source, folder))}
    except calamine.PasswordError:
        return {"failure": "password"}


def _sheets(book: Any, source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    merged, bad = _unseen(source, [meta.name for meta in book.sheets_metadata])
    for number, meta in enumerate(book.sheets_metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        (folder / "sheet.txt").write_text(meta.name, encoding="utf-8")
        sheet = book.get_sheet_by_index(number)
        ranges = sheet.merged_cell_ranges or merged.get(meta.name, [])
        written = _write(sheet, ranges, folder / f"{number}.csv")
        yield {"name": meta.name, "bad": bad.get(meta.name, []), **written}


def _unseen(source: Path, names: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Merged ranges (ODS only) and error cells by sheet name: what calamine does not tell."""
    if not zipfile.is_zipfile(source):
        return {}, dict(zip(names, xls_cells.bad_cells(source.read_bytes()), strict=False))
    with zipfile.ZipFile(source) as book:
        if "content.xml" in book.namelist():
            odd = ods_cells.oddities(book)
            return {name: odd[name].merged for name in odd}, {name: odd[name].bad for name in odd}
        parts = xlsx_cells.sheet_parts(book)
        return {}, {name: xlsx_cells.bad_cells(book, parts[name]) for name in names if name in parts}


def _write(sheet: Any, merged: list[Any], target: Path) -> dict[str, Any]:
    """Writes one sheet's rows; `head` keeps the first rows as they stand, merged cells not yet filled.

    Of a sheet too wide to be a table only the first rows are read: with a cell in the last corner it has 16
    thousand million.
    """
    width = sheet.end[1] + 1 if sheet.end else 0
    head: list[Row] = []
    rows, long = 0, []
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(PlainLines(stream))
        for number, plain, filled in _rows(sheet, merged):
            if number <= HEAD_ROWS:
                head.append(plain[:MAX_COLUMNS])
            elif width > MAX_COLUMNS:
                break
            if any(filled):
                rows += 1
                if writer.writerow([number, *filled]) > MAX_CELL:
                    long += [(number - 1, at, "文字过长") for at in _long_cells(filled)]
    return {"csv": target.name, "width": width, "rows": rows, "head": head, "long": long}


def _long_cells(cells: Row) -> list[int]:
    return [at for at, text in enumerate(cells) if len(text) > MAX_CELL]


def _rows(sheet: Any, merged: list[Any]) -> Iterator[tuple[int, Row, Row]]:
    """Row number from 1, the row as text from column A, and the row with merged ranges filled."""
    if sheet.start is None:
        return
    left = [""] * sheet.start[1]
    fill = _Fill(merged) if merged else None
    for at, cells in enumerate(sheet.iter_rows()):
        plain = left + [cell if type(cell) is str else CELL_TEXT[type(cell)](cell) for cell in cells]
        yield at + 1, plain, fill.row(at, plain) if fill else plain


class _Fill:
    """Carries the value of a merged range's first cell into the whole range; rows must come in order."""

    def __init__(self, merged: list[Any]) -> None:
        self._starting: dict[int, list[Any]] = defaultdict(list)
        for corners in merged:
            self._starting[corners[0][0]].append(corners)
        self._open: list[tuple[int, int, int, str]] = []

    def row(self, at: int, plain: Row) -> Row:
        self._open = [entry for entry in self._open if entry[0] >= at]
        for (_, first), (bottom, last) in self._starting.get(at, ()):
            if first < len(plain):
                self._open.append((bottom, first, min(last, len(plain) - 1), plain[first]))
        if not self._open:
            return plain
        filled = plain.copy()
        for _, first, last, value in self._open:
            filled[first : last + 1] = [value] * (last + 1 - first)
        return filled


def main(arguments: list[str]) -> int:
    """Entry of the child; the exit code tells a limit from damage, which ends in a traceback."""
    memory, cpu, file_bytes = map(int, arguments[:3])
    restrict_this_process(memory, cpu, file_bytes)
    source, folder = map(Path, arguments[3:])
    try:
        book = read(source, folder)
        (folder / "book.json").write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        if error.errno in (errno.EFBIG, errno.ENOSPC):
            return OUT_OF_MEMORY if error.errno == errno.EFBIG else DISK_FULL
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
