"""逾期: ageing by unit, what falls due soon, the next weeks' calendar, the list, and ledgers not handed in."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.choices import choices
from dashboard.components.matters import due_soon_table, overdue_table, silent_table
from dashboard.components.panel import chart_panel
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.ageing import ageing
from dashboard.figures.calendar_strip import calendar_strip
from dashboard.pages.page import Page
from dashboard.text import frame
from dashboard.text import lists as words
from dashboard.view import WITHIN_CHOICES

WITHIN_ID, AGEING_ID, CALENDAR_ID, DUE_SOON_ID, LIST_ID, SILENT_ID = (
    "overdue-within",
    "overdue-ageing",
    "overdue-calendar",
    "overdue-due-soon",
    "overdue-list",
    "overdue-silent",
)


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(frame.PAGE_OVERDUE, className="page-title"),
            html.Div(
                [
                    slot(AGEING_ID, 700),
                    html.Div(
                        [
                            slot(CALENDAR_ID, 210),
                            html.Div(id=WITHIN_ID, className="choices-place"),
                            slot(DUE_SOON_ID, 300),
                        ]
                    ),
                ],
                className="columns",
            ),
            slot(LIST_ID, 400),
            slot(SILENT_ID, 60),
        ]
    )


def draw_ageing(desk: Desk) -> Component:
    """Draw how old the open matters of each unit are."""
    units = desk.ask("overdue_ageing", group_name=desk.view.group)
    if units.empty:
        return message(words.NOTHING_OPEN, words.NOTHING_OPEN_WHY)
    return chart_panel(ageing(units), "overdue-ageing-chart", desk.view, desk.source, note=words.AGEING_NOTE)


def draw_calendar(desk: Desk) -> Component:
    """Draw what falls due on each of the next days."""
    days = desk.ask("overdue_calendar", group_name=desk.view.group)
    return chart_panel(calendar_strip(days), "overdue-calendar-chart", desk.view, desk.source, wide=True)


def draw_within(desk: Desk) -> Component:
    """Draw the choice of how many working days count as soon."""
    options = [
        (words.WITHIN_CHOICE.format(days=days), desk.view.href(within=days), days == desk.view.within)
        for days in WITHIN_CHOICES
    ]
    return choices(words.WITHIN, options)


def draw_due_soon(desk: Desk) -> Component:
    """Draw what falls due within the chosen working days."""
    matters = desk.ask("due_soon", group_name=desk.view.group, within=desk.view.within)
    return due_soon_table(matters, desk.view)


def draw_list(desk: Desk) -> Component:
    """Draw every overdue matter with its original and extended deadline."""
    return overdue_table(desk.ask("overdue_list", group_name=desk.view.group), desk.view)


def draw_silent(desk: Desk) -> Component:
    """Draw the units that have handed in no ledger this year."""
    return silent_table(desk.ask("ledger_silent", group_name=desk.view.group), desk.view)


PARTS: Parts = {
    AGEING_ID: draw_ageing,
    CALENDAR_ID: draw_calendar,
    WITHIN_ID: draw_within,
    DUE_SOON_ID: draw_due_soon,
    LIST_ID: draw_list,
    SILENT_ID: draw_silent,
}
PAGE = Page("/overdue", frame.PAGE_OVERDUE, layout, PARTS)
