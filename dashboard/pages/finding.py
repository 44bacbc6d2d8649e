"""问题: one finding with all that happened and what can be done about it; without a number, a new one is notified."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.matter_forms import finding_forms
from dashboard.components.matter_head import finding_panel, matter_title, state_badge
from dashboard.components.panel import panel
from dashboard.components.states import slot
from dashboard.components.work_form import unscored_note, work_form
from dashboard.desk import Desk, Parts
from dashboard.pages.matter import (
    attachments,
    desk_of,
    draw_marks,
    draw_story,
    find_matter,
    hints,
    item_choices,
    no_matter,
    proposals,
    scene_of,
    scored,
    unit_choices,
)
from dashboard.pages.page import Page
from dashboard.text import disputes as words
from dashboard.text import numbers

HEAD_ID, MARKS_ID, WORK_ID, STORY_ID, NOTIFY_ID = (
    "finding-head",
    "finding-marks",
    "finding-work",
    "finding-story",
    "finding-notify",
)


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            slot(HEAD_ID, 200),
            html.Div(id=MARKS_ID, className="slot"),
            html.Div(id=WORK_ID, className="slot"),
            html.Div(id=STORY_ID, className="slot"),
            html.Div(id=NOTIFY_ID, className="slot"),
        ]
    )


def draw_head(desk: Desk) -> Component | list[Component]:
    """Draw the record of the finding with its state at the view's date."""
    head = find_matter(desk, "finding")
    if head is None:
        if desk.view.word("ref") is None and desk.reader.may_work("finding.notify"):
            return html.H1(words.NOTIFY, className="page-title")
        return no_matter(desk, words.NO_FINDING, words.CHOOSE_FINDING)
    at = desk_of(desk, head)
    fact = scored(at, "finding", head.finding_id, str(head.unit_id)) if at else None
    tracked = None if fact is None or numbers.is_missing(fact.reason) else str(fact.reason)
    state = None if at is None or fact is None else state_badge(_state(at, head, fact))
    title = matter_title(words.FINDING_TITLE.format(ref=head.finding_id), head, state, desk.view)
    files = attachments(desk, "finding", str(head.unit_id))
    return [title, finding_panel(head, tracked, files, desk.view)]


def _state(desk: Desk, head: Any, fact: Any) -> str:
    """The finding's state as lists show it: that of an open one says whether a decision is awaited."""
    listed = desk.ask("unit_findings", unit_id=str(head.unit_id))
    status = listed.loc[listed["finding_id"] == head.finding_id, "status"]
    return str(status.iloc[0] if len(status) else fact.state)


def draw_finding_marks(desk: Desk) -> Component | None:
    """Draw what the finding costs."""
    return draw_marks(desk, "finding")


def draw_work(desk: Desk) -> Component | list[Component] | None:
    """Draw what this reader may do about the finding now."""
    head = find_matter(desk, "finding")
    if head is None:
        return None
    scene = scene_of(desk, "finding", head)
    if desk.reader.may_work("finding.correct"):
        scene = replace(scene, items=tuple(item_choices(desk, int(head.year), head.source)))
    return [*hints(desk, scene, head.notified_on), *proposals(desk, "finding"), *finding_forms(scene)]


def draw_notify(desk: Desk) -> Component | None:
    """Draw the form of a new finding where the address names none; a unit has no such part."""
    if desk.view.word("ref") or not desk.reader.may_work("finding.notify"):
        return None
    form = work_form(
        "finding.notify",
        {},
        values={"notified_on": date.today()},
        options={"unit": unit_choices(desk), "item": item_choices(desk, desk.view.year, None)},
        note=words.NOTIFY_NOTE + unscored_note(desk.store, date.today().year),
    )
    return panel(words.NOTIFY, form)


def draw_finding_story(desk: Desk) -> Component | None:
    """Draw what happened to the finding."""
    return draw_story(desk, "finding")


PARTS: Parts = {
    HEAD_ID: draw_head,
    MARKS_ID: draw_finding_marks,
    WORK_ID: draw_work,
    STORY_ID: draw_finding_story,
    NOTIFY_ID: draw_notify,
}
PAGE = Page("/finding", words.PAGE_FINDING, layout, PARTS, in_navigation=False)
