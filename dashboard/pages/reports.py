"""报表: everything that can leave the building, chosen together, looked at first, fetched as one zip."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.export_cards import export_form, preview_panel, scope_form
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.pages.page import Page
from dashboard.text import exports as words

SCOPE_ID, FORM_ID, PREVIEW_ID = "reports-scope", "reports-form", "reports-preview"


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_REPORTS, className="page-title"),
            slot(SCOPE_ID, 110),
            html.Div(id=FORM_ID, className="slot"),
            html.Div(id=PREVIEW_ID, className="slot", **attributes(aria_live="polite")),
        ]
    )


def draw_scope(desk: Desk) -> Component:
    """Draw the choice of a closed round and of a unit."""
    rounds = desk.ask("rounds")
    standing = rounds[rounds["stands"] & (rounds["year"] == desk.view.year)]
    return scope_form(standing, desk.ask("units", group_name=None), desk.view)


def draw_form(desk: Desk) -> Component:
    """Draw the kinds of exports, one card each, and the button that makes the chosen ones."""
    reader = desk.reader
    return export_form(desk.view, [kind for kind in words.KINDS if reader.may_export(kind)])


def draw_preview(desk: Desk) -> Component | None:
    """Draw the beginning of the chosen export."""
    kind = desk.view.choice("preview", words.KINDS)
    if kind is None or not desk.reader.may_export(kind):
        return None
    # exports.charts walks the pages, so no page may need it to be imported
    from dashboard.exports.occasion import Occasion
    from dashboard.exports.preview import preview

    shown = preview(kind, Occasion.at(desk))
    if not shown.paths:
        return message(words.NOTHING_TO_EXPORT, words.NOTHING_TO_EXPORT_WHY)
    return preview_panel(kind, shown, desk.view)


PARTS: Parts = {
    SCOPE_ID: draw_scope,
    FORM_ID: draw_form,
    PREVIEW_ID: draw_preview,
}
PAGE = Page("/reports", words.PAGE_REPORTS, layout, PARTS)
