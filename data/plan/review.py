"""The review of a plan before its tasks are stored: a row a task, the words beside what was understood.

What the workbook shows is built here; `review_book` writes it, `review_read` takes it back corrected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data.calendar import WorkCalendar
from data.files import forms
from data.plan.compare import GONE, Change, StoredTask
from data.plan.deadlines import Deadline, next_due
from data.plan.document import PlanDocument, PlanTask, questions_on
from data.plan.naming import Naming

TASKS, NAMES, MISSING, HELP, SOURCE = "核对", "责任单位认定", "本方案没有的任务", "填表说明", "出处"
MARK = forms.PLAN_REVIEW
YES, NO = "是", "否"
KINDS = {
    "fixed": "固定日期",
    "recurring": "定期",
    "after_issue": "方案印发后限期",
    "count": "次数要求",
    "after_event": "事项发生后限期",
    "interval": "更新频次",
    "minimum": "最短公开期",
    "open": "长期",
    "external": "由其他单位定",
    "missing": "未写时限",
}
HEADINGS = {
    "task_no": "序号",
    "questions": "须核对",
    "change": "与已存任务相比",
    "category": "工作任务",
    "subcategory": "二级任务",
    "requirement": "工作要求",
    "responsible": "责任单位原文",
    "lead": "牵头",
    "owners": "责任",
    "support": "配合",
    "unresolved": "待定",
    "suggestions": "建议",
    "deadline": "时限原文",
    "corrected": "时限改为",
    "kind": "类型",
    "due_on": "日期",
    "provisional": "暂定",
    "notes": "时限说明",
    "item": "指标",
    "accept": "存入",
    "place": "出处",
}
PARTIES = ("lead", "owners", "support", "unresolved")
WRITTEN = ("responsible", *PARTIES, "deadline", "kind", "due_on", "accept")
"""Columns that SOURCE repeats as they were written, so that a correction can be told from what was there."""
SOURCE_HEADINGS = {"task_no": "序号", "place": "位置", "words": "原文"} | {
    name: HEADINGS[name] for name in WRITTEN
}
NAME_HEADINGS = {
    "words": "文件用语",
    "unit": "认定为",
    "suggestions": "建议",
    "tasks": "任务",
    "note": "备注",
}
FACTS = {"file": "文件", "sha256": "SHA-256", "title": "标题", "doc_number": "文号", "year": "年度"} | {
    "issued_on": "印发日期"
}
Cell = str | date | None


@dataclass(frozen=True)
class ReviewRow:
    """One task as the workbook shows it: heading key → cell; `words`: the row of the document as printed."""

    cells: Mapping[str, Cell]
    words: str

    @property
    def is_asked(self) -> bool:
        """Whether a human must look at it."""
        return bool(self.cells["questions"])


def review_rows(
    document: PlanDocument,
    calendar: WorkCalendar,
    known: Naming,
    changes: Mapping[str, Change],
    stored: Mapping[str, StoredTask],
) -> list[ReviewRow]:
    """Every task and every dated sentence outside the tasks, in the document's order."""
    duties = {task.task_no for task in document.duties}
    rows = []
    for task in (*document.tasks, *document.duties):
        cells = _cells(task, document, calendar, known)
        cells["change"] = _change(changes.get(task.task_no))
        cells["item"] = str(stored.get(task.task_no, {}).get("item") or "")
        cells["accept"] = NO if task.task_no in duties else YES
        if task.task_no in duties:
            cells["questions"] = _lines(["任务表外另有时限，列为任务的请在“存入”写“是”", cells["questions"]])
        rows.append(ReviewRow(cells, task.words))
    return rows


def gone_rows(changes: Mapping[str, Change], stored: Mapping[str, StoredTask]) -> list[list[str]]:
    """Number, requirement, responsible, deadline and batch of each stored task that the document lacks."""
    names = ("requirement", "responsible", "deadline")
    return [
        [number, *(str(stored[number][name] or "") for name in names), f"第{change.batch_id}批"]
        for number, change in changes.items()
        if change.status == GONE
    ]


def open_words(document: PlanDocument, known: Naming) -> list[dict[str, str]]:
    """The words a decision may settle: heading key of NAME_HEADINGS → text, each word once."""
    tasks: dict[str, list[str]] = {}
    for task in document.tasks:
        for word in known.left_open(task.party):
            tasks.setdefault(word, []).append(task.task_no)
    return [
        {"words": word, "suggestions": "、".join(known.suggestions(word)), "tasks": "、".join(numbers)}
        for word, numbers in tasks.items()
        if word not in known.decided
    ]


def suggested(party_words: Sequence[str], known: Naming) -> str:
    """Near names of a task's open words: 区文旅局→区文化和旅游局."""
    near = ((word, known.suggestions(word)) for word in party_words)
    return "；".join(f"{word}→{'、'.join(names)}" for word, names in near if names)


def _cells(task: PlanTask, document: PlanDocument, calendar: WorkCalendar, known: Naming) -> dict[str, Cell]:
    first = task.deadlines[0]
    due_on, is_provisional = next_due(first, calendar, document.issued_on, document.year)
    unnamed = known.left_open(task.party)
    return {
        "task_no": task.task_no,
        "questions": _lines([*_unknown(task, unnamed), *questions_on(task)]),
        "category": task.category,
        "subcategory": task.subcategory,
        "requirement": task.requirement,
        "responsible": task.responsible,
        **{role: "、".join(getattr(task.party, role)) for role in PARTIES},
        "suggestions": suggested(unnamed, known),
        "deadline": task.deadline_words,
        "corrected": None,
        "kind": KINDS[first.kind],
        "due_on": due_on,
        "provisional": "暂定" if is_provisional else None,
        "notes": _lines(_notes(task)),
        "place": task.source,
    }


def _unknown(task: PlanTask, unnamed: Sequence[str]) -> Iterator[str]:
    """Names nobody bears, where units are known."""
    names = [word for word in unnamed if word not in task.party.unresolved]
    if names:
        yield f"单位表中没有“{'、'.join(names)}”"


def _notes(task: PlanTask) -> Iterator[str]:
    """How the deadlines were understood, and what is unsure about it."""
    many = len(task.deadlines) > 1
    for deadline in task.deadlines:
        if many:
            yield f"“{deadline.words}”：{KINDS[deadline.kind]}{deadline.due_on or ''}"
        elif deadline.event:
            yield f"从“{deadline.event}”起算"
        yield from _window(deadline)
        yield from deadline.flags
    if many:
        yield "一项有几个时限时，只有第一个计入台账；要分别计入请拆成几项任务"


def _window(deadline: Deadline) -> Iterator[str]:
    """From when and until when a recurring deadline holds."""
    if deadline.kind == "recurring" and deadline.starts_on:
        end = f"至{deadline.ends_on}" if deadline.ends_on else ""
        yield f"从{deadline.starts_on}起{end}的各期"


def _change(change: Change | None) -> str:
    if change is None:
        return ""
    if not change.fields:
        return change.status
    return _lines([change.status, *(f"{name}：“{old}”改为“{new}”" for name, old, new in change.fields)])


def _lines(parts: Sequence[Cell] | Iterator[str]) -> str:
    return "\n".join(dict.fromkeys(str(part) for part in parts if part))
