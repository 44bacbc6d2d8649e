"""The last level of the receipt: one fact, how its marks were counted, and the rows it was read from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.data_table import data_table, evidence_link
from dashboard.components.panel import panel
from dashboard.figures.chart import Column, Table
from dashboard.frames import each_row
from dashboard.text import lists, numbers
from dashboard.text import receipt as words
from dashboard.text.numbers import is_missing, marks, percent, plain

Facts = list[tuple[str, str]]


def fact_panel(fact: Any, lost: float, page: str | None = None) -> html.Section:
    """Return one fact (a row of pages/receipt_fact) and the marks of the total it costs; who checked is left out.

    `page` is the address of its own page, None for a kind without one.
    """
    kind = words.KINDS[fact.kind]
    title = words.FACT_TITLE_NONE.format(kind=kind, ref=fact.ref)
    if lost > 0:
        title = words.FACT_TITLE.format(kind=kind, ref=fact.ref, lost=marks(lost, 4))
    parts: list[Component] = []
    for name, told in _TOLD[fact.kind](fact):
        parts += [html.Dt(name), html.Dd(told)]
    evidence = evidence_link(None if is_missing(fact.evidence) else fact.evidence)
    if evidence:
        parts += [html.Dt(words.EVIDENCE), html.Dd(_evidence(evidence))]
    more = [html.P(html.A(words.OWN_PAGE, href=page))] if page else []
    note = words.FACT_NOTE if lost > 0 else None
    return panel(title, html.Dl(parts, className="facts"), *more, note=note)


def _evidence(evidence: Any) -> Any:
    if isinstance(evidence, str):
        return evidence
    return html.A(evidence["text"], href=evidence["href"], target="_blank", rel="noopener noreferrer")


def _text(value: Any) -> str:
    return numbers.NOTHING if is_missing(value) or value == "" else str(value)


def _check(fact: Any) -> Facts:
    is_changed = fact.own_earned != fact.earned
    template = words.EARNED_CHANGED if is_changed else words.EARNED_OF
    earned = template.format(
        earned=plain(fact.earned), possible=plain(fact.possible), own=plain(fact.own_earned)
    )
    told = [
        (words.CHECKED_ON, numbers.day(fact.checked_on)),
        (words.SAMPLE, _text(fact.fact)),
        (words.EARNED, earned),
    ]
    return told if is_missing(fact.note) else [*told, (words.NOTE, fact.note)]


def _finding(fact: Any) -> Facts:
    return [
        (words.DESCRIPTION, _text(fact.fact)),
        (words.NOTIFIED_ON, numbers.day(fact.notified_on)),
        (words.DUE_ON, _due(fact)),
        (words.RECTIFIED_ON, numbers.day(fact.rectified_on)),
        (words.DAYS_LATE, numbers.whole(fact.days_late)),
        (words.STATE, lists.STATES[fact.state][0]),
        (words.FINDING_SUM, _finding_sum(fact)),
    ]


def _finding_sum(fact: Any) -> str:
    """The deduction as scoring.md section 3 counts it: base x repeat x (1 - relief) + penalty."""
    is_repeated = bool(fact.is_repeat) and fact.repeat_factor > 1
    template = words.FINDING_REPEAT if is_repeated else words.FINDING_BASE
    told = template.format(base=plain(fact.base), factor=plain(fact.repeat_factor))
    if fact.rule == "rate":
        told = words.FINDING_RATE
    elif fact.relief and fact.is_confirmed and not fact.days_late:
        told += words.FINDING_RELIEF.format(relief=percent(fact.relief))
    if fact.penalty:
        is_capped = not is_missing(fact.overdue_cap)
        template = words.FINDING_PENALTY if is_capped else words.FINDING_PENALTY_UNCAPPED
        told += template.format(
            penalty=plain(fact.penalty),
            days=numbers.whole(fact.days_late),
            each=plain(fact.overdue_per_day),
            cap=plain(fact.overdue_cap),
        )
    return words.FINDING_RESULT.format(sum=told, result=plain(fact.deduction))


def _due(fact: Any) -> str:
    if is_missing(fact.due_on) or fact.due_on == fact.original_due_on:
        return numbers.day(fact.due_on)
    return words.DUE_MOVED.format(due=numbers.day(fact.due_on), original=numbers.day(fact.original_due_on))


def _task(fact: Any) -> Facts:
    return [
        (words.REQUIREMENT, _text(fact.fact)),
        (words.RESPONSIBLE, _text(fact.responsible)),
        (words.DEADLINE, _text(fact.deadline)),
        (words.DUE_ON, _due(fact)),
        (words.DONE_ON, numbers.day(fact.done_on)),
        (words.STATE, lists.STATES[fact.state][0]),
        (words.VALUE, percent(fact.value)),
    ]


def _review(fact: Any) -> Facts:
    told = [
        (words.ITEM, _text(fact.fact)),
        (words.REVIEWED_ON, numbers.day(fact.reviewed_on)),
        (words.AWARDED, words.AWARDED_OF.format(got=plain(fact.got), points=plain(fact.points))),
    ]
    if not is_missing(fact.actual):
        reached = words.ACTUAL_OF.format(actual=plain(fact.actual), target=plain(fact.target))
        told.append((words.ACTUAL, reached))
    return told if is_missing(fact.note) else [*told, (words.NOTE, fact.note)]


_TOLD: dict[str, Callable[[Any], Facts]] = {
    "check": _check,
    "finding": _finding,
    "task": _task,
    "review": _review,
}


def sources_panel(sources: pd.DataFrame) -> html.Section:
    """Return the rows a fact was read from: file, sheet, row, batch, who stored it and when (receipt_sources)."""
    columns = (
        Column(words.SOURCE_WHAT),
        Column(words.SOURCE_FILE, "prose"),
        Column(words.SOURCE_SHEET),
        Column(words.SOURCE_ROW, "number"),
        Column(words.SOURCE_BATCH, "number"),
        Column(words.SOURCE_BY),
        Column(words.SOURCE_AT, "date"),
    )
    rows = tuple(
        (
            words.WHATS[row.what],
            row.file,
            _text(row.sheet),
            numbers.whole(row.row_no),
            numbers.whole(row.batch_id),
            _text(row.stored_by),
            f"{row.stored_at:%Y-%m-%d %H:%M}",
        )
        for row in each_row(sources)
    )
    return panel(words.SOURCES, data_table(Table(words.SOURCES, columns, rows)))
