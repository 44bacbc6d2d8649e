"""Walks through 抽测与检查: coverage, faults, quarters, and the stored draw."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from steps import Reader, columns, numbers

pytestmark = pytest.mark.browser

COVERAGE, FAULTS, QUARTERS, DRAW = (
    "checks-coverage-chart",
    "checks-faults-chart",
    "checks-quarters-chart",
    "checks-draw-chart",
)


def test_the_coverage_table_equals_its_cells(reader: Reader) -> None:
    reader.open("/checks?group=镇街")
    reader.show_table(COVERAGE)
    table = reader.table(COVERAGE)
    items = [heading for heading in table if heading not in ("单位", "合计次数")]
    shown = [cell for item in items for cell in table[item]]
    drawn = [text for trace in reader.traces(COVERAGE) for text in trace["text"]]
    assert sorted(shown) == sorted(drawn)
    counts = [int(cell.split(" · ")[1].removesuffix("次")) for cell in shown if " · " in cell]
    assert sum(counts) == sum(numbers(table["合计次数"]))


def test_units_checked_too_little_stand_first_with_what_it_means(reader: Reader) -> None:
    reader.open("/checks")
    few = columns(reader.page.locator("#checks-few table"))
    counts = numbers(few["抽测次数"])
    assert counts == sorted(counts)
    assert all(2 * count < median for count, median in zip(counts, numbers(few["本类中位数"]), strict=True))
    assert all(few["说明"])


def test_the_fault_table_equals_its_bars(reader: Reader) -> None:
    reader.open("/checks")
    reader.show_table(FAULTS)
    table = reader.table(FAULTS)
    first, repeated = reader.traces(FAULTS)[:2]
    assert sum(first["x"]) + sum(repeated["x"]) == sum(numbers(table["问题数"]))
    assert table["累计占比"][-1] == "100%"
    listed = columns(reader.page.locator("#checks-repeated table"))
    assert len(listed["编号"]) == sum(numbers(table["重复"]))


def test_a_group_is_chosen_and_everything_follows(reader: Reader) -> None:
    reader.open("/checks")
    reader.page.get_by_role("link", name="事业单位").click()
    expect(reader.chart(COVERAGE).locator("h2")).to_contain_text("6个单位")
    reader.wait_until_drawn()
    clicked = reader.text()
    assert "group=" in reader.address()
    reader.reload()
    assert reader.text() == clicked


def test_the_stored_draw_is_listed_cell_by_cell(reader: Reader) -> None:
    reader.open("/checks")
    reader.page.locator("#checks-draws").get_by_role("link", name="第1次").click()
    reader.wait_until_drawn()
    assert "draw=1" in reader.address()
    cells = columns(reader.page.locator("#checks-draw-cells table"))
    assert cells["顺序"] == [str(turn) for turn in range(1, 41)]
    reader.show_table(DRAW)
    strata = reader.table(DRAW)
    assert sum(numbers(strata["抽中"])) == 40
    assert "云山街道办事处" not in cells["单位"]
    expect(reader.chart(DRAW)).to_contain_text("演示摇号 0837")


def test_every_chart_switches_to_its_table_by_keyboard(reader: Reader) -> None:
    reader.open("/checks")
    for chart in (COVERAGE, FAULTS, QUARTERS, DRAW):
        reader.chart(chart).get_by_role("button", name="表格").focus()
        reader.page.keyboard.press("Enter")
        expect(reader.chart(chart).locator("table")).to_be_visible()
