"""Work in the browser: a drawn check recorded on a phone, and an entry of a ledger that comes back to its unit."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect
from steps import Enter, go, told

pytestmark = pytest.mark.browser

TODAY = date.today().isoformat()


def test_an_inspector_records_the_draw_on_a_phone(enter: Enter) -> None:
    reader = enter("wang", 390)
    go(reader, "录入")
    form, cells = reader.page.locator("#record-form"), reader.page.locator("#record-cells li")
    expect(form.locator("h2")).to_contain_text("第1项：")
    form.get_by_label("得分").fill("4")
    form.get_by_label("满分").fill("5")
    form.get_by_role("button", name="加一条").click()
    form.locator("[name='findings.0.description']").fill("栏目空白")
    form.locator("[name='findings.0.days']").fill("5")
    reader.keep_picture("record-form-390")
    form.get_by_role("button", name="录入抽测").click()
    told(reader, "录入抽测：抽测")
    expect(form.locator("h2")).to_contain_text("第2项：")
    expect(cells.nth(0)).to_contain_text("已检查")
    expect(cells.nth(1)).to_contain_text("正在填写")
    cells.nth(4).get_by_role("link").click()
    expect(form.locator("h2")).to_contain_text("第5项：")
    reader.wait_until_drawn()
    reader.page.locator("#record-today").get_by_role("link", name="更正").click()
    reader.wait_until_drawn()
    correct = form.locator("form[data-step='check.correct']")
    expect(correct.get_by_label("得分")).to_have_value("4")
    correct.get_by_label("得分").fill("6")
    correct.get_by_role("button").last.click()
    expect(correct.locator("[data-error-of=earned]")).not_to_be_empty()
    correct.get_by_label("得分").fill("3")
    correct.get_by_role("button").last.click()
    told(reader, "更正抽测：抽测")
    expect(reader.page.locator("#record-today")).to_contain_text("3／5")
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 390
    assert reader.cut_texts() == []
    reader.complaints = [each for each in reader.complaints if "422" not in each]  # the refused marks


def test_what_a_unit_reports_is_returned_and_comes_back_to_it(enter: Enter) -> None:
    unit = enter("u1", 390)
    go(unit, "台账填报")
    unit.page.locator("#entries-list").get_by_role("link", name="1", exact=True).click()
    unit.wait_until_drawn()
    form = unit.page.locator("#entries-form")
    form.get_by_label("完成日期").fill(TODAY)
    form.get_by_label("完成情况").fill("已更新")
    unit.keep_picture("entries-form-390")
    form.get_by_role("button", name="填报台账").click()
    told(unit, "填报台账：单位1 任务1")
    expect(unit.page.locator("#entries-list")).to_contain_text("待审核")
    chief = enter("chief", 1440)
    go(chief, "台账填报")
    queue = chief.page.locator("#entries-queue")
    expect(queue.locator("h2")).to_have_text("待审核：1个单位1行")
    expect(queue.get_by_role("button", name="确认这1行")).to_be_visible()
    queue.get_by_role("link", name="1", exact=True).click()
    chief.wait_until_drawn()
    back = chief.page.locator("form[data-step='ledger.return']")
    back.get_by_label("退回理由").fill("没有附链接")
    chief.keep_picture("entries-review-1440")
    back.get_by_role("button").click()
    told(chief, "：单位1 任务1")
    expect(queue).to_contain_text("没有待审核的填报")
    unit.reload()
    returned = unit.page.locator("#entries-returned")
    expect(returned).to_contain_text("理由：没有附链接")
    expect(returned).to_contain_text(f"退回前填报：{TODAY}，已更新")
    unit.keep_picture("entries-returned-390")
    returned.get_by_role("link", name="重新填报").click()
    unit.wait_until_drawn()
    expect(form.get_by_label("完成日期")).to_have_value(TODAY)
    form.get_by_role("button", name="填报台账").click()
    told(unit, "已存入")
    expect(unit.page.locator("#entries-list")).to_contain_text("待审核")
    expect(returned.locator("li")).to_have_count(0)
    assert unit.page.evaluate("document.documentElement.scrollWidth") == 390


def test_more_time_for_a_task_is_asked_and_granted_by_two(enter: Enter) -> None:
    unit, chief, second = enter("u1", 390), enter("chief", 1440), enter("second", 1440)
    address = f"/entries?unit=U1&ref=2&as_of={TODAY}"
    unit.open(address)
    asking = unit.page.locator("form[data-step='extension.ask']").first
    unit.page.locator("details.folded summary").first.click()
    asking.get_by_label("申请理由").fill("场馆检修")
    asking.get_by_role("button").last.click()
    told(unit, "已存入")
    expect(unit.page.locator("#entries-form")).to_contain_text("等待批复")
    expect(unit.page.locator("form[data-step='extension.ask']")).to_have_count(0)
    go(chief, "待办")
    chief.page.locator("#inbox-lists").get_by_role("link", name="批复").click()
    chief.wait_until_drawn()
    deciding = chief.page.locator("form[data-step='extension.decide']")
    deciding.get_by_label("批复结果").select_option("同意")
    deciding.get_by_label("延期至").fill(f"{TODAY[:4]}-12-31")
    deciding.get_by_label("或延几个工作日").fill("5")
    deciding.get_by_role("button").last.click()
    expect(deciding.locator("[data-error-of=new_due_on], [data-error-of=extended_by]").first).to_be_attached()
    deciding.get_by_label("延期至").fill("")
    deciding.get_by_role("button").last.click()
    told(chief, "已提请审核")
    second.open(f"/decisions?as_of={TODAY}")
    second.page.get_by_role("button", name="审核同意").click()
    told(second, "已存入")
    unit.open(address)
    expect(unit.page.locator("#entries-form")).to_contain_text("同意，延期至")
    chief.complaints = [each for each in chief.complaints if "422" not in each]  # a date and a number of days
