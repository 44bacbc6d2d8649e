"""The boards of 排名: of the facts at the date, or as a closed round published them.

A unit's account sees published boards only: without a round chosen the newest one up to the date.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from dash.development.base_component import Component

from dashboard.components.choices import choices
from dashboard.components.pager import pager
from dashboard.components.panel import chart_panel
from dashboard.components.states import message
from dashboard.desk import Desk
from dashboard.exports.occasion import Occasion
from dashboard.figures.chart import Chart
from dashboard.figures.ranking import ROW_HEIGHT, ranking_board
from dashboard.figures.ranking_columns import provisional_note
from dashboard.figures.window import page_count, windowed
from dashboard.frames import each_row
from dashboard.text import lists as words
from dashboard.text import numbers
from dashboard.text import ranking as own_words
from data.scope import UnitStore


def draw_boards(desk: Desk) -> list[Component]:
    """Draw one board for each group that has a ranked unit, below the choice of the round."""
    is_unit = isinstance(desk.store, UnitStore)
    if is_unit:
        desk = _at_newest_round(desk)
        if desk.view.word("round") is None:
            return [message(own_words.NO_ROUNDS, own_words.NO_ROUNDS_WHY)]
    parts, grades, note = _of_round(desk) if desk.view.word("round") else _of_date(desk)
    choice = _round_choice(desk, with_today=not is_unit)
    if parts.empty and is_unit:
        return [*choice, message(own_words.BOARD_NOT_SHOWN, own_words.BOARD_NOT_SHOWN_WHY)]
    if parts.empty:
        return [*choice, message(words.NOTHING_RANKED, words.NOTHING_RANKED_WHY)]
    groups = parts.groupby("group_name", sort=False)
    boards = [ranking_board(rows, grades, str(group), on_paper=desk.on_paper) for group, rows in groups]
    notes = [provisional_note(rows) + note for _, rows in groups]
    pages = page_count(int(groups["unit_id"].nunique().max()))
    drawn = [_panel(desk, place, *board) for place, board in enumerate(zip(boards, notes, strict=True))]
    return [*choice, pager(desk.view, pages), *drawn]


def _at_newest_round(desk: Desk) -> Desk:
    """The desk at the round the view names, else at the newest published one of the year up to its date."""
    view, rounds = desk.view, _rounds(desk)
    earlier = rounds[rounds["as_of"].dt.date <= view.as_of]
    if view.word("round") or earlier.empty:
        return desk
    newest = ("round", str(earlier["name"].iloc[-1]))
    return replace(desk, view=replace(view, own=(*view.own, newest)))


def _of_date(desk: Desk) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Parts, grades and note of the facts at the view's date."""
    parts = desk.ask("ranking_board", group_name=desk.view.group)
    rounds = parts[parts["round_name"].notna()]
    if rounds.empty:
        return parts, desk.ask("grades"), words.INTERVAL_NOTE_FIRST
    last = rounds.iloc[0]
    told = words.INTERVAL_NOTE.format(
        round_name=last["round_name"], round_as_of=numbers.day(last["round_as_of"])
    )
    return parts, desk.ask("grades"), told


def _of_round(desk: Desk) -> tuple[pd.DataFrame, pd.DataFrame, str]:
    """Parts, grades and note as the view's round was published; raises StoreMissing when there is none."""
    occasion = Occasion.at(desk)
    assert occasion.closed is not None  # at() found the round that the view names
    parts = occasion.ask("round_board", round_no=occasion.closed.round_no, group_name=desk.view.group)
    grades = desk.store.table("pages/grades", edition=occasion.edition)
    return parts, grades, own_words.PUBLISHED_BOARD.format(round_name=occasion.closed.name)


def _rounds(desk: Desk) -> pd.DataFrame:
    """The year's rounds that stand, in the order of their dates."""
    rounds = desk.ask("rounds")
    return rounds[rounds["stands"] & (rounds["year"] == desk.view.year)]


def _round_choice(desk: Desk, *, with_today: bool) -> list[Component]:
    standing = _rounds(desk)
    if standing.empty:
        return []
    chosen = desk.view.word("round")
    today = (own_words.BOARD_TODAY, desk.view.href(round=None, as_of=None), chosen is None)
    options = [today] if with_today else []
    options += [
        (each.name, desk.view.href(round=each.name, as_of=each.as_of.date()), each.name == chosen)
        for each in each_row(standing)
    ]
    return [choices(own_words.BOARD_OF, options)]


def _panel(desk: Desk, place: int, board: Chart, note: str) -> Component:
    chart = windowed(board, desk.view.number("page"), ROW_HEIGHT)
    chart = replace(chart, table=replace(chart.table, search=own_words.SEARCH))
    return chart_panel(
        chart,
        f"ranking-board-{place}",
        desk.view,
        desk.source,
        wide=True,
        table_on_phone=True,
        note=note,
    )
