"""Each figure: valid for plotly, a title that states the finding, a table with the chart's own numbers."""

from __future__ import annotations

import frames
import pandas as pd
import pytest
from figure_rules import check_figure

from dashboard.figures import base
from dashboard.figures.ageing import ageing
from dashboard.figures.calendar_strip import calendar_strip
from dashboard.figures.chart import Chart
from dashboard.figures.ranking import ranking_board
from dashboard.figures.trend import trend
from dashboard.figures.waterfall import waterfall

CHARTS = {
    "ranking": lambda: ranking_board(frames.board_parts(), frames.GRADES, "镇街"),
    "waterfall": lambda: waterfall(frames.waterfall_steps()),
    "ageing": lambda: ageing(frames.ages()),
    "trend": lambda: trend(frames.trend_points()),
    "calendar": lambda: calendar_strip(frames.calendar_days()),
}


def text_of(cell: str | dict[str, str]) -> str:
    return cell if isinstance(cell, str) else cell["text"]


def column(chart: Chart, heading: str) -> list[str]:
    place = [each.heading for each in chart.table.columns].index(heading)
    return [text_of(row[place]) for row in chart.table.rows]


def bars(chart: Chart, name: str) -> list[float]:
    return next(trace["x"] for trace in chart.figure["data"] if trace.get("name") == name)


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_drawn_and_told(name: str) -> None:
    check_figure(CHARTS[name]())


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 2, 4, 6, 8]), (31, [0, 10, 20, 30])],
)
def test_an_axis_of_counts_has_whole_numbers_and_none_twice(largest: int, ticks: list[int]) -> None:
    step = base.count_axis(largest)["dtick"]
    assert list(range(0, max(largest, 1) + 1, step)) == ticks


@pytest.mark.parametrize("name", CHARTS)
def test_no_axis_writes_whole_numbers_at_ticks_between_them(name: str) -> None:
    layout = CHARTS[name]().figure["layout"]
    counts = [axis for axis in layout.values() if isinstance(axis, dict) and axis.get("tickformat") == "d"]
    assert all(isinstance(axis["dtick"], int) for axis in counts)


def test_no_graph_can_send_its_chart_out() -> None:
    assert base.CONFIG["showSendToCloud"] is False
    assert base.CONFIG["plotlyServerURL"] == ""
    assert base.CONFIG["displayModeBar"] is False
    assert base.CONFIG["locale"] == "zh-CN"


def test_ranking_says_who_is_below_the_pass_mark() -> None:
    assert CHARTS["ranking"]().title == "镇街：1个单位低于合格线，甲镇居首"


def test_ranking_says_when_all_pass() -> None:
    parts = frames.board_parts().query("unit_id != 'U3'")
    assert ranking_board(parts, frames.GRADES, "镇街").title == "镇街：2个单位全部达到合格线，甲镇居首"


def test_ranking_without_grades_has_no_lines() -> None:
    chart = ranking_board(frames.board_parts(), frames.GRADES.iloc[0:0], "镇街")
    assert chart.title == "镇街：3个单位，甲镇居首"
    assert chart.figure["layout"]["shapes"] == []


def test_ranking_bars_are_the_parts_of_each_total() -> None:
    chart = CHARTS["ranking"]()
    assert bars(chart, "日常抽测") == [60.0, 50.0, 35.0]
    assert bars(chart, "台账落实") == [30.0, 20.0, 10.0]
    assert bars(chart, "加分") == [2.0]
    assert column(chart, "日常抽测") == ["60.00", "50.00", "35.00"]
    assert column(chart, "加分") == ["2.00", "—", "—"]


def test_ranking_marks_the_total_below_a_cut_bar() -> None:
    assert bars(CHARTS["ranking"](), "扣减后的总分") == [40.0]


def test_ranking_marks_a_provisional_total() -> None:
    assert column(CHARTS["ranking"](), "总分") == ["92.00", "70.00*", "40.00"]


def test_ranking_shows_change_and_interval() -> None:
    chart = CHARTS["ranking"]()
    assert column(chart, "较上轮") == ["▲1", "▼1", "—"]
    assert column(chart, "名次区间") == ["1", "2–3", "2–3"]


def test_ranking_points_and_names_lead_to_the_unit() -> None:
    chart = CHARTS["ranking"]()
    assert chart.figure["data"][0]["customdata"] == ["U1", "U2", "U3"]
    assert [row[1]["unit_id"] for row in chart.table.rows] == ["U1", "U2", "U3"]


