"""The receipt of 单位: from the total to component, item, fact, rule and source document in clicks.

The address says how deep it is open: `/unit/<id>?component=&item=&ref=`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.receipt import component_panel, item_panel, total_panel, trail
from dashboard.components.receipt_fact import fact_panel, sources_panel
from dashboard.components.scheme import items_panel
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.frames import each_row
from dashboard.text import lists, numbers
from dashboard.text import receipt as words

TOTAL_ID, TRAIL_ID, LEVEL_ID, RULE_ID = (
    "unit-receipt",
    "unit-receipt-trail",
    "unit-receipt-level",
    "unit-receipt-rule",
)


def layout() -> Component:
    """Return the empty receipt."""
    return html.Div(
        [slot(TRAIL_ID, 80), slot(LEVEL_ID, 400), html.Div(id=RULE_ID, className="slot")],
    )


def draw_total(desk: Desk) -> Component | None:
    """Draw the first level, which stands on the unit's page: the total and its components."""
    components = desk.ask("receipt_total", unit_id=desk.view.unit_id)
    return None if components.empty else total_panel(components, desk.view)


def draw_trail(desk: Desk) -> Component | list[Component]:
    """Draw whose receipt it is and the way from the total to here."""
    view = desk.view
    if view.word("component") is None:
        return []
    components = desk.ask("receipt_total", unit_id=view.unit_id)
    if components.empty:
        why = lists.NO_SUCH_UNIT_WHY.format(unit_id=view.unit_id, as_of=view.as_of)
        return message(lists.NO_SUCH_UNIT, why)
    first = components.iloc[0]
    back = html.A(words.BACK, href=view.href(component=None, item=None, ref=None))
    heading = html.H1(
        [first["name"], html.Small([first["group_name"], back], className="title-links")],
        className="page-title",
    )
    return [heading, trail(_steps(desk, components))]


def _steps(desk: Desk, components: pd.DataFrame) -> list[tuple[str, str]]:
    view, first = desk.view, components.iloc[0]
    total = numbers.marks(first["total"], int(first["decimals"]))
    shown = words.NOT_RATED if numbers.is_missing(first["total"]) else words.TRAIL_TOTAL.format(total=total)
    steps = [(shown, view.href(component=None, item=None, ref=None) + f"#{TOTAL_ID}")]
    for component in each_row(components[components["component"] == view.word("component")]):
        text = f"{component.component_name} {numbers.marks(component.score)}"
        steps.append((text, view.href(item=None, ref=None)))
    if view.word("item"):
        cells = _item_cells(desk)
        if len(cells):
            is_implicit = bool(cells.iloc[0]["is_implicit"])
            name = words.WHOLE_COMPONENT if is_implicit else str(cells.iloc[0]["item_name"])
            steps.append((name, view.href(ref=None)))
    if view.word("ref"):
        steps.append((str(view.word("ref")), view.href()))
    return steps


def _cells(desk: Desk) -> pd.DataFrame:
    view = desk.view
    return desk.ask("receipt_component", unit_id=view.unit_id, component=view.word("component"))


def _item_cells(desk: Desk) -> pd.DataFrame:
    cells = _cells(desk)
    return cells[cells["item"] == desk.view.word("item")]


def draw_level(desk: Desk) -> Component | list[Component]:
    """Draw the level the address opens: a component, an item of it, or a fact of that."""
    view = desk.view
    if view.word("component") is None:
        return []
    cells = _item_cells(desk) if view.word("item") else _cells(desk)
    if cells.empty:
        why = words.NO_COMPONENT_WHY.format(component=view.word("item") or view.word("component"))
        return message(words.NO_COMPONENT, why)
    if not view.word("item"):
        return component_panel(cells, view)
    facts = desk.ask("receipt_facts", unit_id=view.unit_id, item=view.word("item"))
    if not view.word("ref"):
        return item_panel(cells, facts, view)
    return _fact(desk, facts[facts["ref"] == view.word("ref")], str(cells.iloc[0]["item_name"]))


def _fact(desk: Desk, known: pd.DataFrame, item_name: str) -> Component | list[Component]:
    view = desk.view
    if known.empty:
        return message(words.NO_FACT, words.NO_FACT_WHY.format(ref=view.word("ref"), item=item_name))
    asked: dict[str, Any] = {
        "unit_id": view.unit_id,
        "kind": str(known.iloc[0]["kind"]),
        "ref": view.word("ref"),
    }
    fact = each_row(desk.ask("receipt_fact", **asked))[0]
    page = view.href(f"/{fact.kind}", ref=fact.ref) if fact.kind in ("finding", "check") else None
    sources = sources_panel(desk.ask("receipt_sources", **asked))
    return [fact_panel(fact, float(known["lost"].sum()), page), sources]


def draw_rule(desk: Desk) -> Component | None:
    """Draw what the scheme says about the item."""
    items = desk.ask("method_items")
    chosen = items[items["item"] == desk.view.word("item")]
    if chosen.empty:
        return None
    return html.Div([html.H2(words.RULE, className="section-title"), items_panel(chosen)])


PARTS: Parts = {
    TOTAL_ID: draw_total,
    TRAIL_ID: draw_trail,
    LEVEL_ID: draw_level,
    RULE_ID: draw_rule,
}
