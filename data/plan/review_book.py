"""The review of a plan as a workbook: to be read beside the document, corrected, and given back to `plan`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from data.files.written import text_width
from data.plan.document import PlanDocument
from data.plan.naming import ASKED_EACH_TIME, Naming
from data.plan.refusal import refused
from data.plan.review import (
    FACTS,
    HEADINGS,
    HELP,
    KINDS,
    MARK,
    MISSING,
    NAME_HEADINGS,
    NAMES,
    NO,
    SOURCE,
    SOURCE_HEADINGS,
    TASKS,
    YES,
    Cell,
    ReviewRow,
)

_CHOICES, _HELP_HEADING = "可选名称", "怎样核对"
_NARROWEST, _WIDEST = 6, 24  # in characters
_WIDER = {"requirement": 44, "questions": 32, "change": 28, "words": 60, "工作要求": 60, _HELP_HEADING: 90}
_A3 = 8  # as Excel numbers papers
_LINE, _TALLEST = 16.5, 12  # points a line, lines a row
_FIXED = {"task_no", "questions", "change", "responsible", "suggestions", "deadline", "provisional", "notes"}
_FILLED_IN = {"corrected", "unit", "item", "note"}  # mostly blank as written
_READ_ONLY = _FIXED | {"place", "words", "tasks"}
_HELP = (
    "“核对”一行一项任务，有问题的排在前面。灰底各列是原文和说明，不能改；其余各列可以改。",
    "“牵头、责任、配合、待定”：写单位名称或一类单位的称呼（前面加@），几个用顿号隔开。有牵头单位时，其余都写在“配合”。",
    "“时限改为”：原文读错时，照能读懂的写法另写一遍，如“2026年10月31日前”“每季度结束后15日内”。",
    "“类型、日期”：改为固定日期时填日期，改为长期、由其他单位定、未写时限时清空日期；其他类型请写在“时限改为”。",
    "“存入”：写“否”的不存入。不要删行；不存的任务写“否”。",
    "“责任单位认定”一行一个没有对上的用语：在“认定为”写单位名称，几个用顿号隔开，一类单位写@加称呼。",
    f"“认定为”：由各项任务分别确定的写“{ASKED_EACH_TIME}”；空着就是还没有认定。认定以后一直有效，下次读方案也照此。",
    "改好后运行：python -m dashboard plan 本文件 --year 年度 --accept。有写错的地方会逐格说明，什么都不会存入。",
)


def write_review(
    path: Path,
    document: PlanDocument,
    digest: str,
    rows: Sequence[ReviewRow],
    words: Sequence[Mapping[str, str]],
    gone: Sequence[Sequence[str]],
    known: Naming,
) -> None:
    """Write the workbook: tasks, words to decide, stored tasks that are gone, help, and where all came from.

    `digest`: the SHA-256 of the document `document.file`. Raises InputRefused where a file of that name is
    already there, as it may hold somebody's corrections, or cannot be written.
    """
    if path.exists():
        raise refused(path, "文件已存在，里面可能有改好的内容", "请换一个文件名，或先移走它")
    try:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            writer = _Writer(book)
            writer.tasks(rows)
            writer.words(words, known)
            if gone:
                writer.table(MISSING, ["序号", "工作要求", "责任单位", "时限要求", "批次"], gone)
            writer.table(HELP, [_HELP_HEADING], [[line] for line in _HELP])
            writer.source(document, digest, rows)
    except (OSError, FileCreateError) as error:
        raise refused(path, f"文件写不进去（{error}）", "请检查文件夹是否存在、能否写入") from None


class _Writer:
    """The sheets of one workbook and their formats."""

    def __init__(self, book: Any) -> None:
        self._book = book
        base = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D9D9D9"}
        self._head = book.add_format({**base, "bold": True, "bg_color": "#DCE6F1", "valign": "vcenter"})
        self._open = book.add_format({**base, "num_format": "@"})
        self._read = book.add_format({**base, "num_format": "@", "bg_color": "#F2F2F2"})
        self._asked = book.add_format({**base, "num_format": "@", "bg_color": "#FFF2CC"})
        self._day = book.add_format({**base, "num_format": "yyyy-mm-dd"})

    def tasks(self, rows: Sequence[ReviewRow]) -> None:
        """One row a task, those with questions first, with drop-downs for what has a closed list."""
        in_turn = sorted(rows, key=lambda row: not row.is_asked)
        page = self._table(TASKS, HEADINGS, [row.cells for row in in_turn])
        last, places = len(rows), list(HEADINGS)
        for name, choices in (("kind", list(KINDS.values())), ("accept", [YES, NO])):
            at = places.index(name)
            rule = {"validate": "list", "source": choices, "error_title": "请从列表中选"}
            page.data_validation(1, at, max(1, last), at, rule)
        page.freeze_panes(1, 1)
        _printed(page, 0, across=2)

    def words(self, rows: Sequence[Mapping[str, str]], known: Naming) -> None:
        """One row a word nobody bears; names to choose from stand on a hidden sheet, several may be typed."""
        page = self._table(NAMES, NAME_HEADINGS, rows)
        shown = list(dict.fromkeys([name for _, name in known.names]))
        _printed(page, 0)
        choices = self._book.add_worksheet(_CHOICES)
        choices.write_column(0, 0, [*shown, ASKED_EACH_TIME])
        choices.hide()
        rule = {
            "validate": "list",
            "source": f"='{_CHOICES}'!$A$1:$A${len(shown) + 1}",
            "error_type": "information",
        }
        page.data_validation(1, 1, max(1, len(rows)), 1, rule)

    def source(self, document: PlanDocument, digest: str, rows: Sequence[ReviewRow]) -> None:
        """The document, and for every task its place, its words, and the columns as they were written."""
        page = self._book.add_worksheet(SOURCE)
        issued_on = document.issued_on.isoformat() if document.issued_on else ""
        values = (document.file, digest, document.title, document.doc_number or "", str(document.year))
        page.write_row(0, 0, [MARK, "记录每项任务出自何处，请不要改动"], self._head)
        for at, (heading, value) in enumerate(zip(FACTS.values(), (*values, issued_on), strict=True), 1):
            page.write_row(at, 0, [heading, value], self._read)
        top = len(FACTS) + 2
        cells = [{**row.cells, "words": row.words} for row in rows]
        self._fill(page, top, SOURCE_HEADINGS, cells, is_locked=True)
        page.freeze_panes(top + 1, 1)
        _printed(page, top)

    def table(self, name: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A sheet that is only read."""
        keys = {heading: heading for heading in headings}
        page = self._book.add_worksheet(name)
        self._fill(page, 0, keys, [dict(zip(headings, row, strict=True)) for row in rows], is_locked=True)
        page.freeze_panes(1, 0)

    def _table(self, name: str, headings: Mapping[str, str], rows: Sequence[Mapping[str, Cell]]) -> Any:
        page = self._book.add_worksheet(name)
        self._fill(page, 0, headings, rows)
        page.autofilter(0, 0, max(1, len(rows)), len(headings) - 1)
        page.freeze_panes(1, 0)
        return page

    def _fill(
        self,
        page: Any,
        top: int,
        headings: Mapping[str, str],
        rows: Sequence[Mapping[str, Cell]],
        *,
        is_locked: bool = False,
    ) -> None:
        page.write_row(top, 0, headings.values(), self._head)
        widths = {
            name: _width(name, [heading, *(_text(cells, name) for cells in rows)])
            for name, heading in headings.items()
        }
        for column, width in enumerate(widths.values()):
            page.set_column(column, column, width)
        for at, cells in enumerate(rows, start=top + 1):
            page.set_row(
                at, _LINE * min(_TALLEST, max(_lines(_text(cells, name), widths[name]) for name in headings))
            )
            for column, name in enumerate(headings):
                self._cell(page, at, column, cells.get(name), self._format(name, cells, is_locked=is_locked))

    def _format(self, name: str, cells: Mapping[str, Cell], *, is_locked: bool) -> Any:
        if name == "questions" and cells.get(name):
            return self._asked
        return self._read if is_locked or name in _READ_ONLY else self._open

    def _cell(self, page: Any, at: int, column: int, value: Cell, style: Any) -> None:
        if isinstance(value, date):
            page.write_datetime(at, column, value, self._day)
        elif value:
            page.write_string(at, column, value, style)
        else:
            page.write_blank(at, column, None, style)


def _printed(page: Any, headings: int, across: int = 1) -> None:
    """So many sheets of A3 across, the row of headings and the first column on each."""
    page.set_landscape()
    page.set_paper(_A3)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    page.fit_to_pages(across, 0)
    page.repeat_rows(headings)
    page.repeat_columns(0)
    page.set_footer("&C第&P页，共&N页")


def _text(cells: Mapping[str, Cell], name: str) -> str:
    return str(cells.get(name) or "")


def _width(name: str, texts: Sequence[str]) -> int:
    """As wide as the longest line, within what the column may take."""
    least = _WIDEST if name in _FILLED_IN else _NARROWEST
    return max(least, min(_WIDER.get(name, _WIDEST), max(map(text_width, texts)) + 3))


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; nobody else works out the height of wrapped rows."""
    return sum(max(1, -(-text_width(line) // (width - 2))) for line in text.split("\n"))
