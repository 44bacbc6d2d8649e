"""办法: the scheme as a page a unit can read; other weights tried inside the floors; how stable the ranks are."""

from __future__ import annotations

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.pager import pager
from dashboard.components.panel import chart_panel, panel
from dashboard.components.scheme import (
    basis_panel,
    components_panel,
    grades_panel,
    items_panel,
    settings_panel,
)
from dashboard.components.side_by_side import side_by_side
from dashboard.components.states import message, slot
from dashboard.components.trial_form import refused_box, trial_form, weighting_words
from dashboard.desk import Desk, Parts
from dashboard.figures.stability import ROW_HEIGHT as STABILITY_ROW
from dashboard.figures.stability import stability
from dashboard.figures.trial import ROW_HEIGHT as TRIAL_ROW
from dashboard.figures.trial import trial_board
from dashboard.figures.window import page_count, windowed
from dashboard.pages.page import Page
from dashboard.text import frame
from dashboard.text import method as words
from dashboard.text.numbers import plain
from dashboard.view import TRIAL_PREFIX
from data.trials import Trial, Weights, rank_stability, read_trial, read_weights, try_weighting

NOTICE_ID, BASIS_ID, COMPONENTS_ID, ITEMS_ID, SETTINGS_ID, TRIAL_ID, RESULT_ID, STABILITY_ID = (
    "method-notice",
    "method-basis",
    "method-components",
    "method-items",
    "method-settings",
    "method-trial",
    "method-result",
    "method-stability",
)
TRIAL_ANCHOR, STABILITY_ANCHOR = "method-trial-heading", "method-stability-heading"


def layout() -> Component:
    """Return the empty page."""
    return html.Div(
        [
            html.H1(frame.PAGE_METHOD, className="page-title"),
            html.Div(id=NOTICE_ID),
            html.Div(
                [
                    html.A(words.TRIAL_HEADING, href=f"#{TRIAL_ANCHOR}"),
                    html.A(words.STABILITY_HEADING, href=f"#{STABILITY_ANCHOR}"),
                ],
                className="section-links",
            ),
            html.Div([slot(BASIS_ID, 260), slot(COMPONENTS_ID, 260)], className="columns"),
            slot(ITEMS_ID, 900),
            slot(SETTINGS_ID, 260),
            html.H2(words.TRIAL_HEADING, id=TRIAL_ANCHOR, className="section-title"),
            slot(TRIAL_ID, 110),
            slot(RESULT_ID, 300),
            html.H2(words.STABILITY_HEADING, id=STABILITY_ANCHOR, className="section-title"),
            slot(STABILITY_ID, 700),
        ]
    )


def draw_notice(desk: Desk) -> Component | None:
    """Say at the top that the address asks for a trial, and where its result stands."""
    weights = _weights(desk)
    trial = _trial(desk, weights)
    if trial is None:
        return None
    told, see = words.TRIAL_ON_TOP, words.TRIAL_SEE
    if trial.refusals:
        told, see = words.TRIAL_ON_TOP_REFUSED, words.TRIAL_SEE_WHY
    weighting = weighting_words(weights, trial.points)
    link = html.A(see, href=f"#{TRIAL_ANCHOR}")
    return html.P([told.format(weighting=weighting), link], className="notice", role="status")


def draw_basis(desk: Desk) -> Component:
    """Draw what the scheme is and what it rests on."""
    return basis_panel(desk.ask("method_edition").iloc[0])


def draw_components(desk: Desk) -> Component:
    """Draw the components with their share, and the floors."""
    return components_panel(desk.ask("method_components"), desk.ask("method_floors"))


def draw_items(desk: Desk) -> list[Component]:
    """Draw the indicator tree, one table a component."""
    items = desk.ask("method_items")
    tables: list[Component] = [items_panel(rows) for _, rows in items.groupby("component", sort=False)]
    return [*tables, html.P(words.NOT_APPLICABLE, className="panel-note")]


def draw_settings(desk: Desk) -> Component:
    """Draw the settings in sentences, and the grades."""
    settings = settings_panel(desk.ask("method_edition").iloc[0])
    return html.Div([settings, grades_panel(desk.ask("method_grades"))], className="columns")


