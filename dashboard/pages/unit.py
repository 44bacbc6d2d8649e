"""单位: rank card, waterfall, work list, trend, findings, losses, tasks; without one, the list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.matters import unit_link
from dashboard.components.panel import chart_panel, list_panel
from dashboard.components.rank_card import rank_cards
from dashboard.components.states import message, slot
from dashboard.components.unit_tables import (
    findings_list,
    losses_list,
    rounds_list,
    tasks_list,
    text_or_dash,
    work_list,
)
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Column, Table
from dashboard.figures.trend import trend
from dashboard.figures.waterfall import waterfall
from dashboard.frames import each_row
from dashboard.pages import receipt
from dashboard.pages.page import Layout, Page
from dashboard.text import frame, numbers
from dashboard.text import lists as words
from dashboard.view import View

CARD_ID, WATERFALL_ID, TREND_ID, WORK_ID, ROUNDS_ID, LOSSES_ID, FINDINGS_ID, TASKS_ID = (
    "unit-card",
    "unit-waterfall",
    "unit-trend",
    "unit-work",
    "unit-rounds",
    "unit-losses",
    "unit-findings",
    "unit-tasks",
)


def every_layout() -> Component:
    """Return the parts of the page and of the receipt."""
    return html.Div([layout(), receipt.layout()])


def choose(view: View) -> Layout:
    """Return the receipt's layout where the address opens one, else the page's."""
    return receipt.layout if view.unit_id and view.word("component") else layout


def layout() -> Component:
    """Return the empty page; parts that need a unit stay empty without one."""
    return html.Div(
        [
            slot(CARD_ID, 200),
            html.Div(
                [html.Div(id=WATERFALL_ID, className="slot"), html.Div(id=TREND_ID, className="slot")],
                className="columns",
            ),
            html.Div(id=WORK_ID, className="slot"),
            html.Div(id=receipt.TOTAL_ID, className="slot"),
            html.Div(id=FINDINGS_ID, className="slot"),
            html.Div(id=ROUNDS_ID, className="slot"),
            html.Div(id=LOSSES_ID, className="slot"),
            html.Div(id=TASKS_ID, className="slot"),
        ]
    )


def draw_card(desk: Desk) -> Component | list[Component]:
    """Draw the rank card: today beside what the last closed round published."""
    view = desk.view
    if view.unit_id is None:
        return [html.H1(words.CHOOSE_UNIT, className="page-title"), _unit_choice(desk)]
    found = desk.ask("unit_card", unit_id=view.unit_id)
    if found.empty:
        why = words.NO_SUCH_UNIT_WHY.format(unit_id=view.unit_id, as_of=view.as_of)
        return [message(words.NO_SUCH_UNIT, why), _unit_choice(desk)]
    unit = found.iloc[0]
    heading = html.H1([unit["name"], html.Small(unit["group_name"])], className="page-title")
    return [heading, rank_cards(unit)]


def _unit_choice(desk: Desk) -> Component:
    units = desk.ask("units", group_name=desk.view.group)
    groups = [
        _group_choice(desk, str(group), rows) for group, rows in units.groupby("group_name", sort=False)
    ]
    return html.Div(groups, className="columns columns-three")


def _group_choice(desk: Desk, group: str, units: pd.DataFrame) -> Component:
    columns = (
        Column(words.COLUMN_RANK, "number"),
        Column(words.COLUMN_UNIT, "link"),
        Column(words.COLUMN_TOTAL, "number"),
        Column(words.COLUMN_GRADE),
    )
    rows = tuple(
        (
            numbers.whole(unit.rank),
            unit_link(unit, desk.view),
            numbers.marks(unit.total, unit.decimals),
            words.NOT_RATED if unit.status == "not_rated" else text_or_dash(unit.grade),
        )
        for unit in each_row(units)
    )
    return list_panel(Table(group, columns, rows))


def draw_waterfall(desk: Desk) -> Component | None:
    """Draw the steps from full marks to the score."""
    steps = desk.ask("unit_waterfall", unit_id=desk.view.unit_id)
    if steps.empty:
        return None
    return chart_panel(
        waterfall(steps), "unit-waterfall-chart", desk.view, desk.source, note=words.WATERFALL_NOTE
    )


def draw_trend(desk: Desk) -> Component | None:
    """Draw the total at every month end so far, and today."""
    dates = month_ends(desk.view.year, desk.view.as_of)
    points = desk.ask("unit_trend", dates=dates, unit_id=desk.view.unit_id)
    if points["total"].isna().all():
        return None
    return chart_panel(trend(points), "unit-trend-chart", desk.view, desk.source, note=words.TREND_NOTE)


def month_ends(year: int, as_of: date) -> tuple[date, ...]:
    """Return the month ends from January of `year` up to `as_of`, both included."""
    last = min(as_of, date(year, 12, 31))
    return tuple(day.date() for day in pd.date_range(date(year, 1, 1), last, freq="ME"))


def draw_work(desk: Desk) -> Component | None:
    """Draw what can be won back and what is at risk."""
    unit_id = desk.view.unit_id
    if unit_id is None:
        return None
    return work_list(*ask_work(desk, unit_id), desk.view)


def ask_work(desk: Desk, unit_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a unit's work list and the units ahead; their totals say how many places each matter alone would gain."""
    ahead = desk.ask("unit_ahead", unit_id=unit_id)
    work = desk.ask("unit_work", what_ifs_for=unit_id, unit_id=unit_id, ahead=tuple(ahead["total"]))
    return work, ahead


