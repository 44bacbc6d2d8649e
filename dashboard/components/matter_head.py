"""What a finding or a spot check is, in the words of its record, with its state, evidence and attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.card import card, cards
from dashboard.components.data_table import evidence_link
from dashboard.components.panel import panel
from dashboard.frames import each_row
from dashboard.text import disputes as words
from dashboard.text import lists, numbers
from dashboard.text.numbers import is_missing, marks, plain
from dashboard.view import View

Fact = tuple[str, str | Component]


def badge(text: str, look: str) -> html.Span:
    """Return a state as word, shape and colour (components.css)."""
    return html.Span(text, className=f"badge badge-{look}")


def matter_title(title: str, head: Any, state: html.Span | None, view: View) -> html.H1:
    """Return the heading: number, state, and the unit as the way to its page."""
    unit = html.Small(html.A(head.unit_name or head.unit_id, href=view.unit_address(head.unit_id)))
    return html.H1([title, *([state] if state else []), unit], className="page-title")


def finding_panel(head: Any, tracked: str | None, attachments: pd.DataFrame, view: View) -> html.Section:
    """Return a finding's record (pages/finding_head); `tracked` says why it is not scored."""
    told: list[tuple[str, Any]] = [
        (words.DESCRIPTION, head.description),
        (words.SOURCE, words.SOURCES[head.source]),
        (words.ITEM, head.item_name),
        (words.NOTIFIED_ON, numbers.day(head.notified_on)),
        (words.DUE, due_words(head)),
        (words.COUNT, None if is_missing(head.count) else numbers.whole(head.count)),
        (words.OWN_DEDUCTION, None if is_missing(head.deduction) else plain(head.deduction)),
        (words.REPEATED, words.YES if not is_missing(head.is_repeat) and head.is_repeat else None),
        (words.TASK, head.task_no),
        (words.CHECK, _check_link(head, view)),
        (words.INSPECTION, head.inspection_id),
        (words.TRACKED, tracked),
    ]
    return _record(words.PAGE_FINDING, told, head.evidence, attachments)


def _check_link(head: Any, view: View) -> Component | None:
    if is_missing(head.check_id):
        return None
    return html.A(head.check_id, href=view.href("/check", ref=head.check_id))


def due_words(head: Any) -> str:
    """Return the deadline of a finding: the extended one beside the one set first."""
    if is_missing(head.due_on) and is_missing(head.extended_to):
        return words.NO_DUE
    original = numbers.day(head.due_on)
    if is_missing(head.extended_to):
        return original
    return words.DUE_EXTENDED.format(extended=numbers.day(head.extended_to), original=original)


def check_panel(head: Any, attachments: pd.DataFrame) -> html.Section:
    """Return a spot check's record (pages/check_head); who checked is there for the office alone."""
    is_changed = not is_missing(head.changed_earned)
    template = words.EARNED_CHANGED if is_changed else words.EARNED_OF
    earned = template.format(
        earned=plain(head.changed_earned if is_changed else head.earned),
        possible=plain(head.possible),
        own=plain(head.earned),
    )
    told: list[tuple[str, Any]] = [
        (words.CHECKED_ON, numbers.day(head.checked_on)),
        (words.ITEM, head.item_name),
        (words.SAMPLE, head.sample),
        (words.EARNED, earned),
        (words.CHECKER, head.checker),
        (words.NOTE, head.note),
    ]
    return _record(words.PAGE_CHECK, told, head.evidence, attachments)


def _record(
    title: str, told: Sequence[tuple[str, Any]], evidence: Any, attachments: pd.DataFrame
) -> html.Section:
    facts: list[Fact] = [
        (name, value) for name, value in told if isinstance(value, Component) or not is_missing(value or None)
    ]
    shown = evidence_link(None if is_missing(evidence) else evidence)
    if isinstance(shown, dict):
        link = html.A(shown["text"], href=shown["href"], target="_blank", rel="noopener noreferrer")
        facts.append((words.EVIDENCE, link))
    elif shown:
        facts.append((words.EVIDENCE, shown))
    if len(attachments):
        facts.append((words.ATTACHMENTS, _attachments(attachments)))
    parts = [part for name, value in facts for part in (html.Dt(name), html.Dd(value))]
    return panel(title, html.Dl(parts, className="facts"))


def _attachments(attachments: pd.DataFrame) -> html.Ul:
    return html.Ul(
        [
            html.Li(
                html.A(
                    words.ATTACHMENT.format(name=file.name, kilobytes=-(-file.size // 1024)),
                    href=f"/evidence/{file.sha256}",
                    download=file.name,
                )
            )
            for file in each_row(attachments.drop_duplicates("sha256"))
        ],
        className="attachments",
    )


def marks_cards(losses: pd.DataFrame, gain: Any, as_of: str, receipt: str | None) -> html.Div:
    """Return what a matter costs now (its rows of pages/unit_losses) and what may change (its row of pages/unit_work).

    `gain` is None where nothing can; `receipt` is the address at which the sum is followed.
    """
    lost = float(losses["marks"].sum())
    meaning = words.LOST_MEANING.format(as_of=as_of) if lost else words.LOST_NOTHING
    shown = [card(words.LOST, marks(lost, 3), meaning=meaning, alarm=lost > 0)]
    if gain is not None and not is_missing(gain.recoverable):
        shown.append(card(words.RECOVERABLE, marks(gain.recoverable, 3), meaning=words.RECOVERABLE_MEANING))
    if gain is not None and not is_missing(gain.at_risk):
        day = numbers.day(gain.at_risk_on)
        shown.append(
            card(words.AT_RISK, marks(gain.at_risk, 3), meaning=words.AT_RISK_MEANING.format(day=day))
        )
    parts: list[Component] = [cards(*shown)]
    if receipt:
        parts.append(html.P(html.A(words.RECEIPT, href=receipt), className="panel-note"))
    return html.Div(parts)


def state_badge(state: str) -> html.Span:
    """Return the badge of a finding's state."""
    return badge(*lists.STATES[state])
