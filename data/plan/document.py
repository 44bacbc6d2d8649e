"""A plan document as tasks with their source, to be checked before they are stored (spec/files.md 2, 3).

Whatever the file was, it comes here as paragraphs and grids (blocks.py). Task tables are read first; without
one, paragraphs that name responsible units in brackets; without those, every sentence that states a deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from data.plan import head
from data.plan.dated import DEFINITE, dated_clauses, sentences
from data.plan.deadlines import Deadline, read_deadlines
from data.plan.entry import Entry
from data.plan.grid import Tables, read_tables
from data.plan.numbering import numbered
from data.plan.prose import bracketed, dated_sentences, deadline_in
from data.plan.refusal import refused
from data.plan.responsible import Responsible, read_responsible
from data.plan.source import read_blocks
from data.plan.text import lost_places, repair

PRINTED = " 原文："
_SHORT = 60


@dataclass(frozen=True)
class PlanTask:
    """One task in simplified characters, what its words mean, where they stand, and the words as printed."""

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
    words: str = ""

    @property
    def reference(self) -> str:
        """The place and the words as printed, in one text."""
        return f"{self.source}{PRINTED}{self.words}"


@dataclass
class PlanDocument:
    """A plan: its title, number and date as far as found, its tasks, remarks for the person who checks it.

    `file`: the document's own name. `duties`: sentences outside the tasks that state a definite deadline too,
    numbered 附-1, 附-2, ...; whether they become tasks is a human's decision.
    """

    title: str
    doc_number: str | None
    issued_on: date | None
    year: int
    tasks: list[PlanTask]
    remarks: list[str] = field(default_factory=list)
    duties: list[PlanTask] = field(default_factory=list)
    file: str = ""


def read_plan(path: Path, year: int, issued_on: date | None = None) -> PlanDocument:
    """Reads tasks, responsible units and deadlines out of a plan document.

    `issued_on` overrides the date found in the document. Raises InputRefused for a file that cannot be read,
    is a report, or holds nothing like a task, and for a year outside 1990-2100.
    """
    path = Path(path)
    if not 1990 <= year <= 2100:
        raise refused(path, f"年度{year}不合理", "请填1990到2100之间的年度")
    tables = read_tables(read_blocks(path))
    issued_on = issued_on or head.issued_on(tables.outside)
    entries, outside = _entries(path, tables, year, issued_on)
    context = (path.name, year, issued_on)
    tasks = [_task(entry, context) for entry in numbered(entries)]
    fresh = enumerate(_fresh(outside, tasks), start=1)
    duties = [_task(replace(entry, number=f"附-{n}"), context) for n, entry in fresh]
    title, doc_number = head.title(tables.outside), head.doc_number(tables.outside)
    found = PlanDocument(title, doc_number, issued_on, year, tasks, duties=duties, file=path.name)
    found.remarks = list(remarks_on(found))
    return found


def _entries(
    path: Path, tables: Tables, year: int, issued_on: date | None
) -> tuple[list[Entry], list[Entry]]:
    """The document's tasks, and the dated sentences that stand outside them."""
    if tables.found:
        if not tables.entries:
            raise refused(path, "任务表只有表头，没有任务", "请核对文件是否完整")
        return tables.entries, list(dated_sentences(tables.outside, year, issued_on))
    if head.is_report(tables.outside):
        raise refused(
            path, "这是一份报告或总结，不是工作方案，里面没有要安排的任务", "请选择工作方案、要点或任务分解表"
        )
    entries, rest = bracketed(tables.outside)
    dated = list(dated_sentences(rest, year, issued_on))
    if entries:
        return entries, dated
    if not dated:
        raise refused(
            path,
            "没有找到任务表，正文中也没有责任单位和完成时限",
            "表头应有“工作任务”“工作要求”“责任单位”“时限要求”等，请核对文件",
        )
    return dated, []


