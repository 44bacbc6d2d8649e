"""Walks of the three readers of 总览, down the receipt of 单位, and below the boards of 排名."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from steps import DAY, Reader, columns, numbers

from dashboard.commands.answers import explain_answer, score_answer
from data.store import Store

pytestmark = pytest.mark.browser


def test_the_switch_leads_to_each_reader_and_back(reader: Reader) -> None:
    reader.open("/")
    reader.page.get_by_role("link", name="年报").click()
    expect(reader.page.locator("#overview-author-progress-chart")).to_be_visible()
    reader.wait_until_drawn()
    assert "reader=author" in reader.address()
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked
    reader.page.go_back()
    expect(reader.page.locator("#overview-boards table").first).to_be_visible()
    reader.wait_until_drawn()


def test_the_navigation_leads_back_to_the_same_reader(reader: Reader) -> None:
    reader.open("/?reader=unit&unit=Z07")
    reader.page.get_by_role("link", name="排名", exact=True).click()
    expect(reader.page.locator("h1")).to_have_text("排名")
    reader.wait_until_drawn()
    reader.page.get_by_role("link", name="总览", exact=True).click()
    expect(reader.page.locator("#overview-unit-card h2")).to_contain_text("松林关镇人民政府")
    reader.wait_until_drawn()


def test_a_head_finds_what_gains_a_place(reader: Reader) -> None:
    """From the first screen: choose the unit; the title names the two matters, the list their dates."""
    reader.open("/?reader=unit")
    reader.page.get_by_role("link", name="松林关镇人民政府").click()
    title = reader.page.locator("#overview-unit-work h2")
    expect(title).to_contain_text("先办")
    reader.wait_until_drawn()
    assert "升1位" in title.inner_text()
    assert title.inner_text().startswith("距第5名青石桥镇人民政府0.55分")
    work = columns(reader.page.locator("#overview-unit-work table"))
    for row in range(2):
        assert f"“{work['编号'][row]}”可挽回{work['可挽回'][row]}分" in title.inner_text()
    assert "▲1" in work["可升名次"][:2]
    assert all(work["时限"])


def test_an_author_finds_the_years_progress(reader: Reader) -> None:
    reader.open("/?reader=author")
    assert reader.chart("overview-author-progress-chart").locator("h2").inner_text().startswith("2026年进展")
    reader.show_table("overview-author-progress-chart")
    table = reader.table("overview-author-progress-chart")
    for line in reader.traces("overview-author-progress-chart"):
        assert numbers(table[line["name"]]) == pytest.approx([y for y in line["y"] if y], abs=0.0051)


def test_the_receipt_leads_from_the_total_to_the_file(reader: Reader, demo_store: Path) -> None:
    day = date.fromisoformat(DAY)
    store = Store(demo_store)
    unit = next(row for row in score_answer(store, 2026, day) if row["unit_id"] == "Z07")
    lost = max(explain_answer(store, "Z07", 2026, day)["losses"], key=lambda loss: loss["marks"])
    reader.open("/unit/Z07")
    assert f"总分 {unit['total']:.2f}" in reader.page.locator("#unit-receipt").inner_text()
    reader.page.locator("#unit-receipt").get_by_role("link", name="台账落实").click()
    expect(reader.page.locator("#unit-receipt-level h2")).to_contain_text("台账落实")
    reader.wait_until_drawn()
    reader.page.locator("#unit-receipt-level").get_by_role("link", name="重点领域任务").click()
    expect(reader.page.locator("#unit-receipt-rule table")).to_be_visible()
    reader.wait_until_drawn()
    reader.page.locator("#unit-receipt-level").get_by_role("link", name=lost["ref"]).click()
    expect(reader.page.locator("#unit-receipt-level h2").first).to_contain_text(
        f"失总分{lost['marks']:.4f}分"
    )
    reader.wait_until_drawn()
    assert columns(reader.page.locator("#unit-receipt-level table"))["文件"]
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked


def test_a_board_is_sorted_and_searched_with_the_keyboard(reader: Reader) -> None:
    reader.open("/ranking")
    board = reader.chart("ranking-board-1")
    reader.show_table("ranking-board-1")
    heading = board.get_by_role("button", name="抽测", exact=True)
    heading.focus()
    reader.page.keyboard.press("Enter")
    checks = numbers(reader.table("ranking-board-1")["抽测"])
    assert checks == sorted(checks)
    reader.page.keyboard.press("Enter")
    assert numbers(reader.table("ranking-board-1")["抽测"]) == sorted(checks, reverse=True)
    board.get_by_label("查找单位").fill("财政")
    expect(board.locator("tbody tr:visible")).to_have_count(1)
    expect(board.locator("label").get_by_role("status")).to_have_text("共1行")


def test_units_are_chosen_to_stand_side_by_side(reader: Reader) -> None:
    reader.open("/ranking")
    reader.page.get_by_label("单位1").select_option("Z07")
    expect(reader.page.locator("#ranking-compared")).to_contain_text("再选一个单位")
    reader.wait_until_drawn()
    reader.page.get_by_label("单位2").select_option("Z04")
    expect(reader.page.locator("#ranking-compared-chart")).to_be_visible()
    reader.wait_until_drawn()
    assert "compare=Z07,Z04" in reader.address()
    assert len(reader.traces("ranking-compared-chart")) == 2
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked


def test_the_ranks_of_today_end_the_lines_of_the_rounds(reader: Reader) -> None:
    reader.open("/ranking")
    board = reader.table("ranking-board-0")
    last = [cell.split("（")[0] for cell in reader.table("ranking-rounds-0")["当前"]]
    units = reader.table("ranking-rounds-0")["单位"]
    assert dict(zip(units, last, strict=True)) == dict(zip(board["单位"], board["名次"], strict=True))
