"""认定: what people decide, entered here and approved by a second person: marks, bonuses, use of results, rounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.choices import choices
from dashboard.components.decision_lists import (
    adjustments_list,
    open_proposals,
    outcomes_list,
    past_proposals,
    publish_panels,
    review_ref,
    reviews_list,
    rounds_list,
)
from dashboard.components.panel import panel
from dashboard.components.states import message, slot
from dashboard.components.waiting import waiting_notes
from dashboard.components.work_form import work_form
from dashboard.desk import Desk, Parts
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.text import decisions as words
from dashboard.text import numbers

CHOICE_ID, FORM_ID, LIST_ID = "decisions-choice", "decisions-form", "decisions-list"
FIRST = "proposals"


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_DECISIONS, className="page-title"),
            slot(CHOICE_ID, 40),
            html.Div(id=FORM_ID, className="slot"),
            slot(LIST_ID, 240),
        ]
    )


def draw_choice(desk: Desk) -> Component:
    """Draw what can be done here, with what is open marked."""
    chosen = _part(desk)
    return choices(
        words.CHOOSE_PART,
        [(name, desk.view.href(kind=part), part == chosen) for part, name in words.PARTS.items()],
    )


def draw_form(desk: Desk) -> list[Component]:
    """Draw what waits for a second person, and the forms of the part that is open, for those who may send them."""
    form = _FORMS[_part(desk)](desk) or []
    return [
        *waiting_notes(desk, _WAITING.get(_part(desk), ())),
        *(form if isinstance(form, list) else [form]),
    ]


def draw_list(desk: Desk) -> Component | list[Component]:
    """Draw what was entered so far."""
    return _LISTS[_part(desk)](desk)


# part → the steps that wait for a second person and concern it
_WAITING = {"adjustments": ("adjustment.enter",), "rounds": ("round.close", "round.publish")}


def _part(desk: Desk) -> str:
    return desk.view.choice("kind", words.PARTS) or FIRST


def _proposals_form(desk: Desk) -> list[Component]:
    return open_proposals(desk.store.table("pages/proposals"), desk.reader)


def _review_form(desk: Desk) -> Component | None:
    if not desk.reader.may_work("review.enter"):
        return None
    reviewed = [
        row
        for row in each_row(desk.ask("method_items", edition=_edition(desk)))
        if row.rule in words.ITEM_CHOICES
    ]
    items = [(row.item, _item_words(row, words.ITEM_CHOICES[row.rule])) for row in reviewed]
    if not items:
        return message(words.REVIEW_NO_ITEMS, words.REVIEW_NO_ITEMS_WHY)
    given = _chosen_review(desk)
    if given is not None:
        return _review_again(desk, given, next((row for row in reviewed if row.item == given.item), None))
    form = work_form(
        "review.enter",
        {"year": desk.view.year, "seen": None},
        values={"reviewed_on": date.today()},
        options={"unit": _units(desk), "item": items},
    )
    return panel(words.REVIEW_FORM, form, note=words.REVIEW_NOTE)


def _item_words(row: Any, template: str) -> str:
    return template.format(name=row.item_name, points=numbers.plain(row.points))


def _chosen_review(desk: Desk) -> Any | None:
    """The marks that the address names to be put right (review_ref), None for none."""
    ref = desk.view.word("ref")
    rows = each_row(desk.store.table("pages/decisions_reviews", year=desk.view.year)) if ref else []
    return next((row for row in rows if review_ref(row) == ref), None)


def _review_again(desk: Desk, given: Any, item: Any | None) -> Component:
    """The form with what stands, so that nobody overwrites what they have not seen; it asks what the item's rule wants.

    `item`: of the scheme; None for one that the scheme no longer has.
    """
    marks = {name: numbers.plain(getattr(given, name)) for name in ("awarded", "actual", "target")}
    filled = {name: "" if text == numbers.NOTHING else text for name, text in marks.items()}
    fixed = dict.fromkeys(_NOT_ASKED[item.rule]) if item else {}
    note = "" if numbers.is_missing(given.note) else str(given.note)
    form = work_form(
        "review.enter",
        {
            **fixed,
            "year": desk.view.year,
            "unit": given.unit_id,
            "item": given.item,
            "seen": int(given.batch_id),
        },
        values={**filled, "reviewed_on": date.today(), "note": note},
        goto=desk.view.href(kind="reviews"),
    )
    title = words.REVIEW_AGAIN.format(
        unit=given.name, item=_item_words(item, words.ITEM_MARKS) if item else given.item
    )
    return panel(title, form, note=words.REVIEW_NOTE)


_NOT_ASKED = {"entered": ("actual", "target"), "target": ("awarded",)}
"""Rule of an item → the answers that it does not want."""


def _adjustment_form(desk: Desk) -> Component | None:
    if not desk.reader.may_work("adjustment.enter"):
        return None
    form = work_form(
        "adjustment.enter",
        {"year": desk.view.year},
        values={"decided_on": date.today()},
        options={"unit": _units(desk)},
    )
    return panel(words.ADJUSTMENT_FORM, form, note=words.ADJUSTMENT_NOTE)


def _outcome_form(desk: Desk) -> Component | None:
    if not desk.reader.may_work("outcome.record"):
        return None
    form = work_form(
        "outcome.record", {}, values={"decided_on": date.today()}, options={"unit": _units(desk)}
    )
    return panel(words.OUTCOME_FORM, form, note=words.OUTCOME_NOTE)


def _round_forms(desk: Desk) -> list[Component]:
    if not desk.reader.may_work("round.close"):
        return []
    year = desk.view.year
    as_of = min(date.today(), desk.store.closes_on(year))
    form = work_form("round.close", {"year": year}, values={"as_of": as_of, "publish": "none"})
    close = panel(words.CLOSE_FORM, form, note=words.CLOSE_NOTE)
    rounds = desk.store.table("pages/rounds")
    return [*publish_panels(rounds[rounds["year"] == year]), close]


def _units(desk: Desk) -> list[tuple[str, str]]:
    units = desk.store.table("pages/unit_choices", as_of=desk.view.as_of)
    return [(name, name) for name in units["name"]]


def _edition(desk: Desk) -> int:
    return desk.store.year(desk.view.year).edition


def _review_list(desk: Desk) -> Component:
    items = {row.item: row.item_name for row in each_row(desk.ask("method_items", edition=_edition(desk)))}
    given = desk.store.table("pages/decisions_reviews", year=desk.view.year)
    return reviews_list(given, items, desk.view, may_change=desk.reader.may_work("review.enter"))


def _rounds_list(desk: Desk) -> Component:
    rounds = desk.store.table("pages/rounds")
    return rounds_list(rounds[rounds["year"] == desk.view.year], desk.view)


def _outcomes(desk: Desk) -> Component:
    asked = {"year": desk.view.year, "as_of": desk.view.as_of, "round_name": None}
    return outcomes_list(desk.store.table("pages/outcomes", **asked), desk.view)


def _adjustments(desk: Desk) -> Component:
    return adjustments_list(desk.store.table("pages/decisions_adjustments", year=desk.view.year), desk.view)


_FORMS = {
    "proposals": _proposals_form,
    "reviews": _review_form,
    "adjustments": _adjustment_form,
    "outcomes": _outcome_form,
    "rounds": _round_forms,
}
_LISTS = {
    "proposals": lambda desk: past_proposals(desk.store.table("pages/proposals")),
    "reviews": _review_list,
    "adjustments": _adjustments,
    "outcomes": _outcomes,
    "rounds": _rounds_list,
}
PARTS: Parts = {CHOICE_ID: draw_choice, FORM_ID: draw_form, LIST_ID: draw_list}
PAGE = Page("/decisions", words.PAGE_DECISIONS, layout, PARTS)
