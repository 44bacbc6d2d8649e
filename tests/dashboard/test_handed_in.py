"""逾期: who handed in the ledger by the plan's day, as a figure and a list, and the plan's other duties."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from asking import ask, words_of
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from dashboard.desk import Desk
from dashboard.figures.handed_in import handed_in
from dashboard.pages import overdue
from dashboard.view import View
from data.store import Store

PLAN_DAY = pd.Timestamp(2026, 7, 31)


def drawn(app: Dash, slot: str, day: date) -> str:
    view = View("/overdue", day.year, day, given=("as_of",)).to_json()
    return words_of(ask(app, f"{slot}.children", shell_view_data=view))


def rows(*states: str, day: pd.Timestamp | None = PLAN_DAY, is_past: bool = True) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "group_no": 1,
            "group_name": "镇街",
            "as_of": pd.Timestamp(2026, 8, 3),
            "due_on": day,
            "is_past": is_past,
            "overdue": 2,
            "state": states,
        }
    )


@pytest.mark.parametrize(
    ("units", "title"),
    [
        (rows("missing", "handed_in"), "2026年7月31日应报台账，1个单位逾期未报，其中1个已有2件事项到期未办"),
        (rows("handed_in_late", "handed_in"), "2026年7月31日应报台账，2个单位都已报送，其中1个逾期才报"),
        (rows("handed_in", "handed_in"), "2026年7月31日应报台账，2个单位都已按期报送"),
        (rows("silent", "handed_in", is_past=False), "2026年7月31日前应报台账，2个单位中1个尚未报送"),
        (rows("handed_in", is_past=False), "2026年7月31日前应报台账，1个单位都已报送"),
        (
            rows("silent", "handed_in", day=None, is_past=False),
            "方案没有规定台账报送日期；2个单位中1个尚未报送",
        ),
        (rows("handed_in", day=None, is_past=False), "方案没有规定台账报送日期；1个单位都已报送"),
    ],
)
def test_the_title_states_the_finding(units: pd.DataFrame, title: str) -> None:
    chart = handed_in(units)
    go.Figure(chart.figure)
    assert chart.title == title
    [row] = chart.table.rows
    assert sum(map(int, row[1:-1])) == int(str(row[-1])) == len(units)


def test_figure_list_and_query_say_the_same(app: Dash, demo_store: Path) -> None:
    day = date(2026, 11, 20)
    units = Store(demo_store).query("pages/handed_in", year=2026, as_of=day, group_name=None)
    late = units[units["state"] != "handed_in"]
    assert set(late["unit_id"]) == {"Z08", "B12", "S04", "S05"}
    assert f"{len(late)}个单位逾期未报" in drawn(app, "overdue-handed-in", day)
    listed = drawn(app, "overdue-silent", day)
    assert f"未按期报送台账的单位：{len(late)}个" in listed
    assert all(name in listed for name in late["name"])
    assert "尚未报送台账的单位：4个" in drawn(app, "overdue-silent", PLAN_DAY.date()), (
        "the day itself is in time"
    )


def test_duties_outside_the_table_are_listed_with_their_day(app: Dash) -> None:
    told = drawn(app, "overdue-duties", date(2026, 11, 20))
    assert "另有4项时限：2项已过，2项未到" in told
    assert "11月30日前将工作落实情况书面报送" in told


def test_without_a_plan_document_the_page_says_so(golden_store: Path) -> None:
    desk = Desk(Store(golden_store), View("/overdue", 2023, date(2023, 12, 31), given=("as_of",)))
    told = [
        json.dumps(draw(desk), cls=PlotlyJSONEncoder, ensure_ascii=False)
        for draw in (overdue.draw_duties, overdue.draw_handed_in, overdue.draw_silent)
    ]
    assert "没有任务表以外的时限" in told[0]
    assert "方案没有规定台账报送日期" in told[1]
    assert "逾期未报" not in told[1] + told[2]
