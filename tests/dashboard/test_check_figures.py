"""The figures of 台账 and 抽测与检查: valid for plotly, a title that states the finding, a table with the same data."""

from __future__ import annotations

import check_frames as frames
import pandas as pd
import pytest
from figure_rules import check_figure

from dashboard.figures.chart import Chart
from dashboard.figures.coverage import coverage
from dashboard.figures.draw_strata import draw_strata
from dashboard.figures.faults import faults
from dashboard.figures.ledger_matrix import LOOKS, ledger_matrix
from dashboard.figures.quarters import quarters
from dashboard.text import ledger as ledger_words
from dashboard.text import lists

CHARTS = {
    "ledger": lambda: ledger_matrix(frames.ledger_cells()),
    "coverage": lambda: coverage(frames.coverage_cells()),
    "faults": lambda: faults(frames.fault_kinds()),
    "quarters": lambda: quarters(frames.quarter_rows()),
    "strata": lambda: draw_strata(frames.strata(), 3, True),
}


def text_of(cell: str | dict[str, str]) -> str:
    return cell if isinstance(cell, str) else cell["text"]


def column(chart: Chart, heading: str) -> list[str]:
    place = [each.heading for each in chart.table.columns].index(heading)
    return [text_of(row[place]) for row in chart.table.rows]


def trace(chart: Chart, name: str) -> dict:
    return next(each for each in chart.figure["data"] if each.get("name") == name)


def cell_places(one: dict) -> set[tuple[int, int]]:
    """Row and column of every cell a trace draws."""
    return {
        (row, round(start + width / 2))
        for row, start, width in zip(one["y"], one["base"], one["x"], strict=True)
    }


@pytest.mark.parametrize("name", CHARTS)
def test_every_figure_is_drawn_and_told(name: str) -> None:
    check_figure(CHARTS[name]())


def test_every_state_has_its_own_shape_word_fill_and_badge() -> None:
    shapes = [shape for shape, _ in ledger_words.CELLS.values()]
    assert len(set(shapes)) == len(shapes)
    assert LOOKS.keys() == ledger_words.CELLS.keys() <= lists.STATES.keys()


def test_the_matrix_names_the_unit_with_the_most_overdue() -> None:
    chart = CHARTS["ledger"]()
    assert chart.title == "2个单位牵头和负责的3项任务有2项逾期，最多的是甲镇（2项）"
    assert chart.summary == "2个单位，3项任务：逾期2项，临期1项，完成1项，不限时1项。"


def test_the_matrix_without_anything_overdue_says_so() -> None:
    cells = frames.ledger_cells()
    chart = ledger_matrix(cells[cells["state"] != "overdue"])
    assert chart.title == "2个单位牵头和负责的3项任务没有逾期的任务"


def test_the_matrix_says_page_and_support() -> None:
    chart = ledger_matrix(frames.ledger_cells().assign(page=2, page_count=15, role="support"))
    assert chart.title.startswith("第2页（共15页）2个单位配合的3项任务")


def test_the_matrix_draws_each_cell_in_its_row_and_column_with_word_and_shape() -> None:
    chart = CHARTS["ledger"]()
    overdue = trace(chart, "▲ 逾期")
    assert cell_places(overdue) == {(0, 0), (1, 0)}
    assert set(overdue["text"]) == {"▲逾期"}
    assert overdue["customdata"] == ["U1", "U1"]
    assert cell_places(trace(chart, "● 完成")) == {(0, 1)}
    assert chart.figure["layout"]["xaxis"]["ticktext"] == ["甲<br>镇", "乙<br>镇<br>人<br>民<br>政<br>府"]


def test_the_matrix_tells_the_source_words_of_a_cell() -> None:
    told = trace(CHARTS["ledger"](), "▲ 逾期")["hovertemplate"][1]
    for words in (
        "甲镇",
        "2-1",
        "应办3件，已办1件，逾期2件",
        "形成之日起20个工作日内",
        "各镇街",
        "2026-01-31",
    ):
        assert words in told


