"""Walks through 台账: what is drawn, chosen, turned over and opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from steps import Reader, columns

pytestmark = pytest.mark.browser

MATRIX = "ledger-matrix-chart"


def cells(reader: Reader) -> int:
    return sum(len(trace["x"]) for trace in reader.traces(MATRIX) if trace["type"] == "bar")


def test_unresolved_words_are_listed_with_their_task(reader: Reader) -> None:
    reader.open("/ledger")
    assert reader.page.locator("#ledger-figures .label").all_text_contents() == [
        "有期限的任务",
        "事项触发的任务",
        "不限时的任务",
        "责任单位待认定",
        "未交台账",
    ]
    tasks = columns(reader.page.locator("#ledger-tasks table"))
    left = [words for words in tasks["待认定"] if words]
    told = reader.page.locator("#ledger-figures .card", has_text="责任单位待认定").locator(".value")
    expect(told).to_contain_text(str(len(left)))
    assert all(tasks["责任单位原文"])


def test_the_matrix_table_equals_its_cells(reader: Reader) -> None:
    reader.open("/ledger?group=镇街")
    drawn = cells(reader)
    reader.show_table(MATRIX)
    table = reader.table(MATRIX)
    units = [heading for heading in table if heading not in ("序号", "工作要求")]
    assert len(units) == 8
    assert sum(bool(state) for unit in units for state in table[unit]) == drawn
    overdue = next(trace for trace in reader.traces(MATRIX) if trace["name"] == "▲ 逾期")
    assert sum(state == "逾期" for unit in units for state in table[unit]) == len(overdue["x"])


def test_a_state_is_chosen_in_the_address_and_back_returns(reader: Reader) -> None:
    reader.open("/ledger")
    everything = cells(reader)
    reader.page.locator("#ledger-filters").get_by_role("link", name="逾期", exact=True).click()
    expect(reader.chart(MATRIX).locator("h2")).to_contain_text("15个单位")
    reader.wait_until_drawn()
    assert "state=overdue" in reader.address()
    assert 0 < cells(reader) < everything
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked
    reader.page.go_back()
    expect(reader.chart(MATRIX).locator("h2")).to_contain_text("第1页")


def test_pages_of_units_are_turned_over(reader: Reader) -> None:
    reader.open("/ledger")
    first = reader.traces(MATRIX)[0]["customdata"]
    reader.page.locator("#ledger-matrix .filters").get_by_role("link", name="2", exact=True).click()
    expect(reader.chart(MATRIX).locator("h2")).to_contain_text("第2页（共2页）14个单位")
    reader.wait_until_drawn()
    assert not set(first) & set(reader.traces(MATRIX)[0]["customdata"])


def test_a_cell_opens_its_unit(reader: Reader) -> None:
    reader.open("/ledger?group=镇街&state=overdue")
    reader.click_on(reader.chart(MATRIX).locator(".barlayer .point path").first)
    expect(reader.page.locator("h1")).to_contain_text("镇街")
    reader.wait_until_drawn()
    assert reader.address().startswith("/unit/Z")


def test_support_stands_apart(reader: Reader) -> None:
    reader.open("/ledger")
    reader.page.locator("#ledger-filters").get_by_role("link", name="配合").click()
    expect(reader.chart(MATRIX).locator("h2")).to_contain_text("配合的")
    reader.wait_until_drawn()
    expect(reader.page.get_by_text("配合的任务只跟踪，不计分")).to_be_visible()
