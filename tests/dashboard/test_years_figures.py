"""Two years as figures: ranks as slopes, like items as pairs of points."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_rules import check_figure

from dashboard.figures.chart import Chart
from dashboard.figures.year_rates import year_rates
from dashboard.figures.year_slope import year_slope


def slope_units() -> pd.DataFrame:
    """甲镇 rises from 2 to 1, 乙镇 and 丙镇 shared 2 and fall to 2 and 3... 丁镇 has no rank this year."""
    return pd.DataFrame(
        {
            "unit_id": ["U1", "U2", "U3", "U4"],
            "name": ["甲镇", "乙镇", "丙镇", "丁镇"],
            "rank": [1, 2, 3, None],
            "rank_then": [2, 1, 2, 4],
            "rank_change": [1, -1, -1, None],
            "total": [90.0, 85.0, 80.0, None],
            "total_then": [80.0, 88.5, 80.0, 60.0],
            "decimals": 2,
            "decimals_then": 1,
            "grade": ["优秀", "良好", "良好", None],
            "grade_then": ["良好", "优秀", "良好", "合格"],
        }
    )


def rate_parts() -> pd.DataFrame:
    """One item up 5 points of a hundred, one down 2."""
    return pd.DataFrame(
        {
            "label": ["日常抽测·更新", "年度考核·培训"],
            "rate": [0.85, 0.9],
            "rate_then": [0.8, 0.92],
            "rate_change": [0.05, -0.02],
            "unit_count": [3, 3],
            "unit_count_then": [3, 2],
        }
    )


CHARTS = {
    "slope": lambda: year_slope(slope_units(), "镇街", 2026, 2025),
    "rates": lambda: year_rates(rate_parts(), 2026, 2025),
}


def column(chart: Chart, heading: str) -> list[object]:
    place = [each.heading for each in chart.table.columns].index(heading)
    return [row[place] for row in chart.table.rows]


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_drawn_and_told(name: str) -> None:
    check_figure(CHARTS[name]())


def test_a_slope_tells_who_rose_and_who_fell() -> None:
    chart = CHARTS["slope"]()
    assert chart.title == "镇街：1个单位名次上升，2个下降，变动最大的是甲镇（第2→1名）"
    assert chart.summary == "镇街两年都有名次的3个单位：甲镇第2→1名，乙镇第1→2名，丙镇第2→3名。"


def test_a_slope_leads_each_unit_from_its_earlier_to_its_later_place() -> None:
    """Units that share a rank stand one below the other: 甲镇 in row 2, 丙镇 in row 3 of 2025."""
    lines = {line["customdata"][0]: line for line in CHARTS["slope"]().figure["data"]}
    assert {unit: line["y"] for unit, line in lines.items()} == {"U1": [2, 1], "U2": [1, 2], "U3": [3, 3]}
    assert lines["U1"]["name"] == "名次上升"
    assert lines["U2"]["line"]["dash"] == "dash"


def test_a_slope_names_both_ends_with_their_ranks() -> None:
    labels = [note["text"] for note in CHARTS["slope"]().figure["layout"]["annotations"]]
    assert labels == ["甲镇 2", "乙镇 1", "丙镇 2", "1 甲镇", "2 乙镇", "3 丙镇"]


def test_each_kind_of_move_stands_in_the_legend_once() -> None:
    shown = [line["name"] for line in CHARTS["slope"]().figure["data"] if line["showlegend"]]
    assert shown == ["名次上升", "名次下降"]


def test_the_table_of_a_slope_leaves_out_who_has_no_rank() -> None:
    chart = CHARTS["slope"]()
    assert column(chart, "2025年名次") == ["2", "1", "2"]
    assert column(chart, "名次变动") == ["▲1", "▼1", "▼1"]


def test_ranks_that_did_not_move_say_so() -> None:
    units = slope_units().iloc[:2].assign(rank=[1, 2], rank_then=[1, 2], rank_change=[0, 0])
    assert year_slope(units, "镇街", 2026, 2025).title == "镇街：2个单位名次都没有变"


def test_rates_name_the_largest_change_in_points() -> None:
    chart = CHARTS["rates"]()
    assert chart.title == "2个可比项中1个得分率上升，变动最大的是日常抽测·更新（+5.0个百分点）"
    then, now = chart.figure["data"]
    assert (then["name"], then["x"]) == ("2025年", [0.8, 0.92])
    assert (now["name"], now["x"]) == ("2026年", [0.85, 0.9])
    assert column(chart, "变动") == ["+5.0", "−2.0"]
    assert column(chart, "2025年得分率") == ["80.0%", "92.0%"]


def test_rates_that_did_not_move_say_so() -> None:
    parts = rate_parts().assign(rate_then=[0.85, 0.9], rate_change=[0.0, 0.0])
    assert year_rates(parts, 2026, 2025).title == "2个可比项的得分率都没有变"
