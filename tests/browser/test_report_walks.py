"""Walks through 报表 and 数据: choose, look, fetch; and a file looked at before it is stored."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from steps import Reader, columns

pytestmark = pytest.mark.browser

BAD_CHECKS = "抽测编号,单位,抽测日期,指标,得分,满分\nK1,外星局,2026-05-10,S1.1,3,10\nK2,区财政局,2026-13-40,S1.1,3,10\n"
GOOD_UNITS = "单位编码,单位名称,单位类别\nNEW1,新设单位一,区直部门\n"
PLAN = (
    "云岭区2026年政务公开工作要点\n2026年3月2日\n"
    "一、公开财政预算决算，年底前完成。（责任单位：区财政局、区月球局）\n"
    "二、每季度末更新政策解读。（责任单位：区教育体育局）\n"
)


def test_the_chosen_exports_come_as_one_file(reader: Reader) -> None:
    reader.open("/reports")
    start = reader.page.get_by_role("button", name="导出所选")
    start.click()
    told = reader.page.locator(".export-start output")
    expect(told).to_have_text("请至少选择一种报表")
    reader.page.get_by_role("checkbox", name="年报统计填报表").press("Space")
    with reader.page.expect_download() as fetched:
        start.click()
    assert fetched.value.suggested_filename == "政府信息公开年报统计数据填报表_2026年.xlsx"
    expect(told).to_have_text("已生成1个文件，正在下载")


def test_a_round_and_a_preview_stay_in_the_address(reader: Reader) -> None:
    reader.open("/reports")
    reader.page.get_by_label("得分取自").select_option("年中")
    look = reader.page.get_by_role("link", name="预览排名表")
    expect(look).to_have_attribute("href", re.compile("round="))
    look.click()
    preview = reader.page.locator("#reports-preview")
    expect(preview.locator("h2")).to_contain_text("排名表：共")
    expect(preview).to_contain_text("2026年年中")
    assert "preview=ranking" in reader.address()
    seen = reader.text()
    reader.reload()
    expect(preview.locator("h2")).to_contain_text("排名表：共")
    assert reader.text() == seen
    reader.keep_picture("reports-preview")


def send(reader: Reader, path: Path, kind: str) -> None:
    reader.page.get_by_label("按什么读").select_option(kind)
    reader.page.locator("#data-file").set_input_files(path)
    reader.page.get_by_role("button", name="检查", exact=True).click()
    expect(reader.page.locator("#data-review h2").first).to_contain_text(path.name)


def test_a_file_is_looked_at_and_nothing_is_stored(reader: Reader, tmp_path: Path) -> None:
    reader.open("/data")
    before = reader.page.locator("#data-batches").inner_text()
    bad, good = tmp_path / "抽测.csv", tmp_path / "单位.csv"
    bad.write_text(BAD_CHECKS, encoding="utf-8")
    good.write_text(GOOD_UNITS, encoding="utf-8")
    send(reader, bad, "facts")
    review = reader.page.locator("#data-review")
    expect(review.locator("h2").first).to_have_text("“抽测.csv”有2处要改，不能照原样存入")
    table = columns(review.locator("table"))
    assert table["位置"] == ["第2行 “单位”列", "第3行 “抽测日期”列"]
    assert table["值"] == ["外星局", "2026-13-40"]
    send(reader, good, "facts")
    expect(review.locator("h2").first).to_have_text("“单位.csv”可以存入：共1行")
    assert reader.page.locator("#data-batches").inner_text() == before


def test_a_plan_is_reviewed_with_its_questions_first(reader: Reader, tmp_path: Path) -> None:
    reader.open("/data")
    plan = tmp_path / "要点.txt"
    plan.write_text(PLAN, encoding="utf-8")
    send(reader, plan, "plan")
    expect(reader.page.locator("#data-review h2").first).to_have_text(
        "“要点.txt”：读出2项任务，1项须人工确认"
    )
    table = columns(reader.page.locator("#data-review table").first)
    assert table["读出的单位"] == ["责任：区财政局、区月球局", "责任：区教育体育局"]
    assert table["须核对"][0] == "单位表中没有“区月球局”"
    assert table["读出的时限"] == ["固定日期 2026-12-31", "定期 2026-03-31"]
    reader.keep_picture("data-plan-review")


def test_the_integrity_report_is_asked_for(reader: Reader) -> None:
    reader.open("/data")
    reader.page.get_by_role("link", name="现在检查").click()
    expect(reader.page.locator("#data-check h2")).to_contain_text("完整性检查")
    expect(reader.page.locator("#data-check table")).to_be_visible()
