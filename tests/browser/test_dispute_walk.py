"""A finding on its own page: notified by the office, signed for and mended by the unit, rechecked by the office."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, BrowserContext, expect
from steps import Reader

from dashboard.server import create_app
from data.accounts.audit import Actor
from data.accounts.database import AccountsFile
from data.accounts.users import Users

pytestmark = pytest.mark.browser

PASSWORD = "Kaifang-2026"
PEOPLE = {"chief": ("赵主任", "supervisor", None), "u1": ("单位1的人", "unit", "U1")}
TODAY = date.today().isoformat()
F = f"WT{date.today().year}-001"
PICTURE = {"name": "截图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n picture"}
Enter = Callable[[str, int], Reader]


@pytest.fixture(scope="module")
def disputed(this_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store of this year with a supervisor and a unit, on a free port."""
    store = Path(shutil.copytree(this_year, tmp_path_factory.mktemp("disputed") / "store"))
    office, users = Actor("root", "administrator", "local"), Users(AccountsFile(store))
    for login, (name, role, unit) in PEOPLE.items():
        users.add(office, login, name, role, unit)
        users.change_password(office, login, PASSWORD)
    serving = waitress.create_server(create_app(store).server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.effective_port}"
    serving.close()
    thread.join(timeout=10)


@pytest.fixture
def enter(browser: Browser, disputed: str) -> Iterator[Enter]:
    """Signs somebody in at a screen of some width; in the end every console is clean."""
    opened: list[tuple[BrowserContext, Reader]] = []

    def sign_in(login: str, width: int) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
        reader = Reader(context.new_page(), disputed)
        opened.append((context, reader))
        reader.page.goto(f"{disputed}/sign-in")
        reader.page.get_by_label("账号").fill(login)
        reader.page.get_by_label("密码").fill(PASSWORD)
        reader.page.get_by_role("button", name="登录").click()
        reader.wait_until_drawn()
        return reader

    yield sign_in
    for context, reader in opened:
        context.close()
        assert reader.complaints == []


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
    told(unit, f"已存入：问题 {F}")
    expect(unit.page.locator(".story")).to_contain_text("单位签收（单位1的人）")
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
