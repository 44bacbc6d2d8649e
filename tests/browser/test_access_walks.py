"""A unit's head signs in, sees the own unit wherever the address leads, and signs out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from peopling import PASSWORD, add_accounts
from playwright.sync_api import Browser, expect
from steps import DAY, Reader, serving

from data.accounts.users import NewUser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def guarded(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo with one account, the head of Z07, on a free port."""
    store = Path(shutil.copytree(demo_store, tmp_path_factory.mktemp("guarded") / "store"))
    add_accounts(store, NewUser("z07", "松林关", "unit", "Z07"))
    yield from serving(store)


def test_a_unit_sees_itself_and_leaves(browser: Browser, guarded: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    reader = Reader(context.new_page(), guarded)
    reader.page.goto(f"{guarded}/unit/Z01?as_of={DAY}")
    reader.page.get_by_label("账号").fill("z07")
    reader.page.get_by_label("密码").fill(PASSWORD)
    reader.keep_picture("sign-in")
    reader.page.get_by_role("button", name="登录").click()
    reader.wait_until_drawn()
    expect(reader.page.locator("h1")).to_contain_text("松林关镇人民政府")
    assert "云山街道" not in reader.text()
    pages = reader.page.locator("nav[aria-label=页面导航] a").all_text_contents()
    assert [name.rstrip("0123456789") for name in pages] == [
        *("总览", "待办", "排名", "单位", "台账填报", "办法", "报表", "松林关（单位）")
    ]
    for address in ("/", "/ranking", "/method", "/reports"):
        reader.open(address)
    reader.page.goto(f"{guarded}/overdue")
    expect(reader.page.locator("#shell-content")).to_contain_text("您的账号没有这项权限")
    reader.page.get_by_role("button", name="退出").click()
    expect(reader.page.get_by_label("账号")).to_be_visible()
    assert reader.complaints == []
    context.close()
