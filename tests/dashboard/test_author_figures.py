"""The author's charts: what they say and that drawing and table hold the same numbers."""

from __future__ import annotations

import pandas as pd
import pytest
import reader_frames as frames
from figure_rules import check_figure

from dashboard.figures.author import grade_counts, rectification, task_classes
from dashboard.figures.chart import Chart
from dashboard.figures.progress import progress

CHARTS = {
    "progress": lambda: progress(frames.medians(), 2026),
    "classes": lambda: task_classes(frames.classes()),
    "rectification": lambda: rectification(frames.findings()),
    "grades": lambda: grade_counts(frames.grade_rows()),
}


def column(chart: Chart, heading: str) -> list[object]:
    place = [each.heading for each in chart.table.columns].index(heading)
    return [row[place] for row in chart.table.rows]


def bar(chart: Chart, name: str) -> dict[int, int]:
    trace = next(each for each in chart.figure["data"] if each["name"] == name)
    return dict(zip(trace["y"], trace["x"], strict=True))


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_drawn_and_told(name: str) -> None:
    check_figure(CHARTS[name]())


def test_progress_names_the_group_that_moved_most() -> None:
    chart = CHARTS["progress"]()
    assert chart.title == "2026年进展：镇街得分中位数变化最大（+4.00分，现为84.00分）"
    assert chart.figure["data"][1]["y"] == [None, 90.0, 89.0]
    assert column(chart, "镇街") == ["80.00", "82.00", "84.00"]
    assert column(chart, "区直部门") == ["—", "90.00", "89.00"]


def test_progress_hover_names_how_many_units_the_median_rests_on() -> None:
    hover = CHARTS["progress"]().figure["data"][0]["hovertemplate"][1]
    assert "2个单位中2个有得分，其中暂定1个" in hover
    assert "2026-02-28" in hover


def test_progress_tells_groups_apart_without_colour() -> None:
    traces = CHARTS["progress"]().figure["data"]
    assert len({(trace["line"]["dash"], trace["marker"]["symbol"]) for trace in traces}) == len(traces)


def test_progress_with_one_date_says_that_nothing_can_be_compared() -> None:
    medians = frames.medians()
    assert (
        progress(medians[medians["as_of"] == "2026-01-31"], 2026).title
        == "2026年进展：目前只有一个月末有得分"
    )


def test_progress_labels_never_touch() -> None:
    medians = frames.medians()
    medians.loc[5, "median"] = 84.01
    high, low = (label["y"] for label in progress(medians, 2026).figure["layout"]["annotations"])
    assert high - low > 0.3


def test_classes_count_dated_triggered_and_open_ended_apart() -> None:
    chart = CHARTS["classes"]()
    assert chart.title == "6项任务：有固定时限3项、触发后限时1项、长期2项；应办10件，按时办结80%"
    assert bar(chart, "按时完成") == {0: 6, 1: 2}
    assert bar(chart, "逾期") == {0: 1}
    assert column(chart, "未到期") == ["2", "0", "0"]
    assert chart.figure["layout"]["annotations"][0]["y"] == 2


def test_classes_before_anything_was_due() -> None:
    assert task_classes(frames.classes().assign(in_time_share=None)).title.endswith("尚无应办事项")


def test_rectification_adds_the_sources_up() -> None:
    chart = CHARTS["rectification"]()
    assert chart.title == "发现问题8个，已整改6个，其中按时67%，逾期未改1个"
    assert bar(chart, "按时整改") == {0: 3, 1: 1, 2: 4}
    assert column(chart, "已改中按时") == ["75.0%", "50.0%", "66.7%"]
    assert column(chart, "问题来源") == ["日常抽测", "上级通报", "合计"]


def test_rectification_hover_names_numerator_denominator_and_date() -> None:
    hover = CHARTS["rectification"]().figure["data"][0]["hovertemplate"][0]
    assert "按时整改：3（共5，占60%）" in hover
    assert "截至2026-03-20" in hover


def test_grades_count_the_units_of_each_group() -> None:
    chart = CHARTS["grades"]()
    assert chart.title == "5个单位中2个评为优秀（40%）"
    assert bar(chart, "优秀") == {0: 1, 1: 1}
    assert bar(chart, "未评定") == {1: 2}
    assert column(chart, "合计") == ["2", "3"]


def test_grades_nobody_reached_yet() -> None:
    rows = frames.grade_rows()
    rows["units"] = rows["group_units"].where(rows["grade"].isna(), 0)
    assert grade_counts(rows).title == "5个单位均未评定等次"


def test_frames_are_left_as_they_came() -> None:
    rows = frames.grade_rows()
    grade_counts(rows)
    pd.testing.assert_frame_equal(rows, frames.grade_rows())