def draw_trial(desk: Desk) -> Component:
    """Draw the form with the points of the trial, or the scheme's own."""
    weights = _weights(desk)
    trial = _trial(desk, weights)
    points = weights.points if trial is None else trial.points
    reset = desk.view.href(**{name: None for name, _ in desk.view.own if name.startswith(TRIAL_PREFIX)})
    form = trial_form(weights, points, f"{reset}#{TRIAL_ANCHOR}", f"#{TRIAL_ANCHOR}")
    title = words.TRIAL_FORM.format(full=plain(weights.full_marks))
    return panel(title, form, note=words.TRIAL_EXPLAINED)


def draw_result(desk: Desk) -> Component:
    """Draw the totals and ranks of the trial beside the real ones, or why it is refused."""
    weights = _weights(desk)
    trial = _trial(desk, weights)
    if trial is None:
        return message(words.TRIAL_NONE, words.TRIAL_NONE_WHY)
    if trial.refusals:
        return refused_box(trial.refusals)
    view = desk.view
    units = try_weighting(desk.store, view.year, view.as_of, view.group, trial.points)
    weighting = weighting_words(weights, trial.points)
    notice = html.P(words.TRIAL_NOTICE.format(weighting=weighting), className="notice", role="status")
    return html.Div([notice, _trial_boards(desk, units, weighting)], className="is-trial")


def draw_stability(desk: Desk) -> Component:
    """Draw between which ranks each unit moves over the permitted weightings."""
    view = desk.view
    units = rank_stability(desk.store, view.year, view.as_of, view.group)
    ranked = units[units["rank"].notna()]
    if ranked.empty:
        return message(words.NOTHING_TO_TRY, words.NOTHING_TO_TRY_WHY)
    parts = []
    for place, (group, rows) in enumerate(ranked.groupby("group_name", sort=False)):
        chart = windowed(stability(rows, str(group)), view.number("page"), STABILITY_ROW)
        box = chart_panel(chart, f"method-stability-{place}", view, desk.source, table_on_phone=True)
        parts.append((chart.height, box))
    note = words.STABILITY_NOTE.format(weightings=ranked["weightings"].iloc[0])
    pages = pager(view, page_count(int(ranked.groupby("group_name")["unit_id"].nunique().max())))
    return html.Div([pages, side_by_side(parts), html.P(note, className="panel-note")])


def _trial_boards(desk: Desk, units: pd.DataFrame, weighting: str) -> Component:
    has_ranks = units["rank"].notna() & units["best_rank"].notna()
    parts = []
    for place, (group, rows) in enumerate(units.groupby("group_name", sort=False)):
        if has_ranks[rows.index].any():
            board = trial_board(rows, str(group), weighting)
            chart = windowed(board, desk.view.number("page"), TRIAL_ROW)
            box = chart_panel(chart, f"method-trial-{place}", desk.view, desk.source, table_on_phone=True)
            parts.append((chart.height, box))
    if not parts:
        return message(words.NOTHING_TO_TRY, words.NOTHING_TO_TRY_WHY)
    return html.Div([side_by_side(parts), html.P(words.TRIAL_NOTE, className="panel-note")])


def _weights(desk: Desk) -> Weights:
    return read_weights(desk.store, desk.view.year, desk.view.as_of)


def _trial(desk: Desk, weights: Weights) -> Trial | None:
    stated = {
        name.removeprefix(TRIAL_PREFIX): value
        for name, value in desk.view.own
        if name.startswith(TRIAL_PREFIX)
    }
    return read_trial(stated, weights)


PARTS: Parts = {
    NOTICE_ID: draw_notice,
    BASIS_ID: draw_basis,
    COMPONENTS_ID: draw_components,
    ITEMS_ID: draw_items,
    SETTINGS_ID: draw_settings,
    TRIAL_ID: draw_trial,
    RESULT_ID: draw_result,
    STABILITY_ID: draw_stability,
}
PAGE = Page("/method", frame.PAGE_METHOD, layout, PARTS, shows_release=True)
