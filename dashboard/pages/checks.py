"""抽测与检查: coverage, units checked too little, faults, quarters, repeated faults, and the stored draws."""

from __future__ import annotations

from datetime import date

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.check_tables import (
    draw_cells_table,
    draws_table,
    few_checks_table,
    repeated_table,
)
from dashboard.components.notify_link import notify_link
from dashboard.components.pager import pager
from dashboard.components.panel import chart_panel, panel
from dashboard.components.states import message, slot
from dashboard.components.work_form import work_form
from dashboard.desk import Desk, Parts
from dashboard.figures.coverage import coverage
from dashboard.figures.draw_strata import draw_strata
from dashboard.figures.faults import faults
from dashboard.figures.quarters import quarters
from dashboard.frames import each_row
from dashboard.pages.page import Page
from dashboard.text import checks as words
from dashboard.text import numbers
from dashboard.text import record as record_words

COVERAGE_ID, FEW_ID, FAULTS_ID, QUARTERS_ID, REPEATED_ID, DRAWS_ID, MAKE_ID, DRAW_ID, CELLS_ID = (
    "checks-coverage",
    "checks-few",
    "checks-faults",
    "checks-quarters",
    "checks-repeated",
    "checks-draws",
    "checks-make",
    "checks-draw",
    "checks-draw-cells",
)
UNITS_SHOWN = 25  # units a page of the coverage
FAULTS_SHOWN = 12  # kinds of faults with a bar of their own


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(words.PAGE_CHECKS, className="page-title"),
            slot(FEW_ID, 200),
            slot(COVERAGE_ID, 700),
            html.Div([slot(FAULTS_ID, 460), slot(QUARTERS_ID, 460)], className="columns"),
            slot(REPEATED_ID, 300),
            slot(DRAWS_ID, 160),
            html.Div(id=MAKE_ID, className="slot"),
            html.Div(
                [html.Div(id=CELLS_ID, className="slot"), html.Div(id=DRAW_ID, className="slot")],
                className="columns columns-wide-left",
            ),
        ]
    )


def draw_few(desk: Desk) -> list[Component]:
    """Draw the units not checked enough and what that means for their rank, and the way to notify a finding."""
    few = few_checks_table(desk.ask("checks_units", group_name=desk.view.group), desk.view)
    return [*notify_link(desk), few]


def draw_coverage(desk: Desk) -> Component | list[Component]:
    """Draw checks by unit and item, one page of units."""
    view = desk.view
    page = view.number("page") or 1
    cells = desk.ask("checks_coverage", group_name=view.group, page=page, page_size=UNITS_SHOWN)
    if cells.empty:
        return message(words.NO_ITEMS, words.NO_ITEMS_WHY)
    first = cells.iloc[0]
    drawn = chart_panel(
        coverage(cells, on_paper=desk.on_paper),
        "checks-coverage-chart",
        view,
        desk.source,
        wide=True,
        table_on_phone=True,
        note=words.COVERAGE_NOTE,
    )
    return [pager(view, int(first["page_count"])), drawn]


def draw_faults(desk: Desk) -> Component:
    """Draw the most frequent faults and their cumulative share."""
    kinds = desk.ask("checks_faults", group_name=desk.view.group, shown=FAULTS_SHOWN)
    if kinds.empty:
        return message(words.FAULTS_NONE, words.FAULTS_NONE_WHY)
    return chart_panel(faults(kinds), "checks-faults-chart", desk.view, desk.source, note=words.FAULTS_NOTE)


def draw_quarters(desk: Desk) -> Component:
    """Draw checks, inspections and findings quarter by quarter."""
    rows = desk.ask("checks_quarters", group_name=desk.view.group)
    return chart_panel(
        quarters(rows), "checks-quarters-chart", desk.view, desk.source, note=words.QUARTER_NOTE
    )


