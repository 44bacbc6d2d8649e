"""Ranks over the rounds and units side by side: what the figures say, on frames a reader can check by hand."""

from __future__ import annotations

import pandas as pd
from figure_rules import check_figure

from dashboard.figures.bump import bump
from dashboard.figures.chart import Chart
from dashboard.figures.comparison import comparison


def ranks() -> pd.DataFrame:
    """甲镇 from 3rd to 1st, 乙镇 from 1st to 3rd, 丙镇 stays 2nd; 丁镇 only today, tied on 3rd."""
    rows = [
        ("A", "甲镇", 1, "第一季度", "2026-03-31", 3, 3, 3, 1, 2, 70.0),
        ("B", "乙镇", 1, "第一季度", "2026-03-31", 1, 1, 1, 3, -2, 90.0),
        ("C", "丙镇", 1, "第一季度", "2026-03-31", 2, 2, 2, 2, 0, 80.0),
        ("A", "甲镇", 1000, None, "2026-06-30", 1, 1, 3, 1, 2, 95.0),
        ("C", "丙镇", 1000, None, "2026-06-30", 2, 2, 2, 2, 0, 81.0),
        ("B", "乙镇", 1000, None, "2026-06-30", 3, 3, 1, 3, -2, 75.0),
        ("D", "丁镇", 1000, None, "2026-06-30", 3, 4, 3, 3, 0, 75.0),
    ]
    columns = ["unit_id", "name", "stop", "round_name", "as_of", "rank", "place", "first_rank", "last_rank"]
    frame = pd.DataFrame(rows, columns=[*columns, "climbed", "total"])
    return frame.assign(as_of=pd.to_datetime(frame["as_of"]), ranked_in_group=4, decimals=2)


def rates() -> pd.DataFrame:
    rows = [
        (1, "A", "甲镇", 1, "日常抽测", 45.0, 50.0, 0.9, 45.0),
        (2, "B", "乙镇", 1, "日常抽测", 40.0, 50.0, 0.8, 40.0),
        (1, "A", "甲镇", 2, "台账落实", 10.0, 50.0, 0.2, 10.0),
        (2, "B", "乙镇", 2, "台账落实", None, 50.0, None, None),
    ]
    columns = [
        "unit_no",
        "unit_id",
        "name",
        "component_no",
        "component_name",
        "score",
        "full_points",
        "rate",
        "marks",
    ]
    return pd.DataFrame(rows, columns=columns).assign(as_of=pd.Timestamp("2026-06-30"))


def compared(first: float | None = 55.0, second: float | None = 40.0) -> pd.DataFrame:
    rows = {"unit_id": ["A", "B"], "name": ["甲镇", "乙镇"], "total": [first, second], "decimals": 2}
    return pd.DataFrame(rows)


def line(chart: Chart, name: str) -> dict[str, object]:
    return next(trace for trace in chart.figure["data"] if trace["name"] == name)


def test_both_figures_are_drawn_and_told() -> None:
    for chart in (bump(ranks(), "镇街"), comparison(rates(), compared())):
        check_figure(chart)


def test_bump_names_who_rose_and_fell_most() -> None:
    assert bump(ranks(), "镇街").title == "镇街：甲镇升2位，升幅最大；乙镇降2位，降幅最大"


def test_bump_breaks_the_line_where_a_unit_had_no_rank() -> None:
    chart = bump(ranks(), "镇街")
    assert line(chart, "丁镇")["y"] == [None, 4]
    assert chart.table.rows[3][1] == "—"


def test_bump_gives_ties_a_row_each_and_the_same_rank() -> None:
    labels = [label["text"] for label in bump(ranks(), "镇街").figure["layout"]["annotations"]]
    assert "3 乙镇 ▼2" in labels
    assert "3 丁镇 ＝" in labels


def test_bump_tells_directions_apart_without_colour() -> None:
    chart = bump(ranks(), "镇街")
    looks = {
        (line(chart, name)["line"]["dash"], line(chart, name)["line"]["width"])
        for name in ("甲镇", "乙镇", "丙镇")
    }
    assert len(looks) == 3


def test_bump_hover_says_what_was_published_and_what_is_computed() -> None:
    first, now = line(bump(ranks(), "镇街"), "甲镇")["hovertemplate"]
    assert "第3名／4，70.00分" in first
    assert "公布" in first
    assert "现算" in now


def test_bump_with_one_stop_or_nothing_moving_says_so() -> None:
    frame = ranks()
    assert "尚无变化可比" in bump(frame[frame["stop"] == 1], "镇街").title
    assert bump(frame.assign(climbed=0), "镇街").title == "镇街：各轮名次没有变化"


def test_comparison_names_the_gap_and_the_widest_component() -> None:
    chart = comparison(rates(), compared())
    assert chart.title == "甲镇比乙镇高15.00分，差距最大的环节是日常抽测"
    assert line(chart, "乙镇")["x"] == [0.8]
    assert chart.table.rows == (
        ("日常抽测", "90.0%（45.00／50）", "80.0%（40.00／50）"),
        ("台账落实", "20.0%（10.00／50）", "—"),
    )


def test_comparison_of_equal_or_unrated_units_says_so() -> None:
    assert comparison(rates(), compared(50.0, 50.0)).title == "甲镇与乙镇同分，差距最大的环节是日常抽测"
    assert comparison(rates(), compared(50.0, None)).title == "各环节得分率对比"


def test_comparison_hover_names_numerator_denominator_and_date() -> None:
    hover = line(comparison(rates(), compared()), "甲镇")["hovertemplate"][0]
    assert "45.00／50，得分率90.0%" in hover
    assert "截至2026-06-30" in hover