def draw_rounds(desk: Desk) -> Component | None:
    """Draw what each closed round published beside what today's facts give at its date."""
    dates = tuple(day.date() for day in desk.ask("round_dates")["as_of"])
    if desk.view.unit_id is None or not dates:
        return None
    return rounds_list(desk.ask("unit_rounds", dates=dates, unit_id=desk.view.unit_id))


def draw_losses(desk: Desk) -> Component | None:
    """Draw every lost mark with its cause and fact."""
    return _for_unit(desk, "unit_losses", lambda losses: losses_list(losses, desk.view))


def draw_findings(desk: Desk) -> Component | None:
    """Draw the findings not closed yet."""
    return _for_unit(desk, "unit_findings", lambda findings: findings_list(findings, desk.view))


def draw_tasks(desk: Desk) -> Component | None:
    """Draw the tasks, led and supported apart."""
    return _for_unit(desk, "unit_tasks", _tasks)


def _for_unit(desk: Desk, query: str, draw: Any) -> Component | None:
    if desk.view.unit_id is None:
        return None
    drawn: Component = draw(desk.ask(query, unit_id=desk.view.unit_id))
    return drawn


def _tasks(tasks: pd.DataFrame) -> Component:
    is_support = tasks["role"] == "support"
    own, support = tasks[~is_support], tasks[is_support]
    overdue = int((own["state"] == "overdue").sum())
    title = words.TASKS_OWN.format(count=len(own), overdue=overdue) if len(own) else words.TASKS_OWN_NONE
    lists = [tasks_list(own, title)]
    if len(support):
        lists.append(tasks_list(support, words.TASKS_SUPPORT.format(count=len(support))))
    return html.Div(lists)


PARTS: Parts = {
    **receipt.PARTS,
    CARD_ID: draw_card,
    WATERFALL_ID: draw_waterfall,
    TREND_ID: draw_trend,
    WORK_ID: draw_work,
    ROUNDS_ID: draw_rounds,
    LOSSES_ID: draw_losses,
    FINDINGS_ID: draw_findings,
    TASKS_ID: draw_tasks,
}
PAGE = Page("/unit", frame.PAGE_UNIT, every_layout, PARTS, takes_unit=True, choose=choose)
