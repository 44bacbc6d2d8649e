"""排名: a board a group, units not rated, ranks over the rounds, published beside today, units side by side."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.matters import unit_link
from dashboard.components.panel import chart_panel, list_panel
from dashboard.components.ranking_lists import (
    COMPARED,
    compare_form,
    compared_list,
    published_list,
    section_links,
)
from dashboard.components.side_by_side import side_by_side
from dashboard.components.states import message, slot
from dashboard.desk import Desk, Parts
from dashboard.figures.bump import bump
from dashboard.figures.chart import Chart, Column, Table
from dashboard.figures.comparison import comparison
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.pages.ranking_boards import draw_boards
from dashboard.text import frame, numbers
from dashboard.text import lists as words
from dashboard.text import ranking as own_words
from dashboard.view import View

SECTIONS_ID, BOARDS_ID, NOT_RATED_ID, ROUNDS_ID, PUBLISHED_ID, FORM_ID, COMPARED_ID = (
    "ranking-sections",
    "ranking-boards",
    "ranking-not-rated",
    "ranking-rounds",
    "ranking-published",
    "ranking-compare",
    "ranking-compared",
)


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(frame.PAGE_RANKING, className="page-title"),
            html.Div(id=SECTIONS_ID),
            slot(BOARDS_ID, 700),
            slot(NOT_RATED_ID, 120),
            slot(ROUNDS_ID, 400),
            slot(PUBLISHED_ID, 60),
            slot(FORM_ID, 100),
            html.Div(id=COMPARED_ID, className="slot"),
        ]
    )


def draw_sections(desk: Desk) -> Component:
    """Draw the links to the sections of the page."""
    return section_links()


def draw_not_rated(desk: Desk) -> Component:
    """Draw the units without a score and why."""
    units = desk.ask("not_rated", group_name=desk.view.group)
    title = words.NOT_RATED_TITLE.format(count=len(units)) if len(units) else words.NOT_RATED_NONE
    columns = (
        Column(words.COLUMN_UNIT, "link"),
        Column(words.COLUMN_GROUP),
        Column(words.COLUMN_CHECKS, "number"),
        Column(words.COLUMN_REASON),
    )
    rows = tuple(
        (unit_link(unit, desk.view), unit.group_name, numbers.whole(unit.check_count), unit.reason)
        for unit in each_row(units)
    )
    return list_panel(Table(title, columns, rows))


def draw_rounds(desk: Desk) -> Component | list[Component]:
    """Draw the ranks of each group over the closed rounds and today."""
    ranks = desk.ask("ranking_rounds", group_name=desk.view.group)
    if ranks["round_name"].isna().all():
        return message(own_words.NO_ROUNDS, own_words.NO_ROUNDS_WHY)
    groups, page = ranks.groupby("group_name", sort=False), desk.view.number("page")
    return side_by_side(
        (chart.height, _bump(desk, place, chart))
        for place, chart in enumerate(bump(rows, str(group), page) for group, rows in groups)
    )


def _bump(desk: Desk, place: int, chart: Chart) -> Component:
    return chart_panel(
        chart,
        f"ranking-rounds-{place}",
        desk.view,
        desk.source,
        table_on_phone=True,
        note=own_words.BUMP_NOTE,
    )


def draw_published(desk: Desk) -> Component | None:
    """Draw where today's facts give something else than was published, and why."""
    dates = tuple(day.date() for day in desk.ask("round_dates")["as_of"])
    if not dates:
        return None
    results = desk.ask("ranking_published", dates=dates, group_name=desk.view.group)
    return published_list(results, len(dates), desk.view)


def draw_form(desk: Desk) -> Component:
    """Draw the choice of the units to compare."""
    return compare_form(desk.ask("units", group_name=None), chosen_units(desk.view))


def draw_compared(desk: Desk) -> Component | list[Component]:
    """Draw two or three units side by side."""
    chosen = chosen_units(desk.view)
    units = desk.ask("compare_units", units=chosen)
    if len(units) < 2:
        return message(own_words.COMPARE_ONE_MORE, own_words.COMPARE_ONE_MORE_WHY) if chosen else []
    chart = comparison(desk.ask("compare_components", units=chosen), units)
    drawing = chart_panel(
        chart, "ranking-compared-chart", desk.view, desk.source, note=own_words.COMPARE_NOTE
    )
    return html.Div([drawing, compared_list(units, desk.view)], className="columns")


def chosen_units(view: View) -> tuple[str, ...]:
    """Return the units the address compares, each once, at most three."""
    stated = (view.word("compare") or "").split(",")
    return tuple(dict.fromkeys(unit_id for unit_id in stated if unit_id))[:COMPARED]


PARTS: Parts = {
    SECTIONS_ID: draw_sections,
    BOARDS_ID: draw_boards,
    NOT_RATED_ID: draw_not_rated,
    ROUNDS_ID: draw_rounds,
    PUBLISHED_ID: draw_published,
    FORM_ID: draw_form,
    COMPARED_ID: draw_compared,
}
PAGE = Page("/ranking", frame.PAGE_RANKING, layout, PARTS, shows_release=True)
