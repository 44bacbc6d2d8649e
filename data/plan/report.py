"""Tasks of a plan as `plan` prints them (spec/files.md section 2)."""

from __future__ import annotations

from typing import Any

from data.calendar import WorkCalendar
from data.plan.deadlines import next_due
from data.plan.document import PlanDocument, PlanTask

PLAN_HEADINGS = {
    "task_no": "序号",
    "category": "工作任务",
    "subcategory": "二级任务",
    "requirement": "工作要求",
    "lead": "牵头",
    "support": "配合",
    "owners": "责任单位",
    "unresolved": "待人工确认",
    "suggestions": "建议",
    "deadline": "时限要求",
    "kind": "时限类型",
    "due_on": "到期日",
    "provisional": "暂定",
    "source": "出处",
}
"""Columns of the table; `suggestions` is the table's alone, the other keys are those of `plan_json`."""


def plan_json(document: PlanDocument, calendar: WorkCalendar) -> list[dict[str, Any]]:
    """One object a task, dates as ISO text; `rule` only with a number, `deadlines` only when several.

    `source` holds the place and the words of the whole row or sentence as printed.
    """
    return [_task_json(task, document, calendar) for task in document.tasks]


def _task_json(task: PlanTask, document: PlanDocument, calendar: WorkCalendar) -> dict[str, Any]:
    dues = [next_due(deadline, calendar, document.issued_on, document.year) for deadline in task.deadlines]
    first, (due_on, is_provisional) = task.deadlines[0], dues[0]
    found: dict[str, Any] = {
        "task_no": task.task_no,
        "category": task.category,
        "subcategory": task.subcategory,
        "requirement": task.requirement,
        "responsible": task.responsible,
        "lead": list(task.party.lead),
        "support": list(task.party.support),
        "owners": list(task.party.owners),
        "unresolved": list(task.party.unresolved),
        "deadline": task.deadline_words,
        "kind": first.kind,
        "due_on": due_on.isoformat() if due_on else None,
        "provisional": is_provisional,
        "source": task.reference,
    }
    if first.n is not None:
        found["rule"] = {"n": first.n, "unit": first.unit, "event": first.event}
    if len(task.deadlines) > 1:
        found["deadlines"] = [
            {"words": deadline.words, "kind": deadline.kind, "due_on": due.isoformat() if due else None}
            for deadline, (due, _) in zip(task.deadlines, dues, strict=True)
        ]
    return found