def _fresh(outside: Sequence[Entry], tasks: Sequence[PlanTask]) -> Iterator[Entry]:
    """Sentences outside the tasks that no task says as well."""
    known = "\n".join(task.words for task in tasks)
    return (entry for entry in outside if entry.words not in known)


def _task(entry: Entry, context: tuple[str, int, date | None]) -> PlanTask:
    name, year, issued_on = context
    requirement, responsible = _clean(entry.requirement), _clean(entry.responsible)
    has_column = entry.deadline is not None
    words = _clean(entry.deadline or "") if has_column else deadline_in(requirement, year, issued_on)
    deadlines = tuple(read_deadlines(words, year, issued_on))
    flags = [flag for deadline in deadlines for flag in deadline.flags]
    if has_column:
        flags += _more_deadlines(requirement, deadlines, year, issued_on)
    flags += [f"“{place}”处原文有字符丢失，请对照原件" for place in lost_places(entry.words)]
    return PlanTask(
        entry.number,
        _clean(entry.category).replace("\n", "") or None,
        _clean(entry.subcategory) or None,
        requirement,
        responsible,
        words,
        deadlines,
        read_responsible(responsible),
        f"{name} {entry.place}",
        tuple(dict.fromkeys((*entry.notes, *flags))),
        entry.words,
    )


def _clean(words: str) -> str:
    """Simplified, without pinyin and stray blanks, lines kept."""
    lines = (repair(line).strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def _more_deadlines(
    requirement: str, known: Sequence[Deadline], year: int, issued_on: date | None
) -> Iterator[str]:
    """Deadlines and counts inside the requirement of a task whose deadline column does not say them."""
    said = {(deadline.kind, deadline.due_on, deadline.n, deadline.event) for deadline in known}
    for sentence in sentences(requirement):
        for words in dated_clauses(sentence, year, issued_on):
            found = [one for one in read_deadlines(words, year, issued_on) if one.kind in DEFINITE]
            if {(one.kind, one.due_on, one.n, one.event) for one in found} - said:
                yield f"工作要求中另有时限或次数“{words}”，请核对"


def questions_on(task: PlanTask) -> Iterator[str]:
    """What a human must look at in one task."""
    if not task.requirement or not task.responsible:
        yield "缺工作要求或责任单位，请核对"
    if task.party.unresolved:
        yield f"责任单位“{'、'.join(task.party.unresolved)}”须人工确认"
    yield from task.notes


def year_remark(document: PlanDocument) -> Iterator[str]:
    """A plan issued in another year than it is read for, the one before apart: its dates would be a year off."""
    issued_on = document.issued_on
    if issued_on and issued_on.year not in {document.year, document.year - 1}:
        yield f"文件印发于{issued_on}，这里按{document.year}年度读取，请核对年度。"


def remarks_on(document: PlanDocument) -> Iterator[str]:
    """What a human must look at before the tasks are stored."""
    if document.issued_on is None:
        yield "文件中没有找到印发日期，请用 --issued-on 指定；不指定时，印发之前的期次也算应办"
    yield from year_remark(document)
    numbers = [int(task.task_no) for task in document.tasks if re.fullmatch(r"[0-9]+", task.task_no)]
    missing = sorted(set(range(1, min(max(numbers, default=0), 2000))) - set(numbers))
    if missing and 2 * len(numbers) > len(document.tasks):  # else they are labels of headings
        yield f"序号不连续，缺第{'、'.join(str(n) for n in missing[:20])}行，请核对"
    for task in document.tasks:
        for question in questions_on(task):
            yield f"第{task.task_no}项{'：' if question in task.notes else ''}{question}"
    for duty in document.duties:
        place = duty.source.rpartition(" ")[2]
        words = duty.requirement if len(duty.requirement) <= _SHORT else f"{duty.requirement[:_SHORT]}……"
        yield f"任务表外{place}另有时限“{duty.deadline_words}”：{words}，请核对是否列为任务"
