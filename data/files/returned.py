"""Refused rows, sent back as a workbook that looks like the one that came in (spec/files.md, section 1)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from data.errors import Problem
from data.files.headings import RETURN_REASON, heading_key
from data.files.sheet import Sheet
from data.files.written import sheet_name, text_width

_SUFFIX = "-退回"
_OWN_SUFFIX = re.compile(rf"{_SUFFIX}\d*$")
_NARROWEST, _WIDEST, _REASON_WIDTH = 8, 40, 60  # in characters of the default font

Cells = tuple[str, ...]
ByRow = Mapping[int, list[Problem]]


def write_returned(folder: Path, sheets: Sequence[Sheet], problems: Sequence[Problem]) -> list[Path]:
    """Writes `<stem>-退回.xlsx` into `folder` for each file with bad rows; answers the paths written.

    Every sheet of the file comes back with its name, title rows, headings and all columns, but only the bad
    rows, in their order and with their original text; bad cells are coloured and a last column 退回原因 says
    why. Problems find their rows by (file, sheet, row). A file already there stays: the new one is numbered.
    """
    by_sheet: dict[tuple[str, str | None], dict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        if problem.row is not None:
            by_sheet[problem.file, problem.sheet][problem.row].append(problem)
    files: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        files[sheet.file].append(sheet)
    written = []
    for file, members in files.items():
        if any((file, sheet.sheet) in by_sheet for sheet in members):
            rows = [by_sheet.get((file, sheet.sheet), {}) for sheet in members]
            written.append(_write_file(_free_path(folder, Path(file).stem), members, rows))
    return written


def _free_path(folder: Path, stem: str) -> Path:
    """A name nobody uses: someone may be mending the workbook returned before."""
    base = _OWN_SUFFIX.sub("", stem)
    path, number = folder / f"{base}{_SUFFIX}.xlsx", 1
    while path.exists():
        number += 1
        path = folder / f"{base}{_SUFFIX}{number}.xlsx"
    return path


def _write_file(path: Path, sheets: Sequence[Sheet], problems: Sequence[ByRow]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        formats = {
            "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}),
            "bad": book.add_format({"bg_color": "#FFD966", "border": 1, "num_format": "@"}),
            "plain": book.add_format({"num_format": "@"}),
            "reason": book.add_format({"font_color": "#C00000", "text_wrap": True, "valign": "top"}),
        }
        for sheet, rows in zip(sheets, problems, strict=True):
            page = book.add_worksheet(_sheet_name(sheet))
            _write_sheet(page, sheet, rows, formats)
    return path


def _sheet_name(sheet: Sheet) -> str:
    """The sheet's own name; for CSV the file's, within the limits of the format."""
    return sheet.sheet or sheet_name(Path(sheet.file).stem) or sheet.kind.chinese


def _write_sheet(page: Any, sheet: Sheet, problems: ByRow, formats: Mapping[str, Any]) -> None:
    columns = _kept_columns(sheet)
    for at, cells in enumerate(sheet.head):
        style = formats["head"] if at == len(sheet.head) - 1 else formats["plain"]
        _write_row(page, at, [(cells[column], style) for column in columns])
    page.write_string(len(sheet.head) - 1, len(columns), RETURN_REASON, formats["head"])
    texts = sheet.cells(sorted(problems))
    for at, number in enumerate(sorted(texts), start=len(sheet.head)):
        bad = _bad_columns(sheet, problems[number])
        styles = [formats["bad" if column in bad else "plain"] for column in columns]
        row = [texts[number][column] for column in columns]
        _write_row(page, at, list(zip(row, styles, strict=True)))
        page.write_string(at, len(columns), _reasons(problems[number]), formats["reason"])
    for at, width in enumerate(_widths([sheet.head[-1], *texts.values()], columns)):
        page.set_column(at, at, width)
    page.set_column(len(columns), len(columns), _REASON_WIDTH)
    page.freeze_panes(len(sheet.head), 0)


def _write_row(page: Any, at: int, cells: Sequence[tuple[str, Any]]) -> None:
    """Always as text: what looks like a formula or a link stays what it was."""
    for column, (text, style) in enumerate(cells):
        if text or style.bold:
            page.write_string(at, column, text, style)
        else:
            page.write_blank(at, column, None, style)


def _kept_columns(sheet: Sheet) -> list[int]:
    """All columns but the reason column of an earlier return."""
    own = heading_key(RETURN_REASON)
    return [column for column, text in enumerate(sheet.head[-1]) if heading_key(text) != own]


def _bad_columns(sheet: Sheet, problems: Sequence[Problem]) -> set[int]:
    """Columns the problems name, by heading, field name or Chinese name."""
    named = {problem.column for problem in problems}
    return {
        column
        for field, column in sheet.columns.items()
        if named & {field, sheet.kind.field(field).chinese, sheet.heading(field)}
    }


def _reasons(problems: Sequence[Problem]) -> str:
    parts = []
    for problem in problems:
        place = f"{problem.column}：" if problem.column else ""
        parts.append(f"{place}{problem.problem}（{problem.action.rstrip('。')}）")
    return "；".join(dict.fromkeys(parts))


def _widths(rows: Sequence[Cells], columns: Sequence[int]) -> Iterator[int]:
    for column in columns:
        widest = max(text_width(row[column]) for row in rows)
        yield max(_NARROWEST, min(_WIDEST, widest + 2))
