"""逾期: ageing by unit, what falls due soon, the next weeks, the list; ledgers by the plan's day, its other duties."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.choices import choices
from dashboard.components.duty_tables import duties_table, not_handed_in_table
from dashboard.components.matters import due_soon_table, overdue_table
from dashboard.components.notify_link import notify_link
from dashboard.components.pager import pager
from dashboard.components.panel import chart_panel
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.ageing import ROW_HEIGHT as AGEING_ROW
from dashboard.figures.ageing import ageing
from dashboard.figures.calendar_strip import calendar_strip
from dashboard.figures.handed_in import handed_in
from dashboard.figures.window import page_count, windowed
from dashboard.pages.page import Page
from dashboard.text import duties as duty_words
from dashboard.text import frame, numbers
from dashboard.text import lists as words
from dashboard.view import WITHIN_CHOICES

WITHIN_ID, AGEING_ID, CALENDAR_ID, DUE_SOON_ID, LIST_ID, HANDED_IN_ID, SILENT_ID, DUTIES_ID = (
    "overdue-within",
    "overdue-ageing",
    "overdue-calendar",
    "overdue-due-soon",
    "overdue-list",
    "overdue-handed-in",
    "overdue-silent",
    "overdue-duties",
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
            html.Div([slot(HANDED_IN_ID, 260), slot(SILENT_ID, 260)], className="columns"),
            slot(DUTIES_ID, 160),
        ]
    )


def draw_ageing(desk: Desk) -> Component:
    """Draw how old the open matters of each unit are."""
    units = desk.ask("overdue_ageing", group_name=desk.view.group)
    if units.empty:
        return message(words.NOTHING_OPEN, words.NOTHING_OPEN_WHY)
    chart = windowed(ageing(units), desk.view.number("page"), AGEING_ROW)
    drawn = chart_panel(chart, "overdue-ageing-chart", desk.view, desk.source, note=words.AGEING_NOTE)
    return html.Div([pager(desk.view, page_count(len(units))), drawn])


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


def draw_list(desk: Desk) -> list[Component]:
    """Draw every overdue matter with its original and extended deadline, and the way to notify another."""
    table = overdue_table(desk.ask("overdue_list", group_name=desk.view.group), desk.view)
    return [table, *notify_link(desk)]


def draw_handed_in(desk: Desk) -> Component | None:
    """Draw how many units of each group handed in the ledger by the plan's day; nothing where nobody owes one."""
    units = desk.ask("handed_in", group_name=desk.view.group)
    if units.empty:
        return None
    duty = units["duty"].iloc[0]
    stated = "" if numbers.is_missing(duty) else duty_words.HAND_IN_WORDS.format(words=duty)
    note = stated + duty_words.HAND_IN_NOTE
    return chart_panel(handed_in(units), "overdue-handed-in-chart", desk.view, desk.source, note=note)


def draw_silent(desk: Desk) -> Component:
    """Draw the units that have not handed in the ledger by the plan's day, or at all where it sets none."""
    return not_handed_in_table(desk.ask("handed_in", group_name=desk.view.group), desk.view)


def draw_duties(desk: Desk) -> Component:
    """Draw what the plan demands outside its tasks."""
    return duties_table(desk.ask("plan_duties"))


PARTS: Parts = {
    AGEING_ID: draw_ageing,
    CALENDAR_ID: draw_calendar,
    WITHIN_ID: draw_within,
    DUE_SOON_ID: draw_due_soon,
    LIST_ID: draw_list,
    HANDED_IN_ID: draw_handed_in,
    SILENT_ID: draw_silent,
    DUTIES_ID: draw_duties,
}
PAGE = Page("/overdue", frame.PAGE_OVERDUE, layout, PARTS)
