"""抽测: one spot check with all that happened and what can be done about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.matter_forms import check_forms
from dashboard.components.matter_head import badge, check_panel, matter_title
from dashboard.components.states import slot
from dashboard.components.work_form import work_form
from dashboard.desk import Desk, Parts
from dashboard.pages.matter import (
    attachments,
    draw_marks,
    draw_story,
    find_matter,
    hints,
    item_choices,
    no_matter,
    proposals,
    scene_of,
)
from dashboard.pages.page import Page
from dashboard.text import disputes as words
from dashboard.text import numbers

HEAD_ID, MARKS_ID, WORK_ID, STORY_ID = "check-head", "check-marks", "check-work", "check-story"


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            slot(HEAD_ID, 200),
            html.Div(id=MARKS_ID, className="slot"),
            html.Div(id=WORK_ID, className="slot"),
            html.Div(id=STORY_ID, className="slot"),
        ]
    )


def draw_head(desk: Desk) -> Component | list[Component]:
    """Draw the record of the check, and whether it counts."""
    head = find_matter(desk, "check")
    if head is None:
        return no_matter(desk, words.NO_CHECK, words.CHOOSE_CHECK)
    state = badge(*(words.COUNTED if numbers.is_missing(head.stopped_on) else words.STOPPED))
    title = matter_title(words.CHECK_TITLE.format(ref=head.check_id), head, state, desk.view)
    return [title, check_panel(head, attachments(desk, "check", str(head.unit_id)))]


def draw_check_marks(desk: Desk) -> Component | None:
    """Draw what the check costs."""
    return draw_marks(desk, "check")


def draw_work(desk: Desk) -> Component | list[Component] | None:
    """Draw what this reader may do about the check now."""
    head = find_matter(desk, "check")
    if head is None:
        return None
    scene = scene_of(desk, "check", head)
    return [
        *hints(desk, scene, head.checked_on),
        *proposals(desk, "check"),
        *check_forms(scene, _notify(desk, head)),
        *_corrections(desk, head),
    ]


def _notify(desk: Desk, head: Any) -> Component | None:
    """The form of a finding that this check led to."""
    if not desk.reader.may_work("finding.notify"):
        return None
    return work_form(
        "finding.notify",
        {
            "unit": head.unit_id,
            "source": words.SOURCES["spot_check"],
            "check_id": head.check_id,
            "inspection_id": None,
        },
        values={"notified_on": date.today(), "item": None if numbers.is_missing(head.item) else head.item},
        options={"item": item_choices(desk, int(head.year), "spot_check")},
        note=words.NOTIFY_NOTE,
    )


def _corrections(desk: Desk, head: Any) -> list[Component]:
    """The way to the page on which the check is put right or withdrawn, unless a ruling on it is awaited."""
    is_barred = not (numbers.is_missing(head.stopped_on) and numbers.is_missing(head.appealed_on))
    if is_barred or not desk.reader.may_work("check.correct"):
        return []
    return [html.P(html.A(words.CORRECT_CHECK, href=desk.view.href("/record", ref=head.check_id)))]


def draw_check_story(desk: Desk) -> Component | None:
    """Draw what happened to the check."""
    return draw_story(desk, "check")


PARTS: Parts = {
    HEAD_ID: draw_head,
    MARKS_ID: draw_check_marks,
    WORK_ID: draw_work,
    STORY_ID: draw_check_story,
}
PAGE = Page("/check", words.PAGE_CHECK, layout, PARTS, in_navigation=False)
