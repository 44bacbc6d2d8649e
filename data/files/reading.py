"""Fact files in: from paths to sheets whose kind, columns and rows are known, or one list of problems."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.errors import InputRefused, Problem
from data.files import forms
from data.files.cells import MAX_CELL, MAX_COLUMNS, cell_name
from data.files.csvfile import copy_text, find_rows, read_head
from data.files.headings import NearMiss, Recognised, explain, recognise
from data.files.kinds import KINDS
from data.files.rows import RowFile
from data.files.sheet import Sheet, Workspace
from data.files.sheet_build import Source, Table, build_sheet, head_of, notes_on
from data.files.survey import survey_rows
from data.files.workbook import DISK_PROBLEM, Grid, read_workbook
from data.scratch import scratch

Progress = Callable[[str, int, int], None]

_MAX_PROBLEMS = 100
_NO_FILE = ("找不到这个文件", "请检查文件名和所在文件夹")
_TABLE_FILES = (".csv", ".xlsx", ".xls", ".ods")
_TEXT_FILES = (".doc", ".docx", ".wps", ".pdf", ".txt", ".md")


@dataclass(frozen=True)
class ReadResult:
    """The sheets that were read, in the order of the files, and notes on what was left out."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]


def read_files(paths: Sequence[Path], *, progress: Progress | None = None) -> ReadResult:
    """Reads CSV, XLSX, XLS and ODS files as text with row numbers (spec/files.md, section 1).

    Types and references are checked later. `progress(file, done, total)` is called before each file and once
    at the end. Raises InputRefused with the problems of all files together.
    """
    sheets: list[Sheet] = []
    notes: list[str] = []
    problems: list[Problem] = []
    workspace = Workspace()
    for done, (path, file) in enumerate(zip(paths, _labels(paths), strict=True)):
        if progress:
            progress(file, done, len(paths))
        folder = workspace.path / str(done)
        folder.mkdir()
        try:
            result = _read_file(Source(path, file, folder, workspace))
            sheets += result.sheets
            notes += result.notes
        except InputRefused as refused:
            problems += refused.problems
    if progress:
        progress("", len(paths), len(paths))
    if problems:
        raise InputRefused(problems)
    return ReadResult(tuple(sheets), tuple(notes))


def _labels(paths: Sequence[Path]) -> list[str]:
    """The file's name; with its folder where two names are the same, in full where that is not enough."""
    names = [path.name for path in paths]
    nested = [f"{path.parent.name}/{path.name}" for path in paths]
    for labels in (names, nested):
        if len(set(labels)) == len(labels):
            return labels
    return [str(path) for path in paths]


def _read_file(source: Source) -> ReadResult:
    suffix = source.path.suffix.lower()
    _refuse_by_name(source, suffix)
    try:
        if not source.path.is_file():
            raise _refused(source, *_NO_FILE)
        if source.path.stat().st_size == 0:
            raise _refused(source, "文件是空的", "请检查文件是否保存完整")
        return _read_csv(source) if suffix == ".csv" else _read_book(source)
    except PermissionError as error:
        raise _refused(source, "没有读取这个文件的权限", "请关闭正在使用它的程序，或检查文件权限") from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _refused(source, *_NO_FILE) from error
        if error.errno != errno.ENOSPC:
            raise
        raise _refused(source, *DISK_PROBLEM) from error


def _refuse_by_name(source: Source, suffix: str) -> None:
    if source.path.name.startswith("~$"):
        raise _refused(source, "这是打开表格时产生的临时文件", "请选择文件名不带“~$”的那个文件")
    if suffix in _TEXT_FILES:
        action = "计划文件请用 plan 命令读取；表格请另存为 .xlsx 或 .csv 后再导入"
        raise _refused(source, "这是文字材料，不是表格", action)
    if suffix not in _TABLE_FILES:
        shown = suffix or "无扩展名"
        raise _refused(source, f"不认识的文件类型“{shown}”", "请用 WPS 另存为 .xlsx 或 .csv 后再导入")


def _read_csv(source: Source) -> ReadResult:
    text = copy_text(source.path, source.file, source.folder / "text.csv")
    head = read_head(text)
    if not isinstance(head.found, Recognised):
        raise InputRefused([_unknown(source.file, None, head.found)])
    width = max(len(head.rows[head.found.header_row]), 1 + max(head.found.columns.values()))
    first_rows = head_of(head.rows, head.found.header_row, width)
    with scratch() as conn:
        rows, survey = find_rows(conn, text, head, head.found, first_rows[-1])
        table = Table(None, head.found, first_rows, rows, survey)
        sheet = build_sheet(conn, source, text.sha256, table)
    return ReadResult((sheet,), tuple(notes_on(sheet)))


