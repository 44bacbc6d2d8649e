"""A unit without tasks, or with nothing at all: its pages say so, and nothing there reads like no or full marks."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from storing import facts

from dashboard.access.reader import Reader
from dashboard.desk import Desk
from dashboard.pages import PAGES
from dashboard.view import View
from data.layout import Layout
from data.release import Writer
from data.rounds import RoundBatch
from data.store import Store

DAY = date(2023, 12, 31)
CHIEF = Reader("chief", "赵主任", "supervisor")
Told = Callable[[str, str], str]


@pytest.fixture(scope="module")
def told(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """All that the unit page writes: of X1, of which nothing is known, of X2, which has a spot check and no task."""
    folder = tmp_path_factory.mktemp("taskless")
    store = Path(shutil.copytree(golden_store, folder / "store"))
    of_year = Store(store).year(2023)
    Writer(store).submit(
        RoundBatch(
            layout=Layout(store),
            name="年中",
            year=of_year,
            as_of=date(2023, 6, 30),
            publish="full",
            correction=None,
            by="赵主任",
        )
    )
    units = ("单位编码,单位名称,单位类别", "X1,新设中心,新设单位", "X2,档案馆,新设单位")
    checks = ("抽测编号,单位,抽测日期,指标,得分,满分", "XC1,X2,2023-05-10,S1,4,5")
    for name, lines in (("units", units), ("checks", checks)):
        Writer(store).submit(facts(folder, name, *lines))
    [page] = [page for page in PAGES if page.path == "/unit"]

    def write(unit_id: str, slot: str) -> str:
        view = View(f"/unit/{unit_id}", 2023, DAY, unit_id=unit_id)
        return repr(page.parts[f"unit-{slot}"](Desk(Store(store), view, reader=CHIEF)))

    return write


def test_no_list_counts_nothing_as_0(told: Told) -> None:
    for unit_id in ("X1", "X2"):
        assert "本年度没有牵头或负责的任务" in told(unit_id, "tasks")
        assert not re.search(r"\b0项", told(unit_id, "tasks"))


def test_a_unit_that_is_not_rated_has_no_interval_and_no_chart(told: Told) -> None:
    card = told("X1", "card")
    assert "未评定" in card
    assert "还没有抽测" in card
    assert "区间" not in card
    assert (told("X1", "waterfall"), told("X1", "trend")) == ("None", "None")
    assert "权重已转给" not in told("X1", "receipt")


def test_a_component_in_which_nothing_is_owed_is_not_said_to_miss_data(told: Told) -> None:
    receipt = told("X2", "receipt")
    assert receipt.count("没有要考核的内容，不算缺数据") == 1  # the ledger
    assert (
        told("X1", "receipt").count("没有要考核的内容，不算缺数据") == 1
    )  # not rated, and owes no ledger either
    assert "尚无数据，权重已转给其余环节" in receipt  # quarters and review


def test_a_round_that_was_closed_before_the_unit_came_says_so(told: Told) -> None:
    assert "公布时不含本单位" in told("X1", "rounds")
    assert "公布时不含本单位" not in told("U00", "rounds")
