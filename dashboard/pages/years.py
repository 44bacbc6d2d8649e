"""年度对比: two years side by side, like beside like, and why the rest cannot be compared."""

from __future__ import annotations

from collections.abc import Callable

from dash import html
from dash.development.base_component import Component

from dashboard.components.choices import choices
from dashboard.components.panel import chart_panel, panel
from dashboard.components.side_by_side import side_by_side
from dashboard.components.states import message, slot
from dashboard.components.year_tables import only_panel, parts_panel, units_panel, verdict, with_labels
from dashboard.desk import Desk, Parts
from dashboard.figures.year_rates import year_rates
from dashboard.figures.year_slope import year_slope
from dashboard.pages.page import Page
from dashboard.text import frame, numbers
from dashboard.text import years as words
from dashboard.view import AGAINST
from data.years import YearPair, compare_parts, compare_units, pair_years

HEAD_ID, SLOPES_ID, RATES_ID, PARTS_ID, ONLY_ID, UNITS_ID = (
    "years-head",
    "years-slopes",
    "years-rates",
    "years-parts",
    "years-only",
    "years-units",
)


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(frame.PAGE_YEARS, className="page-title"),
            slot(HEAD_ID, 130),
            slot(SLOPES_ID, 600),
            html.Div(
                [html.Div([slot(RATES_ID, 300), slot(ONLY_ID, 160)]), slot(PARTS_ID, 560)],
                className="columns",
            ),
            slot(UNITS_ID, 400),
        ]
    )


def draw_head(desk: Desk) -> Component:
    """Draw the choice of the other year, the dates, and whether the totals can be compared."""
    pair = _pair(desk)
    if pair is None:
        return message(words.ONE_YEAR, words.ONE_YEAR_WHY)
    options = [
        (words.AGAINST_CHOICE.format(year=year), desk.view.href(against=year), year == pair.against)
        for year in reversed(desk.store.years())
        if year != pair.year
    ]
    dates = words.DATES.format(
        year=pair.year,
        as_of=numbers.day_in_words(pair.as_of),
        against=pair.against,
        against_as_of=numbers.day_in_words(pair.against_as_of),
    )
    parts = compare_parts(desk.store, pair, desk.view.group)
    head = [choices(words.AGAINST, options), html.P(dates, className="panel-note years-dates")]
    return html.Div([*_notice(desk, pair), html.Div(head, className="years-choice"), verdict(parts)])


def draw_slopes(desk: Desk, pair: YearPair) -> Component:
    """Draw how the ranks of each group moved."""
    units = compare_units(desk.store, pair, desk.view.group)
    boxes: list[tuple[int, Component]] = []
    for place, (group, rows) in enumerate(units.groupby("group_name", sort=False)):
        if (rows["rank"].notna() & rows["rank_then"].notna()).any():
            chart = year_slope(rows, str(group), pair.year, pair.against)
            chart_id = f"years-slope-{place}"
            box = chart_panel(chart, chart_id, desk.view, desk.source, table_on_phone=True)
            boxes.append((chart.height, box))
        else:
            boxes.append((60, panel(words.SLOPE_NONE.format(group=group))))
    note = words.SLOPE_NOTE.format(year=pair.year, against=pair.against)
    return html.Div([side_by_side(boxes), html.P(note, className="panel-note")])


def draw_rates(desk: Desk, pair: YearPair) -> Component:
    """Draw the like components and items that have data in both years."""
    parts = with_labels(compare_parts(desk.store, pair, desk.view.group))
    like = parts[parts["rate_change"].notna()]
    if like.empty:
        return message(words.RATES_NONE, words.RATES_NONE_WHY)
    chart = year_rates(like, pair.year, pair.against)
    return chart_panel(
        chart, "years-rates-chart", desk.view, desk.source, table_on_phone=True, note=words.RATES_NOTE
    )


def draw_parts(desk: Desk, pair: YearPair) -> Component:
    """Draw what of the two schemes is alike, and why the rest is not."""
    return parts_panel(compare_parts(desk.store, pair, desk.view.group), pair)


def draw_only(desk: Desk, pair: YearPair) -> Component:
    """Draw the units that have a rank in one year only."""
    return only_panel(compare_units(desk.store, pair, desk.view.group), pair, desk.view)


def draw_units(desk: Desk, pair: YearPair) -> Component:
    """Draw every unit's results in both years."""
    parts = compare_parts(desk.store, pair, desk.view.group)
    is_total_like = bool(parts.loc[parts["component"].isna(), "is_like"].all())
    units = compare_units(desk.store, pair, desk.view.group)
    return units_panel(units, pair, desk.view, is_total_like=is_total_like)


def _with_pair(draw: Callable[[Desk, YearPair], Component]) -> Callable[[Desk], Component | None]:
    def drawn(desk: Desk) -> Component | None:
        pair = _pair(desk)
        return None if pair is None else draw(desk, pair)

    return drawn


def _pair(desk: Desk) -> YearPair | None:
    stated = _stated(desk)
    against = int(stated) if stated.isascii() and stated.isdigit() else None
    return pair_years(desk.store, desk.view.year, desk.view.as_of, against)


def _stated(desk: Desk) -> str:
    return dict(desk.view.own).get(AGAINST, "")


def _notice(desk: Desk, pair: YearPair) -> list[Component]:
    stated = _stated(desk)
    if not stated or stated == str(pair.against):
        return []
    told = words.BAD_AGAINST.format(value=stated, used=pair.against)
    return [html.P(told, className="notice", role="status")]


PARTS: Parts = {
    HEAD_ID: draw_head,
    SLOPES_ID: _with_pair(draw_slopes),
    RATES_ID: _with_pair(draw_rates),
    PARTS_ID: _with_pair(draw_parts),
    ONLY_ID: _with_pair(draw_only),
    UNITS_ID: _with_pair(draw_units),
}
PAGE = Page("/years", frame.PAGE_YEARS, layout, PARTS, shows_release=True)
