"""What the pages of one finding and one spot check share: the record, its marks, its story, the forms around it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.decision_lists import open_proposals
from dashboard.components.matter_forms import Scene, is_over, window_words
from dashboard.components.matter_head import marks_cards
from dashboard.components.matter_story import story_panel
from dashboard.components.states import message
from dashboard.desk import Desk
from dashboard.frames import each_row
from dashboard.pages.unit import ask_work
from dashboard.text import disputes as words
from dashboard.text import numbers

CAUSES = {"finding": ("finding", "overdue"), "check": ("check",)}


def find_matter(desk: Desk, kind: str) -> Any | None:
    """Return the record that the address names (pages/finding_head or pages/check_head), None for none or another's."""
    ref = desk.view.word("ref")
    if ref is None:
        return None
    found = each_row(desk.store.table(f"pages/{kind}_head", ref=ref))
    return found[0] if found else None


def desk_of(desk: Desk, head: Any) -> Desk | None:
    """Return the desk at the matter's own year, at most at its close; None for a year without a scheme."""
    year = int(head.year)
    if year not in desk.store.years():
        return None
    as_of = min(desk.view.as_of, desk.store.closes_on(year))
    return replace(desk, view=replace(desk.view, year=year, as_of=as_of))


def scored(desk: Desk, kind: str, ref: str, unit_id: str) -> Any | None:
    """Return how a matter stands at the view's date (pages/receipt_fact), None when it is not known by then."""
    found = each_row(desk.ask("receipt_fact", unit_id=unit_id, kind=kind, ref=ref))
    return found[0] if found else None


def draw_marks(desk: Desk, kind: str) -> Component | None:
    """Draw what a matter costs now, what can be won back and what will be lost."""
    head = find_matter(desk, kind)
    at = desk_of(desk, head) if head else None
    if head is None or at is None or not numbers.is_missing(head.stopped_on):
        return None
    ref, unit_id = desk.view.word("ref"), str(head.unit_id)
    losses = at.ask("unit_losses", unit_id=unit_id)
    losses = losses[(losses["ref"] == ref) & losses["cause"].isin(CAUSES[kind])]
    work, _ = ask_work(at, unit_id)
    gains = each_row(work[(work["ref"] == ref) & (work["kind"] == kind)])
    receipt = _receipt(at, losses, unit_id)
    return marks_cards(losses, next(iter(gains), None), numbers.day(at.view.as_of), receipt)


def _receipt(desk: Desk, losses: pd.DataFrame, unit_id: str) -> str | None:
    """The address at which the sum of the marks is followed; None for marks that no item holds."""
    for loss in each_row(losses[losses["item"].notna()].head(1)):
        asked = {"component": loss.component, "item": loss.item, "ref": loss.ref}
        return desk.view.href(f"/unit/{quote(unit_id, safe='')}", group=None, **asked)
    return None


def draw_story(desk: Desk, kind: str) -> Component | None:
    """Draw everything that happened."""
    if find_matter(desk, kind) is None:
        return None
    return story_panel(
        desk.store.table("pages/matter_story", kind=kind, ref=desk.view.word("ref")), desk.view
    )


def scene_of(desk: Desk, kind: str, head: Any) -> Scene:
    """Return what the forms must know of a matter."""
    ref = desk.view.word("ref")
    [window] = each_row(desk.store.table("pages/objection_window", kind=kind, ref=ref))
    story = desk.store.table("pages/matter_story", kind=kind, ref=ref)
    return Scene(desk.reader, head, window, frozenset(story["what"]))


def hints(desk: Desk, scene: Scene, happened_on: Any) -> list[Component]:
    """Return what the reader must know before acting: a closed round, what waits, until when an appeal may be made."""
    told = [_closed_rounds(desk, int(scene.head.year), happened_on)]
    if scene.is_unit:
        told += _waits(scene)
    return [html.P(text, className="notice") for text in told if text]


def _waits(scene: Scene) -> list[str]:
    """What a unit waits for, and its time to object."""
    head = scene.head
    if scene.has("stopped_on"):
        return []
    told = []
    if hasattr(head, "asked_on") and scene.has("asked_on"):
        told.append(words.WAITS_EXTENSION.format(day=numbers.day(head.asked_on)))
    if scene.has("appealed_on"):
        told.append(words.WAITS_APPEAL.format(day=numbers.day(head.appealed_on)))
    elif is_over(scene.window):
        told.append(words.WINDOW_OVER.format(day=numbers.day(scene.window.last_day)))
    elif not numbers.is_missing(scene.window.last_day):
        told.append(window_words(scene.window))
    return told


def _closed_rounds(desk: Desk, year: int, happened_on: Any) -> str:
    """The closed rounds that counted the matter; only a correction changes what they published."""
    rounds = desk.store.table("pages/rounds")
    told = rounds[rounds["stands"] & (rounds["year"] == year) & (rounds["as_of"] >= happened_on)]
    named = [words.ROUND.format(name=row.name, as_of=numbers.day(row.as_of)) for row in each_row(told)]
    return words.CLOSED_ROUND.format(rounds="、".join(named)) if named else ""


def no_matter(desk: Desk, title: str, choose: str) -> Component:
    """Return what is said where the address names no record that this reader may see."""
    ref = desk.view.word("ref")
    return message(title, words.NO_MATTER_WHY.format(ref=ref)) if ref else message(choose, words.CHOOSE_WHY)


def attachments(desk: Desk, kind: str, unit_id: str) -> pd.DataFrame:
    """Return the files attached to the record that the address names."""
    return desk.store.table("pages/evidence_of", kind=kind, ref=desk.view.word("ref"), unit_id=unit_id)


def proposals(desk: Desk, kind: str) -> list[Component]:
    """Return the steps about the record that wait for a second person, with the forms by which they end."""
    if not desk.reader.may_work("proposal.withdraw"):
        return []
    rows = desk.store.table("pages/proposals")
    about = rows["sent"].map(lambda sent: json.loads(sent).get(f"{kind}_id"))
    waiting = rows[(rows["state"] == "pending") & (about == desk.view.word("ref"))]
    return open_proposals(waiting, desk.reader) if len(waiting) else []


def unit_choices(desk: Desk) -> list[tuple[str, str]]:
    """Return the units to choose from, each its id and name."""
    units = desk.store.table("pages/unit_choices", as_of=desk.view.as_of)
    return list(zip(units["unit_id"], units["name"], strict=True))


def item_choices(desk: Desk, year: int, source: str | None) -> list[tuple[str, str]]:
    """Return the items that a finding of a source may name, all of the scheme's for one from outside."""
    if year not in desk.store.years():
        return []
    edition = desk.store.year(year).edition
    if source in ("spot_check", "inspection"):
        items = desk.store.table("pages/record_items", edition=edition)
        items = items[(items["source"] == source) & ~items["is_implicit"]]
        return list(zip(items["item"], items["name"], strict=True))
    items = desk.store.table("pages/method_items", edition=edition)
    return [
        (row.item, words.ITEM_CHOICE.format(component=row.component_name, name=row.item_name))
        for row in each_row(items[~items["is_implicit"]])
    ]