def draw_repeated(desk: Desk) -> Component:
    """Draw the faults that came back."""
    return repeated_table(desk.ask("checks_repeated", group_name=desk.view.group), desk.view)


def draw_draws(desk: Desk) -> Component:
    """Draw the stored draws; without one, how to make it."""
    draws = _draws(desk)
    if draws.empty:
        return message(words.DRAWS_NONE, words.DRAWS_NONE_WHY)
    return draws_table(draws, desk.view)


def draw_make(desk: Desk) -> Component | None:
    """Draw the form of the next draw, for those who may make one."""
    if not desk.reader.may_work("draw.make"):
        return None
    units = desk.store.table("pages/unit_choices", as_of=desk.view.as_of)
    groups = desk.ask("groups")["group_name"]
    form = work_form(
        "draw.make",
        {"year": desk.view.year},
        values={"as_of": min(date.today(), desk.store.closes_on(desk.view.year))},
        options={
            "group": [(group, group) for group in groups],
            "unit": list(zip(units["unit_id"], units["name"], strict=True)),
        },
        goto=desk.view.href(draw=None),
    )
    return panel(record_words.DRAW, form, note=record_words.DRAW_NOTE)


def draw_chosen(desk: Desk) -> Component | None:
    """Draw the strata of the chosen draw, with seed, date, release and who was left out."""
    chosen = _chosen(desk)
    if chosen is None:
        return None
    draw_no = int(chosen["draw_no"])
    strata = desk.store.table("pages/draw_strata", draw_no=draw_no)
    left_out = desk.store.table("pages/draw_exclusions", draw_no=draw_no)
    chart = draw_strata(strata, draw_no, bool(chosen["is_live"]))
    return chart_panel(chart, "checks-draw-chart", desk.view, desk.source, note=_draw_facts(chosen, left_out))


def draw_cells(desk: Desk) -> Component | None:
    """Draw what the chosen draw says is to be checked, and what of it was."""
    chosen = _chosen(desk)
    if chosen is None:
        return None
    draw_no = int(chosen["draw_no"])
    return draw_cells_table(desk.store.table("pages/draw_cells", draw_no=draw_no), draw_no, desk.view)


def _draws(desk: Desk) -> pd.DataFrame:
    return desk.store.table("pages/draws", year=desk.view.year)


def _chosen(desk: Desk) -> pd.Series | None:
    """The draw the address names, else the newest that counts, else the newest."""
    draws = _draws(desk)
    named = draws[draws["draw_no"] == desk.view.number("draw")]
    for found in (named, draws[draws["is_live"]], draws):
        if len(found):
            return found.iloc[0]
    return None


def _draw_facts(draw: pd.Series, left_out: pd.DataFrame) -> str:
    facts = words.DRAW_FACTS.format(
        seed=draw["seed"],
        group=words.EVERY_GROUP if numbers.is_missing(draw["group_name"]) else draw["group_name"],
        as_of=numbers.day(draw["as_of"]),
        made_at=numbers.day(draw["made_at"]),
        made_by=draw["made_by"] or numbers.NOTHING,
        release=draw["release_id"],
        draw_no=draw["draw_no"],
    )
    if left_out.empty:
        return facts
    units = [
        words.DRAW_EXCLUDED_UNIT.format(unit=unit.name, reason=unit.reason) for unit in each_row(left_out)
    ]
    return words.DRAW_EXCLUDED.format(units="、".join(units)) + facts


PARTS: Parts = {
    FEW_ID: draw_few,
    COVERAGE_ID: draw_coverage,
    FAULTS_ID: draw_faults,
    QUARTERS_ID: draw_quarters,
    REPEATED_ID: draw_repeated,
    DRAWS_ID: draw_draws,
    MAKE_ID: draw_make,
    DRAW_ID: draw_chosen,
    CELLS_ID: draw_cells,
}
PAGE = Page("/checks", words.PAGE_CHECKS, layout, PARTS)
