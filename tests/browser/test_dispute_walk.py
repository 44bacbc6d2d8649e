"""A finding on its own page: notified by the office, signed for and mended by the unit, rechecked by the office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from steps import Enter, Reader

pytestmark = pytest.mark.browser

TODAY = date.today().isoformat()
F = f"WT{date.today().year}-001"
PICTURE = {"name": "截图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n picture"}


def open_finding(reader: Reader) -> None:
    reader.open(f"/finding?ref={F}&as_of={TODAY}")


def told(reader: Reader, words: str) -> None:
    expect(reader.page.locator("#work-told")).to_contain_text(words)
    reader.wait_until_drawn()


def test_a_finding_goes_from_its_notice_to_its_recheck(enter: Enter) -> None:
    chief, unit = enter("chief", 1440), enter("u1", 390)
    chief.open(f"/finding?as_of={TODAY}")
    form = chief.page.locator("form[data-step='finding.notify']")
    form.get_by_label("单位").select_option("U1")
    form.get_by_label("来源").select_option("第三方")
    form.get_by_label("问题描述").fill("栏目空白")
    form.get_by_label("或限几个工作日").fill("5")
    form.get_by_role("button", name="通报问题").click()
    told(chief, f"编号{F}，整改时限")

    open_finding(unit)
    expect(unit.page.locator("h1")).to_contain_text("未到期")
    unit.page.get_by_role("button", name="签收问题").click()
    told(unit, f"签收问题：问题 {F}。已存入")
    expect(unit.page.locator(".story")).to_contain_text("单位签收（单位1）")
    form = unit.page.locator("form[data-step='finding.rectify']")
    form.get_by_label("佐证链接").fill("https://www.example.gov.cn/zwgk")
    form.locator("input[type=file]").set_input_files([PICTURE])
    form.get_by_role("button", name="报告整改").click()
    expect(unit.page.locator("h1 .badge")).to_contain_text("待复查")
    with unit.page.expect_download() as download:
        unit.page.get_by_role("link", name="截图.png").click()
    assert Path(download.value.path()).read_bytes() == PICTURE["buffer"]
    unit.keep_picture("finding-phone")

    open_finding(chief)
    form = chief.page.locator("form[data-step='finding.recheck']")
    form.get_by_label("复查结果").select_option("通过")
    form.get_by_role("button", name="复查").click()
    expect(chief.page.locator(".story li").last).to_contain_text("复查通过")
    expect(chief.page.locator("h1 .badge")).to_contain_text("已整改")
    expect(chief.page.locator("form[data-step='finding.recheck']")).to_have_count(0)
    chief.keep_picture("finding-office")


def test_nothing_that_was_typed_is_lost_when_the_session_is_over(enter: Enter) -> None:
    chief = enter("chief", 390)
    chief.open(f"/finding?as_of={TODAY}")
    form = chief.page.locator("form[data-step='finding.notify']")
    form.get_by_label("单位").select_option("U1")
    form.get_by_label("来源").select_option("第三方")
    form.get_by_label("问题描述").fill("栏目空白")
    cookies = chief.page.context.cookies()
    chief.page.context.clear_cookies()
    form.get_by_role("button", name="通报问题").click()
    expect(form.locator("output")).to_contain_text("登录已过期")
    chief.page.context.add_cookies(cookies)  # signed in again in another tab
    form.get_by_role("button", name="通报问题").click()
    told(chief, "通报问题：单位1的问题")
    chief.complaints.clear()  # the browser itself notes the refused request
