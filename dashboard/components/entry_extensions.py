"""More time for a task's entry: what was asked and decided, the form that asks, the form that decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.access.reader import Reader
from dashboard.components.entry_forms import text
from dashboard.components.matter_forms import folded
from dashboard.components.work_form import work_form
from dashboard.text import entries as words
from dashboard.text import numbers
from data.accounts.roles import UNIT
from data.work.steps.extensions import GRANTED, REFUSED

Fixed = dict[str, str | int | None]
_DECISIONS = {"granted": GRANTED, "refused": REFUSED}


def extension_parts(
    reader: Reader,
    task: Any,
    year: int,
    requests: Sequence[Any],
    entries: Sequence[Any],
    files: Sequence[Any],
) -> list[Component]:
    """Return the requests of a task (pages/entry_extensions) and the forms for what this reader may do about them.

    `entries`: those of the task that are not done (pages/entry_deadlines), one form each that may ask. `files`: those
    attached to the requests (pages/entry_evidence).
    """
    waiting = [request for request in requests if numbers.is_missing(request.decided_on)]
    asked = {text(request.item) for request in waiting}
    forms: list[Component] = []
    if reader.may_work("extension.decide"):
        forms += [_decide(task, year, request) for request in waiting]
    if reader.may_work("extension.ask"):
        forms += [
            _ask(reader, task, year, entry, len(entries))
            for entry in entries
            if asked.isdisjoint((text(entry.entry), None))
        ]
    told: list[Component] = [html.P(_told(request)) for request in requests]
    if files:
        links = [
            html.Li(html.A(file.name, href=f"/evidence/{file.sha256}", download=file.name)) for file in files
        ]
        told.append(html.Ul(links, className="attachments"))
    return [html.H3(words.EXTENSIONS), *told, *forms] if told or forms else []


def _told(request: Any) -> str:
    asked = words.EXTENSION_ASKED.format(
        name=text(request.item) or words.ONE_LINE,
        day=numbers.day(request.requested_on),
        reason=text(request.reason) or words.NOT_STATED,
    )
    if numbers.is_missing(request.decided_on):
        return asked + words.EXTENSION_WAITS
    decision, decided_on = _DECISIONS[request.decision], numbers.day(request.decided_on)
    if request.decision == "refused":
        return asked + words.EXTENSION_REFUSED.format(day=decided_on, decision=decision)
    until = numbers.day(request.new_due_on)
    return asked + words.EXTENSION_GRANTED.format(day=decided_on, decision=decision, until=until)


def _key(task: Any, year: int, item: str | None) -> Fixed:
    return {
        "finding_id": None,
        "check_id": None,
        "unit": task.name,
        "year": year,
        "task_no": task.task_no,
        "item": item,
    }


def _ask(reader: Reader, task: Any, year: int, entry: Any, count: int) -> html.Details:
    """The folded form of one entry; a unit's own request is made today."""
    fixed = _key(task, year, text(entry.entry) if count > 1 else None)
    if reader.role == UNIT:
        fixed["requested_on"] = None
    title = words.EXTENSION_ASK.format(
        name=text(entry.entry) or words.ONE_LINE, day=numbers.day(entry.due_on)
    )
    form = work_form("extension.ask", fixed, values={"requested_on": date.today()})
    return folded(title, form)


def _decide(task: Any, year: int, request: Any) -> html.Form:
    key = _key(task, year, text(request.item))
    fixed = key | {"requested_on": numbers.day(request.requested_on), "seen": int(request.batch_id)}
    return work_form("extension.decide", fixed, values={"decided_on": date.today()})
