"""A plan held against the tasks a store already has for its year: what is new, changed, the same, or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.layout import Layout
from data.plan.document import PlanDocument, PlanTask
from data.store import Store

NEW, CHANGED, SAME, GONE = "新增", "变更", "相同", "取消"
COMPARED = {
    "category": "工作任务",
    "subcategory": "二级任务",
    "requirement": "工作要求",
    "responsible": "责任单位",
    "deadline": "时限要求",
    "issued_on": "印发日期",
    "item": "指标",
}
_SHOWN = 40
StoredTask = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """One task: its status, the fields that differ as (heading, old, new), the batch of the stored one, whether a plan's.

    `requirement`: the new words, or the stored ones of a task that the document lacks (取消).
    """

    task_no: str
    status: str
    requirement: str
    fields: tuple[tuple[str, str, str], ...] = ()
    batch_id: int | None = None
    is_in_plan: bool = False

    def __str__(self) -> str:
        """Say in one Chinese line what happens to the task."""
        if self.status == CHANGED:
            parts = (f"{name}“{_short(old)}”改为“{_short(new)}”" for name, old, new in self.fields)
            return f"变更 第{self.task_no}项：{'，'.join(parts)}"
        batch = f"（第{self.batch_id}批）" if self.status == GONE else ""
        return f"{self.status} 第{self.task_no}项{batch}：{_short(self.requirement)}"


def stored_tasks(layout: Layout, year: int) -> dict[str, StoredTask]:
    """Number → the task of a year as it counts in the store, in the order stored; none without a store."""
    if not layout.exists():
        return {}
    frame = Store(layout.store).table("pages/stored_tasks", year=year).astype(object)
    rows = frame.where(frame.notna(), None).to_dict("records")
    return {str(row["task_no"]): {str(name): cell for name, cell in row.items()} for row in rows}


def compared(
    document: PlanDocument, stored: Mapping[str, StoredTask], items: Mapping[str, str] | None = None
) -> dict[str, Change]:
    """Number → change, for every task of the document and every stored one; empty when nothing is stored.

    `items`: number → 指标 as a review says; a plan document never says which item its tasks feed.
    """
    if not stored:
        return {}
    found = {
        task.task_no: _change(task, stored.get(task.task_no), document, (items or {}).get(task.task_no))
        for task in document.tasks
    }
    gone = {
        number: Change(
            number,
            GONE,
            str(row["requirement"]),
            batch_id=int(row["batch_id"]),
            is_in_plan=row["what"] == "plan",
        )
        for number, row in stored.items()
        if number not in found
    }
    return found | gone


def _change(task: PlanTask, old: StoredTask | None, document: PlanDocument, item: str | None) -> Change:
    if old is None:
        return Change(task.task_no, NEW, task.requirement)
    new = {
        "category": task.category,
        "subcategory": task.subcategory,
        "requirement": task.requirement,
        "responsible": task.responsible,
        "deadline": task.deadline_words,
        "issued_on": document.issued_on,
        "item": item,
    }
    pairs = {name: (_text(old[name]), _text(new[name])) for name in COMPARED}
    fields = tuple((COMPARED[name], was, now) for name, (was, now) in pairs.items() if was != now)
    return Change(task.task_no, CHANGED if fields else SAME, task.requirement, fields, int(old["batch_id"]))


def said(changes: Mapping[str, Change]) -> Iterator[str]:
    """Lines for the person who decides: the sum, what becomes of tasks that are gone, and every difference."""
    if not changes:
        return
    counts = Counter(change.status for change in changes.values())
    parts = (f"{status}{counts[status]}项" for status in (NEW, CHANGED, SAME, GONE))
    yield f"与已存任务相比：{'，'.join(parts)}"
    gone = [change for change in changes.values() if change.status == GONE]
    if gone:
        yield "本方案没有的任务不会因存入而删除，照旧有效"
        yield from _how_to_end(gone)
    yield from (str(change) for change in changes.values() if change.status != SAME)


def _how_to_end(gone: Sequence[Change]) -> Iterator[str]:
    """What to do about tasks that are gone: their batch can be undone where it holds a plan and nothing else."""
    plans = sorted({change.batch_id or 0 for change in gone if change.is_in_plan})
    if plans:
        undone = "、".join(f"undo {batch}" for batch in plans)
        yield (
            f"确已取消的，先存入本方案，再撤销它们所在的批次（{undone}）：已被本方案替换的任务不受影响，"
            "那一批里本方案没有的任务都不再有效"
        )
    others = sorted({change.batch_id or 0 for change in gone if not change.is_in_plan})
    if others:
        batches = "、".join(f"第{batch}批" for batch in others)
        yield f"{batches}是事实文件，撤销时其中别的内容也一并撤销，请先用 batches 核对"


def _text(value: object) -> str:
    """A cell as it compares; a date as ISO text."""
    if value is None:
        return ""
    return str(value)[:10] if hasattr(value, "year") else str(value)


def _short(words: str) -> str:
    plain = words.replace("\n", "") or "（空）"
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}……"
