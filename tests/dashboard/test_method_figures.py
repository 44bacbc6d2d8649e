"""试算 and the stability of ranks as figures: valid for plotly, clearly marked, equal to their tables."""

from __future__ import annotations

import pandas as pd
import pytest
from figure_rules import check_figure

from dashboard.figures.chart import Chart
from dashboard.figures.stability import stability
from dashboard.figures.trial import trial_board

WEIGHTING = "日常抽测60分、台账落实40分"


def trial_units() -> pd.DataFrame:
    """乙镇 gains two places over 甲镇 and 丙镇; 丁镇 has no score."""
    return pd.DataFrame(
        {
            "unit_id": ["U2", "U1", "U3", "U4"],
            "name": ["乙镇", "甲镇", "丙镇", "丁镇"],
            "decimals": 2,
            "total": [80.0, 90.0, 85.0, None],
            "rank": pd.array([3, 1, 2, None], dtype="Int64"),
            "grade": ["良好", "优秀", "良好", None],
            "trial_total": [88.0, 87.5, 84.0, None],
            "trial_change": [8.0, -2.5, -1.0, None],
            "best_rank": pd.array([1, 2, 3, None], dtype="Int64"),
            "trial_grade": ["良好", "良好", "良好", None],
            "trial_rank_change": pd.array([2, -1, -1, None], dtype="Int64"),
        }
    )


def stable_units() -> pd.DataFrame:
    """甲镇 is always first; 乙镇 and 丙镇 change places in a quarter of the weightings."""
    return pd.DataFrame(
        {
            "unit_id": ["U1", "U3", "U2"],
            "name": ["甲镇", "丙镇", "乙镇"],
            "decimals": 2,
            "weightings": 500,
            "total": [90.0, 80.0, 85.0],
            "rank": pd.array([1, 3, 2], dtype="Int64"),
            "grade": ["优秀", "良好", "良好"],
            "trial_total": [88.0, 75.0, 80.0],
            "highest_total": [93.0, 84.0, 86.0],
            "best_rank": pd.array([1, 2, 2], dtype="Int64"),
            "worst_rank": pd.array([1, 3, 3], dtype="Int64"),
            "keeps_grade_share": [1.0, 0.9, 1.0],
            "keeps_rank_share": [1.0, 0.75, 0.75],
        }
    )


CHARTS = {
    "trial": lambda: trial_board(trial_units(), "镇街", WEIGHTING),
    "stability": lambda: stability(stable_units(), "镇街"),
}


def text_of(cell: str | dict[str, str]) -> str:
    return cell if isinstance(cell, str) else cell["text"]


def column(chart: Chart, heading: str) -> list[str]:
    place = [each.heading for each in chart.table.columns].index(heading)
    return [text_of(row[place]) for row in chart.table.rows]


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_drawn_and_told(name: str) -> None:
    check_figure(CHARTS[name]())


def test_a_trial_is_marked_in_title_summary_and_saved_picture() -> None:
    chart = CHARTS["trial"]()
    assert chart.title == "试算·镇街：3个单位名次变动，乙镇变动最大（第3→1名）"
    assert chart.figure["layout"]["xaxis"]["title"]["text"] == f"试算权重：{WEIGHTING}"
    assert (
        chart.summary == f"试算（{WEIGHTING}）下镇街3个单位：1个名次上升，2个下降，其余不变。不是考核结果。"
    )


def test_a_trial_draws_the_real_and_the_new_total_of_each_unit() -> None:
    chart = CHARTS["trial"]()
    real, tried = chart.figure["data"]
    assert (real["name"], real["x"]) == ("现有总分", [80.0, 90.0, 85.0])
    assert (tried["name"], tried["x"]) == ("试算总分", [88.0, 87.5, 84.0])
    assert [(line["x0"], line["x1"]) for line in chart.figure["layout"]["shapes"]] == [
        (80.0, 88.0),
        (90.0, 87.5),
        (85.0, 84.0),
    ]
    notes = [note["text"] for note in chart.figure["layout"]["annotations"]]
    assert notes == ["<b>第3→1名 ▲2</b>", "<b>第1→2名 ▼1</b>", "<b>第2→3名 ▼1</b>"]


def test_the_table_of_a_trial_lists_everyone_with_the_way_it_moves() -> None:
    chart = CHARTS["trial"]()
    assert column(chart, "单位") == ["乙镇", "甲镇", "丙镇", "丁镇"]
    assert column(chart, "分差") == ["+8.00", "−2.50", "−1.00", "—"]
    assert column(chart, "试算名次") == ["1", "2", "3", "—"]
    assert column(chart, "名次变动") == ["▲2", "▼1", "▼1", "—"]
    assert column(chart, "试算等次") == ["良好", "良好", "良好", "—"]


def test_a_trial_that_moves_nobody_says_so() -> None:
    units = trial_units().iloc[:3].assign(trial_rank_change=pd.array([0, 0, 0], dtype="Int64"))
    assert trial_board(units, "镇街", WEIGHTING).title == "试算·镇街：3个单位名次都不变"


def test_stability_names_who_keeps_the_grade_and_who_moves_most() -> None:
    chart = CHARTS["stability"]()
    assert chart.title == "镇街：2/3个单位在各种权重下等次都不变，乙镇名次变化最大（第2–3名）"
    assert "丙镇现第3名，可在第2–3名之间，等次不变的占90%" in chart.summary


def test_stability_draws_best_to_worst_rank_in_the_order_of_the_real_one() -> None:
    ranges, ranks = CHARTS["stability"]().figure["data"]
    assert ranks["x"] == [1, 2, 3]
    ends = [(start, start + length) for start, length in zip(ranges["base"], ranges["x"], strict=True)]
    assert ends == [(0.75, 1.25), (1.75, 3.25), (1.75, 3.25)]


def test_the_table_of_stability_holds_ranges_and_shares() -> None:
    chart = CHARTS["stability"]()
    assert column(chart, "名次范围") == ["1", "2–3", "2–3"]
    assert column(chart, "总分范围") == ["88.00–93.00", "80.00–86.00", "75.00–84.00"]
    assert column(chart, "等次不变") == ["100%", "100%", "90%"]


def test_stability_without_grades_tells_of_ranks() -> None:
    units = stable_units().assign(grade=None, keeps_grade_share=float("nan"))
    chart = stability(units, "镇街")
    assert chart.title == "镇街：1/3个单位在各种权重下名次都不变，乙镇名次变化最大（第2–3名）"
    assert chart.figure["layout"]["annotations"][0]["text"] == "名次不变"


def test_a_ranking_that_no_weights_move_says_so() -> None:
    units = stable_units().iloc[:1]
    assert stability(units, "镇街").title == "镇街：1个单位在各种权重下名次都不变"