def test_ranking_of_vetoed_units_says_so_instead_of_the_grade() -> None:
    parts = frames.board_parts()
    parts.loc[parts["unit_id"] == "U3", "is_vetoed"] = True
    assert column(ranking_board(parts, frames.GRADES, "镇街"), "等次")[2] == "一票否决"


def test_waterfall_names_the_largest_loss_and_the_unit() -> None:
    chart = CHARTS["waterfall"]()
    assert chart.title == "失7.50分，最多的一项是日常抽测·抽测失分（6.00分）"
    assert chart.subject == "甲镇"


def test_waterfall_steps_lead_from_full_marks_to_the_score() -> None:
    chart = CHARTS["waterfall"]()
    moves = chart.figure["data"][0]
    assert moves["base"] == [100.0, 94.0, 92.5]
    assert moves["x"] == [-6.0, -1.5, 2.0]
    assert moves["base"][-1] + moves["x"][-1] == 94.5
    assert column(chart, "累计") == ["100.00", "94.00", "92.50", "94.50", "94.50"]
    assert column(chart, "分值") == ["—", "−6.00", "−1.50", "+2.00", "—"]


def test_waterfall_without_losses_says_so() -> None:
    steps = frames.waterfall_steps().iloc[[0, 4]].assign(end_mark=100.0, start_mark=100.0)
    assert waterfall(steps).title == "没有失分"


def test_ageing_counts_the_overdue() -> None:
    chart = CHARTS["ageing"]()
    assert chart.title == "1个单位有逾期事项共5项，其中4项超过30天"
    assert bars(chart, "未到期") == [2, 3]
    assert bars(chart, "逾期30天以上") == [4]
    assert column(chart, "逾期合计") == ["5", "0"]
    assert column(chart, "最久逾期天数") == ["40", "—"]


def test_ageing_without_anything_overdue_says_so() -> None:
    assert ageing(frames.ages().iloc[[1]]).title == "没有逾期事项，3项尚未到期"


def test_ageing_not_yet_old_says_so() -> None:
    units = frames.ages().iloc[[0]].assign(overdue_over_30=0, overdue=1)
    assert ageing(units).title == "1个单位有逾期事项共1项，均未超过30天"


def test_trend_tells_the_change_since_the_first_score() -> None:
    chart = CHARTS["trend"]()
    assert chart.title == "自2026年2月28日以来上升2.50分，现为82.50分"
    assert column(chart, "总分") == ["—", "80.00", "82.50"]
    line = chart.figure["data"][-1]
    assert line["y"] == [None, 80.0, 82.5]


@pytest.mark.parametrize(
    ("total", "change", "title"),
    [
        (78.0, -2.0, "自2026年2月28日以来下降2.00分，现为78.00分"),
        (80.0, 0.0, "自2026年2月28日以来没有变化，现为80.00分"),
    ],
)
def test_trend_down_and_level(total: float, change: float, title: str) -> None:
    points = frames.trend_points()
    points.loc[2, ["total", "change_since_first"]] = [total, change]
    assert trend(points).title == title


def test_trend_with_one_score_or_none() -> None:
    points = frames.trend_points()
    assert trend(points.iloc[:2]).title == "目前80.00分，尚无更早的得分可比"
    assert trend(points.iloc[:1]).title == "尚无得分"


def test_trend_draws_up_to_its_last_point_and_names_the_lines_beside_it() -> None:
    """On a phone nothing of the width is lost, and a tap anywhere above a month shows its point."""
    points = frames.trend_points()
    layout = trend(points).figure["layout"]
    last = pd.Timestamp(layout["xaxis"]["range"][1]) - points["as_of"].iloc[-1]
    assert last <= pd.Timedelta(days=5)
    assert (layout["margin"]["r"], layout["hovermode"]) == (60, "x")
    assert {note["text"] for note in layout["annotations"]} == {"本单位", "中位数"}


def test_calendar_names_the_busiest_day_and_shades_rest_days() -> None:
    chart = CHARTS["calendar"]()
    assert chart.title == "今后四周有3项到期，最集中的是11月20日（3项）"
    assert len(chart.figure["layout"]["shapes"]) == 1
    assert column(chart, "日期") == ["2026-11-20 工作日", "2026-11-21 休息日"]
    assert column(chart, "整改到期") == ["2", "0"]


def test_calendar_with_nothing_due_says_so() -> None:
    days = frames.calendar_days().assign(findings=0, tasks=0)
    assert calendar_strip(days).title == "今后四周没有事项到期"


def test_frames_are_left_as_they_came() -> None:
    parts = frames.board_parts()
    ranking_board(parts, frames.GRADES, "镇街")
    pd.testing.assert_frame_equal(parts, frames.board_parts())
