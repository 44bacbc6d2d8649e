"""A plan document as tasks with their source, to be checked before they are stored (spec/files.md 2, 3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.plan.cells import Cells, cells_of
from data.plan.deadlines import Deadline, read_deadlines
from data.plan.responsible import Responsible, read_responsible
from data.plan.source import Line, read_lines, refused
from data.plan.table import Row, Table, find_table
from data.plan.text import repair

_DOC_NUMBER = re.compile(
    r"(?P<office>[\u4e00-\u9fff]{2,14})[〔\[［【(（](?P<year>(?:19|20)\d\d)[〕\]］】)）]\s*第?(?P<n>\d{1,4})号"
)
_DATE = re.compile(r"((?:19|20)\d\d)(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
_TITLE_END = re.compile(r"(?:通知|方案|意见|要点|办法|计划|清单|分解表|规定|函)$")
_SALUTATION = re.compile(r"[：:]$")
_LOST = re.compile(r"[\ufffd]|(?<=[\u4e00-\u9fff])\?|\?(?=[\u4e00-\u9fff])")
_PROSE_DATE = re.compile(r"[日月年][底末]?前|日内|小时内|不少于|至少|不得少于")
_SENTENCE = re.compile(r"[^。；\n]+")
_DATED = frozenset({"fixed", "after_issue", "count", "recurring", "after_event"})


@dataclass(frozen=True)
class PlanTask:
    """One task as printed, what its words mean, and where they stand."""

    task_no: str
    category: str | None
    subcategory: str | None
    requirement: str
    responsible: str
    deadline_words: str
    deadlines: tuple[Deadline, ...]
    party: Responsible
    source: str
    notes: tuple[str, ...] = ()


@dataclass
class PlanDocument:
    """A plan: its title, number and date as far as found, its tasks, remarks for the person who checks it."""

    title: str
    doc_number: str | None
    issued_on: date | None
    year: int
    tasks: list[PlanTask]
    remarks: list[str] = field(default_factory=list)


def read_plan(path: Path, year: int, issued_on: date | None = None) -> PlanDocument:
    """Reads tasks, responsible units and deadlines out of a plan document.

    `issued_on` overrides the date found in the document. Raises InputRefused for a file that is no text, or
    holds no task table with 序号, 责任单位 and 时限要求, and for a year outside 1990-2100.
    """
    path = Path(path)
    if not 1990 <= year <= 2100:
        raise refused(path, f"年度{year}不合理", "请填1990到2100之间的年度")
    lines = read_lines(path)
    table = find_table(lines)
    if table is None:
        raise refused(
            path,
            "没有找到任务表",
            "表头应有“序号”“工作要求”“责任单位”“时限要求”，请核对文件",
        )
    if not table.rows:
        raise refused(path, "任务表只有表头，没有任务", "请核对文件是否完整")
    issued_on = issued_on or _issued_on(table.before)
    tasks = list(_tasks(path, table, year, issued_on))
    remarks = [*_remarks(tasks, issued_on), *_prose_remarks([*table.before, *table.after], year, issued_on)]
    return PlanDocument(_title(table.before), _doc_number(table.before), issued_on, year, tasks, remarks)


def _tasks(path: Path, table: Table, year: int, issued_on: date | None) -> Iterator[PlanTask]:
    """Tasks with group cells carried down; a new first level ends the second."""
    category = subcategory = None
    repeated = {number for number, n in Counter(row.task_no for row in table.rows).items() if n > 1}
    for row in table.rows:
        cells = cells_of(row.cells, table.headings)
        first, second = _levels(cells, category)
        if first and first != category:
            category, subcategory = first, None
        subcategory = second or subcategory
        notes = ("序号重复，请核对",) if row.task_no in repeated else ()
        yield _task(path, row, cells, (category, subcategory), (year, issued_on, notes))


def _levels(cells: Cells, category: str | None) -> tuple[str | None, str | None]:
    """A lone group cell that repeats the running category is that category again."""
    if cells.category is None and cells.subcategory == category:
        return category, None
    return cells.category, cells.subcategory


def _task(
    path: Path,
    row: Row,
    cells: Cells,
    groups: tuple[str | None, str | None],
    context: tuple[int, date | None, tuple[str, ...]],
) -> PlanTask:
    year, issued_on, notes = context
    deadlines = tuple(read_deadlines(cells.deadline, year, issued_on))
    flags = dict.fromkeys(flag for deadline in deadlines for flag in deadline.flags)
    more = (*notes, *cells.notes, *flags, *_requirement_notes(cells.requirement, year, issued_on))
    where = f"{path.name} 第{row.first}行" + (f"-第{row.last}行" if row.last > row.first else "")
    return PlanTask(
        row.task_no,
        *groups,
        cells.requirement,
        cells.responsible,
        cells.deadline,
        deadlines,
        read_responsible(cells.responsible),
        where,
        more,
    )


def _requirement_notes(requirement: str, year: int, issued_on: date | None) -> Iterator[str]:
    """Deadlines and counts inside the requirement, and characters lost on the way."""
    for words in _dated_sentences(requirement, year, issued_on):
        yield f"工作要求中另有时限或次数“{words}”，请核对"
    if _LOST.search(requirement):
        yield "原文有字符丢失，请对照原件"


def _dated_sentences(text: str, year: int, issued_on: date | None) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        for words in re.split(r"[，,]", match[0]):
            if _PROSE_DATE.search(repair(words)) and read_deadlines(words, year, issued_on)[0].kind in _DATED:
                yield words.strip()


def _remarks(tasks: Sequence[PlanTask], issued_on: date | None) -> Iterator[str]:
    """What a human must look at before the tasks are stored."""
    if issued_on is None:
        yield "文件中没有找到印发日期，请用 --issued-on 指定"
    numbers = [int(task.task_no) for task in tasks if task.task_no.isdigit()]
    missing = sorted(set(range(1, max(numbers, default=0))) - set(numbers))
    if missing:
        yield f"序号不连续，缺第{'、'.join(str(n) for n in missing[:20])}行，请核对"
    for task in tasks:
        if not task.requirement or not task.responsible:
            yield f"第{task.task_no}项缺工作要求或责任单位，请核对"
        if task.party.unresolved:
            yield f"第{task.task_no}项责任单位“{'、'.join(task.party.unresolved)}”须人工确认"
        yield from (f"第{task.task_no}项：{note}" for note in task.notes)


def _prose_remarks(lines: Sequence[Line], year: int, issued_on: date | None) -> Iterator[str]:
    for line in lines:
        for words in _dated_sentences(line.words, year, issued_on):
            yield f"正文第{line.number}行另有时限“{words}”，请核对是否列为任务"


def _issued_on(lines: Sequence[Line]) -> date | None:
    """The date that stands alone on a line (the signature's), else the first after 时间 or 日期."""
    plain = [repair(line.words) for line in lines]
    alone = (_DATE.fullmatch(words) for words in plain)
    labelled = (_DATE.search(words) for words in plain if re.search(r"(?:时间|日期)[:：]", words))
    for match in (*alone, *labelled):
        if match:
            try:
                return date(*(int(part) for part in match.groups()))
            except ValueError:
                continue
    return None


def _doc_number(lines: Sequence[Line]) -> str | None:
    """The document's own number: the first that opens a line before the salutation, less a stray 字."""
    for line in lines:
        words = repair(line.words)
        match = _DOC_NUMBER.match(words)
        if match:
            return f"{match['office'].lstrip('字')}〔{match['year']}〕{match['n']}号"
        if _SALUTATION.search(words):
            break
    return None


def _title(lines: Sequence[Line]) -> str:
    """The heading before the salutation, its lines joined."""
    found = ""
    for line in lines:
        words = line.words
        if not words or _DOC_NUMBER.match(repair(words)):
            continue
        if _SALUTATION.search(words) or len(found) > 120:
            break
        found += words
        if _TITLE_END.search(repair(words)):
            return found
    return found
