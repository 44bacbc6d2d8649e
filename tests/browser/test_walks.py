"""Walks through the pages in real Chromium, as the readers of interface.md take them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from steps import DAY, Reader, columns, numbers

pytestmark = pytest.mark.browser

BOARDS = ("ranking-board-0", "ranking-board-1", "ranking-board-2")


def test_the_overview_opens_with_what_is_overdue(reader: Reader) -> None:
    reader.open("/")
    figures = reader.page.locator(".card .label").all_text_contents()
    assert figures == ["逾期事项", "3个工作日内到期", "低于合格线", "未评定", "重复问题"]
    findings, tasks = (columns(table) for table in reader.page.locator("#overview-overdue table").all())
    for units, kind in ((findings, "逾期整改"), (tasks, "逾期任务")):
        oldest = numbers(units["最久天数"])
        assert len(units[kind]) == 4
        assert oldest == sorted(oldest, reverse=True)
    title = reader.page.locator("#overview-overdue h2").inner_text()
    for row in range(3):
        assert (
            f"{findings['单位'][row]}（{findings['最久天数'][row]}天，失{findings['已失分'][row]}分）"
            in title
        )
    shown = float(reader.page.locator(".card .value").first.inner_text().split()[0].removesuffix("项"))
    assert reader.page.locator("#overview-boards .board").count() == 3
    reader.open("/overdue")
    assert len(columns(reader.page.locator("#overdue-list table"))["编号"]) == shown


def test_the_ranking_shows_34_units_on_three_boards(reader: Reader) -> None:
    reader.open("/ranking")
    ranked = [len(reader.table(board)["单位"]) for board in BOARDS]
    unrated = columns(reader.page.locator("#ranking-not-rated table"))
    assert sum(ranked) + len(unrated["单位"]) == 34
    assert all(unrated["原因"])


def test_each_boards_table_equals_its_bars(reader: Reader) -> None:
    reader.open("/ranking")
    for board in BOARDS:
        reader.show_table(board)
        table = reader.table(board)
        bars = [trace for trace in reader.traces(board) if trace["type"] == "bar"]
        assert bars
        for bar in bars:
            shown = [marks for marks in numbers(table[bar["name"]]) if marks]
            assert shown == pytest.approx(bar["x"], abs=0.0051)
        totals = numbers(table["总分"])
        ranks = numbers(table["名次"])
        assert ranks == sorted(ranks)
        assert len(totals) == len(ranks)


def test_a_bar_opens_its_unit(reader: Reader) -> None:
    reader.open("/ranking")
    first = reader.table(BOARDS[0])["单位"][0]
    reader.click_on(reader.chart(BOARDS[0]).locator(".barlayer .point path").first)
    expect(reader.page.locator("h1")).to_contain_text(first)
    reader.wait_until_drawn()
    assert reader.address().startswith("/unit/")
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked


def test_a_name_in_the_table_opens_its_unit_and_back_returns(reader: Reader) -> None:
    reader.open("/ranking")
    reader.show_table(BOARDS[1])
    link = reader.chart(BOARDS[1]).locator("tbody a").first
    name = link.inner_text()
    link.click()
    expect(reader.page.locator("h1")).to_contain_text(name)
    reader.page.go_back()
    expect(reader.page.locator("h1")).to_have_text("排名")
    reader.wait_until_drawn()


def test_a_group_is_chosen_in_the_address(reader: Reader) -> None:
    reader.open("/ranking")
    reader.page.get_by_role("link", name="事业单位").click()
    expect(reader.page.locator("section.chart")).to_have_count(2)  # its board, and its ranks over the rounds
    reader.wait_until_drawn()
    clicked = reader.text()
    assert "group=" in reader.address()
    reader.reload()
    assert reader.text() == clicked


def test_a_date_is_chosen_in_the_address_and_back_returns(reader: Reader) -> None:
    reader.open("/ranking")
    today = reader.page.locator(".foot")
    reader.page.get_by_label("截止日期").fill("2026-06-30")
    expect(today).to_contain_text("截止日期：2026-06-30")
    reader.wait_until_drawn()
    clicked = reader.text()
    assert "as_of=2026-06-30" in reader.address()
    reader.reload()
    assert reader.text() == clicked
    reader.page.go_back()
    expect(today).to_contain_text(f"截止日期：{DAY}")


def test_another_year_starts_at_its_own_date(reader: Reader) -> None:
    reader.open("/ranking")
    reader.page.get_by_label("年度").select_option("2025")
    expect(reader.page.locator(".foot")).to_contain_text("2025年政务公开考核办法")
    expect(reader.page.locator(".foot")).to_contain_text("截止日期：2026-01-31")
    reader.wait_until_drawn()
    assert reader.address() == "/ranking?year=2025"


def test_the_ageing_table_equals_its_bars(reader: Reader) -> None:
    reader.open("/overdue")
    reader.show_table("overdue-ageing-chart")
    table = reader.table("overdue-ageing-chart")
    for bar in reader.traces("overdue-ageing-chart"):
        assert [count for count in numbers(table[bar["name"]]) if count] == bar["x"]
    overdue = columns(reader.page.locator("#overdue-list table"))
    assert sum(numbers(table["逾期合计"])) == len(overdue["编号"])
    late = numbers(overdue["逾期天数"])
    assert late == sorted(late, reverse=True)


def test_more_working_days_show_more_that_is_due(reader: Reader) -> None:
    reader.open("/overdue")
    due = reader.page.locator("#overdue-due-soon table")
    few = len(columns(due)["单位"])
    reader.page.get_by_role("link", name="10个工作日").click()
    expect(reader.page.locator("#overdue-due-soon h2")).to_contain_text("10个工作日内到期")
    many = columns(due)
    assert len(many["单位"]) > few
    assert max(numbers(many["剩余工作日"])) <= 10
    assert many["时限"] == sorted(many["时限"])
    reader.wait_until_drawn()
    clicked = reader.text()
    reader.reload()
    assert reader.text() == clicked


def test_a_units_waterfall_leads_from_full_marks_to_its_score(reader: Reader) -> None:
    reader.open("/unit/Z07")
    score = reader.page.locator(".card .value").first.inner_text()
    moves = reader.traces("unit-waterfall-chart")[0]
    assert moves["base"][0] == 100
    assert moves["base"][-1] + moves["x"][-1] == pytest.approx(float(score), abs=0.0051)
    reader.show_table("unit-waterfall-chart")
    table = reader.table("unit-waterfall-chart")
    assert numbers(table["分值"]) == pytest.approx(moves["x"], abs=0.0051)
    losses = columns(reader.page.locator("#unit-losses table"))
    assert sum(numbers(losses["失分"])) == pytest.approx(
        -sum(move for move in moves["x"] if move < 0), abs=0.03
    )


def test_a_units_work_list_names_marks_dates_and_what_to_do(reader: Reader) -> None:
    reader.open("/unit/Z07")
    work = columns(reader.page.locator("#unit-work table"))
    won = numbers(work["可挽回"])
    assert won
    assert won == sorted(won, reverse=True)
    assert work["可挽回"][len(won) :] == ["—"] * (len(work["可挽回"]) - len(won))
    assert all(work["内容"])
    for lost, since in zip(work["将失分"], work["起算日期"], strict=True):
        assert (lost == "—") == (since == "—")


def test_a_unit_without_a_score_says_why(reader: Reader) -> None:
    reader.open("/unit/S06")
    assert "尚未抽测" in reader.text()
    assert reader.page.locator("#unit-waterfall section").count() == 0


def test_an_unknown_unit_leads_to_the_list(reader: Reader) -> None:
    reader.open("/unit/nobody")
    assert "没有这个单位" in reader.text()
    reader.page.get_by_role("link", name="松林关镇人民政府").click()
    expect(reader.page.locator("h1")).to_contain_text("松林关镇人民政府")
    reader.wait_until_drawn()


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_a_chart_is_saved_with_title_and_date(
    reader: Reader, tmp_path: Path, kind: str, begins: bytes
) -> None:
    reader.open("/ranking")
    title = reader.chart(BOARDS[0]).locator("h2").inner_text()
    with reader.page.expect_download() as download:
        reader.chart(BOARDS[0]).get_by_role("button", name=f"保存{kind.upper()}").click()
    assert download.value.suggested_filename == f"{title}_截至{DAY}.{kind}"
    download.value.save_as(tmp_path / "picture")
    content = (tmp_path / "picture").read_bytes()
    assert content.startswith(begins)
    if kind == "svg":
        told = content.decode()
        assert title in told
        assert "云岭区（演示数据） 截至2026年11月20日" in told


def test_the_keyboard_reaches_the_table(reader: Reader) -> None:
    reader.open("/ranking")
    button = reader.chart(BOARDS[0]).get_by_role("button", name="表格")
    button.focus()
    reader.page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(reader.chart(BOARDS[0]).locator("table")).to_be_visible()
    reader.page.keyboard.press("Enter")
    expect(reader.chart(BOARDS[0]).locator(".main-svg").first).to_be_visible()


def test_an_old_browser_is_told_so_in_chinese(old_browser: Reader) -> None:
    old_browser.page.goto(old_browser.server)
    expect(old_browser.page.get_by_text("浏览器版本过低")).to_be_visible()
    expect(old_browser.page.locator("#react-entry-point")).to_be_hidden()
