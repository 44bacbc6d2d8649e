"""The boards of a closed round show what was published, whatever today's facts say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.desk import Desk
from dashboard.exports.charts import charts_of
from dashboard.exports.occasion import Occasion
from dashboard.pages import find_page
from dashboard.pages.ranking_boards import draw_boards
from dashboard.text import numbers
from dashboard.view import View
from data.errors import StoreMissing
from data.store import Store

DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    return Store(demo_store)


def desk(store: Store, round_name: str) -> Desk:
    return Desk(store, View("/ranking", 2026, DAY, own=(("round", round_name),)))


def test_a_rounds_boards_show_the_stored_totals(store: Store) -> None:
    stored = Occasion.of(store, year=2026, round_name="年中").results().set_index("name")
    page, _ = find_page("/ranking")
    assert page is not None
    boards = [chart for chart in charts_of(desk(store, "年中"), page) if "board" in chart.chart_id]
    drawn = str([chart.figure for chart in boards])
    ranked = stored[stored["rank"].notna()]
    assert len(boards) == ranked["group_name"].nunique()
    assert [name for name in ranked.index if name not in drawn] == []
    totals = [numbers.marks(unit["total"], unit["decimals"]) for _, unit in ranked.iterrows()]
    assert [total for total in totals if total not in drawn] == []


def test_a_round_that_was_never_closed_is_said(store: Store) -> None:
    with pytest.raises(StoreMissing, match="没有轮次“秋季”"):
        draw_boards(desk(store, "秋季"))
