"""总览 of the head of a unit: score and place, what to do first, where marks went, what is open, the tasks."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.components.panel import chart_panel, list_panel
from dashboard.components.rank_card import rank_cards
from dashboard.components.reader_lists import task_counts_list
from dashboard.components.states import message, slot
from dashboard.components.unit_tables import findings_list, work_list
from dashboard.desk import Desk, Parts
from dashboard.figures.chart import Column, Table
from dashboard.figures.trend import trend
from dashboard.figures.waterfall import waterfall
from dashboard.frames import each_row
from dashboard.pages.unit import ask_work, month_ends
from dashboard.text import lists as words
from dashboard.text import overview as own_words

CARD_ID, WORK_ID, LOSSES_ID, TREND_ID, FINDINGS_ID, TASKS_ID = (
    "overview-unit-card",
    "overview-unit-work",
    "overview-unit-losses",
    "overview-unit-trend",
    "overview-unit-findings",
    "overview-unit-tasks",
)


def parts() -> list[Component]:
    """Return the empty places."""
    return [
        slot(CARD_ID, 160),
        html.Div(id=WORK_ID, className="slot"),
        html.Div(
            [html.Div(id=LOSSES_ID, className="slot"), html.Div(id=TREND_ID, className="slot")],
            className="columns",
        ),
        html.Div(id=FINDINGS_ID, className="slot"),
        html.Div(id=TASKS_ID, className="slot"),
    ]


def draw_card(desk: Desk) -> Component | list[Component]:
    """Draw whose overview it is and the rank card; without a unit, the choice of one."""
    view, unit_id = desk.view, desk.view.word("unit")
    if unit_id is None:
        return _unit_choice(desk)
    found = desk.ask("unit_card", unit_id=unit_id)
    if found.empty:
        why = words.NO_SUCH_UNIT_WHY.format(unit_id=unit_id, as_of=view.as_of)
        return [message(words.NO_SUCH_UNIT, why), _unit_choice(desk)]
    unit = found.iloc[0]
    links = html.Small(
        [
            unit["group_name"],
            *_other_unit(desk),
            html.A(own_words.WHOLE_PAGE, href=view.unit_address(unit_id)),
        ],
        className="title-links",
    )
    return [html.H2([unit["name"], links], className="page-title"), rank_cards(unit)]


def _other_unit(desk: Desk) -> list[Component]:
    """The way to another unit, for those who have one."""
    if desk.reader.unit_id is not None:
        return []
    return [html.A(own_words.OTHER_UNIT, href=desk.view.href(reader="unit", unit=None))]


def _unit_choice(desk: Desk) -> Component:
    units = desk.ask("units", group_name=desk.view.group)
    rows = tuple(
        (
            unit.group_name,
            {"text": unit.name, "href": desk.view.href(reader="unit", unit=unit.unit_id)},
        )
        for unit in each_row(units)
    )
    columns = (Column(words.COLUMN_GROUP), Column(words.COLUMN_UNIT, "link"))
    return list_panel(Table(own_words.CHOOSE_UNIT, columns, rows))


def draw_work(desk: Desk) -> Component | None:
    """Draw what can be won back and what will be lost, and by when."""
    unit_id = desk.view.word("unit")
    if unit_id is None or desk.ask("unit_card", unit_id=unit_id).empty:
        return None
    return work_list(*ask_work(desk, unit_id), desk.view)


def draw_losses(desk: Desk) -> Component | None:
    """Draw the marks lost by cause."""
    steps = desk.ask("unit_waterfall", unit_id=desk.view.word("unit"))
    if steps.empty:
        return None
    return chart_panel(waterfall(steps), "overview-unit-losses-chart", desk.view, desk.source)


def draw_trend(desk: Desk) -> Component | None:
    """Draw the total at every month end so far, beside the group."""
    dates = month_ends(desk.view.year, desk.view.as_of)
    points = desk.ask("unit_trend", dates=dates, unit_id=desk.view.word("unit"))
    if points["total"].isna().all():
        return None
    return chart_panel(trend(points), "overview-unit-trend-chart", desk.view, desk.source)


def draw_findings(desk: Desk) -> Component | None:
    """Draw the findings not closed yet, with deadline and evidence."""
    unit_id = desk.view.word("unit")
    if unit_id is None:
        return None
    return findings_list(desk.ask("unit_findings", unit_id=unit_id), desk.view)


def draw_tasks(desk: Desk) -> Component | None:
    """Draw the tasks by what the unit is to them."""
    unit_id = desk.view.word("unit")
    return None if unit_id is None else task_counts_list(desk.ask("unit_task_counts", unit_id=unit_id))


PARTS: Parts = {
    CARD_ID: draw_card,
    WORK_ID: draw_work,
    LOSSES_ID: draw_losses,
    TREND_ID: draw_trend,
    FINDINGS_ID: draw_findings,
    TASKS_ID: draw_tasks,
}