def _read_book(source: Source) -> ReadResult:
    copy = source.folder / "book"
    shutil.copyfile(source.path, copy)
    with copy.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    grids = read_workbook(copy, source.file, source.folder / "sheets")
    if any(forms.PLAN_REVIEW in row[:1] for grid in grids for row in grid.head[:1]):
        action = f"请用 plan {source.file} --year 年度 --accept 存入"
        raise _refused(source, "这是方案核对表，任务和责任单位认定要一起存入", action)
    tables = [(grid, recognise(grid.head)) for grid in grids]
    problems = _book_problems(source.file, tables)
    if problems:
        raise InputRefused(problems)
    sheets: list[Sheet] = []
    notes: list[str] = []
    for grid, found in tables:
        if isinstance(found, Recognised):
            sheets.append(_sheet_of_grid(source, sha256, grid, found))
            notes += notes_on(sheets[-1])
        elif grid.width and grid.name.strip() != forms.EXPLANATION:
            notes.append(f"{source.file} 工作表“{grid.name}”：没有认出表头，未读取")
    return ReadResult(tuple(sheets), tuple(notes))


def _sheet_of_grid(source: Source, sha256: str, grid: Grid, found: Recognised) -> Sheet:
    first_rows, rows = head_of(grid.head, found.header_row, grid.width), RowFile(grid.csv, grid.width)
    with scratch() as conn:
        survey = survey_rows(conn, rows, found, first_rows[-1])
        table = Table(grid.name, found, first_rows, rows, survey)
        return build_sheet(conn, source, sha256, table)


def _book_problems(file: str, tables: Sequence[tuple[Grid, Recognised | NearMiss | None]]) -> list[Problem]:
    """What stops a workbook: a sheet that is nearly a known table, cells without a value, no table at all."""
    problems: list[Problem] = []
    for grid, found in tables:
        if isinstance(found, Recognised):
            problems += _cell_problems(file, grid, found)
        elif isinstance(found, NearMiss) and found.close:
            problems.append(explain(found, file, grid.name))
    if problems or any(isinstance(found, Recognised) for _, found in tables):
        return problems
    unknown = [
        _too_wide(file, grid) if grid.width > MAX_COLUMNS else _unknown(file, grid.name, found)
        for grid, found in tables
        if grid.rows or grid.width
    ]
    return unknown or [Problem(file, None, None, None, None, "工作簿里没有内容", "请检查文件是否保存完整")]


def _cell_problems(file: str, grid: Grid, found: Recognised) -> list[Problem]:
    """Cells without a usable value in the columns that are read, below the headings."""
    if grid.width > MAX_COLUMNS:
        return [_too_wide(file, grid)]
    headings = {column: found.kind.field(field).chinese for field, column in found.columns.items()}
    mend = "请在 WPS 中改正公式并重新保存，或改填数值"
    shorten = f"请把文字缩短到{MAX_CELL}字以内"
    cells = [(cell, mend) for cell in grid.bad] + [(cell, shorten) for cell in grid.long]
    problems = []
    for (row, column, words), action in cells:
        if row > found.header_row and column in headings:
            text = f"单元格{cell_name(row, column)}没有可用的值：{words}"
            problems.append(Problem(file, grid.name, row + 1, headings[column], words, text, action))
    return problems[:_MAX_PROBLEMS]


def _too_wide(file: str, grid: Grid) -> Problem:
    text = f"工作表有{grid.width}列，超出限度（{MAX_COLUMNS}列）"
    return Problem(file, grid.name, None, None, None, text, "请删除表格以外远处的单元格后再导入")


def _unknown(file: str, sheet: str | None, found: Recognised | NearMiss | None) -> Problem:
    if isinstance(found, NearMiss):
        return explain(found, file, sheet)
    names = "、".join(kind.chinese for kind in KINDS.values())
    action = f"请按导入说明检查表头一行；能读的表有：{names}"
    return Problem(file, sheet, None, None, None, "没有认出表头，不知道这是哪一种表", action)


def _refused(source: Source, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(source.file, None, None, None, None, problem, action)])
