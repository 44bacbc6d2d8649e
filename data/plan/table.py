"""The task table of a plan printed one cell a line, headings repeated on every page.

A row begins with its number; group cells (工作任务 and its second level) are blank below their first row, or
printed again after a page break. Cells usually open with a tab; then a line without one goes on with the cell
before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.plan.source import Line
from data.plan.text import repair

_HEADINGS = {
    "number": r"序号|编号|项号",
    "category": r"(?:主要|重点|工作)?(?:任务|事项|工作|项目)|任务类别|类别|一级指标|任务名称",
    "subcategory": r"(?:二级|具体|子)(?:任务|事项|指标|项目)|重点任务|工作事项",
    "requirement": r"(?:工作|具体|任务|主要|落实|推进)?(?:要求|内容|措施|举措)|具体工作|目标要求",
    "responsible": r"(?:责任|牵头|承办|主办|落实|主责)(?:单位|部门|主体|科室)(?:及?分工)?",
    "deadline": r"(?:时限|时间|进度)要求|(?:完成|公开|工作|办理|责任|落实)?(?:时限|时间|期限|时间节点)",
    "note": r"备注|说明",
}
_NUMBER = re.compile(r"\d{1,3}(?:[-—.]\d{1,3})*[.、]?|附[-—]?\d{1,3}")
_PAGE = re.compile(r"[-—–\s]*第?\s*\d{1,4}\s*页?[-—–\s]*(?:共\s*\d+\s*页)?")
_LONGEST_HEADING = 12


@dataclass
class Row:
    """One row: its number, the cells behind it, first and last line in the file."""

    task_no: str
    first: int
    last: int
    cells: list[str] = field(default_factory=list)


@dataclass
class Table:
    """The rows in their order, the headings by meaning, lines of the file before and after the table."""

    headings: list[str]
    rows: list[Row]
    before: list[Line]
    after: list[Line]


def heading_of(words: str) -> str | None:
    """The meaning of a heading cell; None if it is no heading."""
    if len(words) > _LONGEST_HEADING * 2:
        return None
    plain = re.sub(r"\s", "", repair(words))
    return next((name for name, pattern in _HEADINGS.items() if re.fullmatch(pattern, plain)), None)


def find_table(lines: Sequence[Line]) -> Table | None:
    """The task table, or None where the lines hold no headings of one."""
    starts = [n for n in range(len(lines)) if _heads(lines, n)]
    if not starts:
        return None
    headings, _ = _headings_at(lines, starts[0])
    rows, after = _rows(lines, starts[0], width=len(headings))
    return Table(headings, rows, list(lines[: starts[0]]), after)


def _heads(lines: Sequence[Line], n: int) -> bool:
    """Whether a heading row begins here: a number heading, then at least two known ones."""
    if heading_of(lines[n].words) != "number":
        return False
    names, _ = _headings_at(lines, n)
    return len(names) >= 4 and {"responsible", "deadline"} & set(names) != set()


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


def _rows(lines: Sequence[Line], start: int, *, width: int) -> tuple[list[Row], list[Line]]:
    """Rows from the first headings on, and the lines that follow the table."""
    has_tabs = any(line.is_cell for line in lines[start : start + width])
    rows: list[Row] = []
    place, gap = start, True
    while place < len(lines):
        line = lines[place]
        if _heads(lines, place):
            _, place = _headings_at(lines, place)
            gap = True
            continue
        if not line.words and not line.is_cell:
            gap = True
            if rows and not has_tabs:
                rows[-1].cells.append("")
        elif _begins_row(line, rows, gap=gap, has_tabs=has_tabs):
            rows.append(Row(repair(line.words).rstrip(".、"), line.number, line.number))
            gap = False
        elif gap and rows and has_tabs and not line.is_cell and not _PAGE.fullmatch(line.words):
            return rows, list(lines[place:])
        elif rows and not (gap and _PAGE.fullmatch(line.words)):
            _add_line(rows[-1], line, has_tabs=has_tabs)
        place += 1
    return rows, []


def _begins_row(line: Line, rows: list[Row], *, gap: bool, has_tabs: bool) -> bool:
    words = repair(line.words).rstrip(".、")
    if (has_tabs and not line.is_cell) or not _NUMBER.fullmatch(words):
        return False
    follows = rows and rows[-1].task_no.isdigit() and words == str(int(rows[-1].task_no) + 1)
    return bool(follows or gap)


def _add_line(row: Row, line: Line, *, has_tabs: bool) -> None:
    if has_tabs and not line.is_cell and row.cells:
        row.cells[-1] = f"{row.cells[-1]}\n{line.words}".strip("\n")
    else:
        row.cells.append(line.words)
    if line.words:
        row.last = line.number
