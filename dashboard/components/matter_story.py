"""Everything that happened to a finding or a spot check, in order, in sentences (pages/matter_story)."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.panel import panel
from dashboard.frames import each_row
from dashboard.text import disputes as words
from dashboard.text import numbers
from dashboard.text.numbers import is_missing, plain
from dashboard.view import View
from data.work.step import REASON

_STORED_WITH_ITS_DECISION = ("asked", "appealed")
"""Their row is stored anew when it is decided, so the day it was first stored is not known."""


def story_panel(story: pd.DataFrame, view: View) -> html.Section:
    """Return the list of what happened, the earliest first, each with its day."""
    return panel(words.STORY, html.Ol([_event(row, view) for row in each_row(story)], className="story"))


def _event(row: Any, view: View) -> html.Li:
    told: list[str | Component] = [_sentence(row)]
    if row.what == "found":
        told = [told[0], " ", html.A(row.about, href=view.href("/finding", ref=row.about))]
    stored = row.stored_at.date()
    if row.what not in _STORED_WITH_ITS_DECISION and stored != row.happened_on.date():
        told.append(html.Small(words.STORED_LATER.format(day=numbers.day(stored))))
    return html.Li([html.Time(numbers.day(row.happened_on)), html.Span(told)])


def _sentence(row: Any) -> str:
    day, marks = numbers.day(row.day), plain(row.marks)
    result = words.RESULTS[row.result].format(day=day, marks=marks) if not is_missing(row.result) else ""
    told = "" if is_missing(row.told) else str(row.told)
    if row.what == "signed" and told:
        told = words.SIGNED_BY.format(name=told)
    if row.what == "notified" and is_missing(row.day):
        day = words.NO_DUE
    text = words.WORDS[row.what].format(told=told, day=day, marks=marks, result=result)
    reason = "" if is_missing(row.note) else str(row.note).partition(REASON)[2]
    return text + (words.BECAUSE.format(reason=reason) if reason and row.what in _WITH_REASON else "")


_WITH_REASON = ("decided", "ruled", "withdrawn")
