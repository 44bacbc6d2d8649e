"""The office at work in the browser: a reader of the demonstration stores a file and takes it back, another one
gives out an account, a third looks into the log.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from steps import Reader, reading, serving

from data.demo.readers import add_readers
from data.store import Store

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def office(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The demo with its readers, on a free port: its address and its folder."""
    store = Path(shutil.copytree(demo_store, tmp_path_factory.mktemp("office") / "store"))
    add_readers(store)
    for address in serving(store):
        yield address, store


@pytest.fixture
def reader(browser: Browser, office: tuple[str, Path]) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    yield from reading(context, office[0])


def enter(reader: Reader, name: str, address: str) -> None:
    reader.page.goto(reader.server + address)
    reader.page.get_by_role("button", name=name).click()
    reader.wait_until_drawn()


def test_a_file_is_looked_at_stored_and_taken_back(
    reader: Reader, office: tuple[str, Path], tmp_path: Path
) -> None:
    file = tmp_path / "抽测.csv"
    lines = (
        "抽测编号,单位,抽测日期,指标,得分,满分",
        "W-1,Z01,2026-11-18,S1.1,4,5",
        "W-2,没有的镇,2026-11-18,S1.1,4,5",
    )
    file.write_text("\n".join(lines), encoding="utf-8")
    enter(reader, "何经办", "/data")
    page = reader.page
    page.set_input_files("#data-file", str(file))
    page.get_by_role("button", name="检查", exact=True).click()
    page.get_by_role("button", name="只存合格的1行").click()
    expect(page.locator("#data-review")).to_contain_text("文件 抽测.csv。已存入")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载退回的表格").click()
    assert download.value.suggested_filename == "抽测-退回.xlsx"
    reader.wait_until_drawn()
    release = Store(office[1]).release_id
    page.get_by_role("link", name="撤销", exact=True).first.click()
    page.get_by_role("button", name="确认撤销第").click()
    expect(page.get_by_role("link", name="恢复", exact=True)).to_have_count(1)
    assert Store(office[1]).release_id != release


def test_an_account_is_given_out_and_its_name_is_only_a_name(reader: Reader) -> None:
    page, alerts = reader.page, []
    page.on("dialog", lambda dialog: alerts.append(dialog.message) or dialog.dismiss())
    enter(reader, "沈掌钥", "/admin")
    form = page.locator("form.work")
    form.locator("[name=login]").fill("zhao")
    form.locator("[name=name]").fill(MARKUP)
    form.locator("[name=role]").select_option("author")
    form.get_by_role("button").click()
    secret = page.locator(".work-secret output")
    expect(secret).to_be_visible()
    assert len(secret.inner_text()) == 13
    page.get_by_role("button", name="记下了").click()
    expect(secret).to_have_count(0)
    expect(page.locator("#admin-accounts")).to_contain_text(MARKUP)
    page.get_by_role("button", name="退出").click()
    enter(reader, "严留痕", "/admin?text=zhao")
    expect(page.locator("#admin-log")).to_contain_text(MARKUP)
    page.locator("#log-what").select_option(label="演示登录")
    expect(page.locator("#admin-log h2")).to_contain_text("找到0条")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出为 CSV").click()
    assert download.value.suggested_filename.startswith("操作日志-")
    assert alerts == []