def test_the_matrix_table_has_the_same_states() -> None:
    chart = CHARTS["ledger"]()
    assert column(chart, "序号") == ["1", "2-1", "3"]
    assert column(chart, "甲镇") == ["逾期", "逾期", "无固定时限"]
    assert column(chart, "乙镇人民政府") == ["按时完成", "临期", ""]


def test_a_long_matrix_repeats_the_names_below() -> None:
    cells = frames.ledger_cells()
    many = pd.concat([cells[:1].assign(task_place=place, task_no=str(place)) for place in range(1, 21)])
    assert "xaxis2" in ledger_matrix(many).figure["layout"]
    assert "xaxis2" not in CHARTS["ledger"]().figure["layout"]


def test_coverage_says_how_much_was_never_checked() -> None:
    chart = CHARTS["coverage"]()
    assert chart.title == "第2页（共3页）2个单位的5项中，2项未抽过、1项抽得少"
    assert column(chart, "公开栏目更新") == ["95% · 12次", "80% · 20次"]
    assert column(chart, "依申请渠道畅通") == ["△50% · 1次", "○ 未抽"]
    assert column(chart, "基层公开专栏") == ["–", "○ 未抽"]


def test_coverage_puts_each_rate_in_its_bin() -> None:
    chart = CHARTS["coverage"]()
    assert cell_places(trace(chart, "得分率90%以上")) == {(0, 0)}
    assert cell_places(trace(chart, "80%–90%")) == {(1, 0)}
    assert cell_places(trace(chart, "60%以下")) == {(0, 1)}
    assert cell_places(trace(chart, "○ 未抽过")) == {(1, 1), (1, 2)}
    assert trace(chart, "60%以下")["marker"]["line"]["width"] == [2]


def test_full_coverage_says_so() -> None:
    cells = frames.coverage_cells().assign(level="enough", share=1.0, check_count=9, page_count=1)
    assert coverage(cells).title == "2个单位的6项都已抽够"


def test_faults_state_what_the_most_frequent_make_up() -> None:
    chart = CHARTS["faults"]()
    assert chart.title == "前2类问题占全部20个问题的75%，最多的是公开栏目更新（10个）"
    assert column(chart, "问题类别") == ["公开栏目更新", "未对应评分项", "其余2类"]
    assert column(chart, "累计占比") == ["50%", "75%", "100%"]


def test_faults_split_first_time_and_repeated() -> None:
    chart = CHARTS["faults"]()
    assert trace(chart, "首次")["x"] == [8, 5, 4]
    assert trace(chart, "重复")["x"] == [2, 1]
    assert trace(chart, "累计占比")["x"] == [0.5, 0.75, 1.0]


def test_quarters_name_the_worst_and_the_busiest() -> None:
    chart = CHARTS["quarters"]()
    assert chart.title == "问题最多的是第2季度（8个），检查单位最多的是第1季度（5个）"
    assert trace(chart, "抽测次数（得分率）")["text"] == [" 30（90%）", " 40（85%）", " 0（—）", " 未到"]
    assert column(chart, "通报问题") == ["3", "8", "0", "0"]


def test_quarters_without_facts_say_so() -> None:
    empty = frames.quarter_rows().assign(check_count=0, inspected=0, findings=0, repeated=0)
    assert quarters(empty).title == "本年度还没有抽测、检查和问题"


def test_one_quarter_can_be_worst_and_busiest() -> None:
    rows = frames.quarter_rows().assign(inspected=[1, 6, 0, 0])
    assert quarters(rows).title == "第2季度问题最多（8个），检查的单位也最多（6个）"


def test_strata_state_the_share_of_what_was_checked_too_little() -> None:
    chart = CHARTS["strata"]()
    assert chart.title == "第3次抽样：25项中抽取6项，未抽过和抽得少的占67%"
    assert column(chart, "抽中比例") == ["80%", "10%"]
    assert trace(chart, "抽中")["x"] == [4, 2]
    assert trace(chart, "未抽中")["x"] == [1, 18]


def test_an_undone_draw_says_so() -> None:
    assert draw_strata(frames.strata(), 3, False).title == "第3次抽样（已撤销）：25项中抽取6项"
