from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from peopling import PASSWORD, add_accounts
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright
from steps import Enter, Reader, reading, serving

from data.accounts.users import NewUser

OFFICE = {"width": 1440, "height": 900}
PEOPLE = (
    NewUser("wang", "王检查", "inspector"),
    NewUser("chief", "赵主任", "supervisor"),
    NewUser("second", "李副主任", "supervisor"),
    NewUser("u1", "单位1", "unit", "U1"),
)
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def server(demo_store: Path) -> Iterator[str]:
    """The application over the demo store."""
    yield from serving(demo_store)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = (
        os.environ.get("BROWSER_PATH") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    )
    assert path, "no Chromium: set BROWSER_PATH or install chromium-headless-shell"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def reader(browser: Browser, server: str) -> Iterator[Reader]:
    """A reader at an office screen."""
    yield from reading(browser.new_context(viewport=OFFICE, locale="zh-CN"), server)


@pytest.fixture
def old_browser(browser: Browser, server: str) -> Iterator[Reader]:
    """A reader whose browser says it is Chromium 100."""
    agent = (
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.0.0 Safari/537.36"
    )
    yield from reading(browser.new_context(viewport=OFFICE, locale="zh-CN", user_agent=agent), server)


@pytest.fixture(scope="module")
def working_store(this_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of this year with an inspector, two supervisors and a unit."""
    store = Path(shutil.copytree(this_year, tmp_path_factory.mktemp("working") / "store"))
    add_accounts(store, *PEOPLE)
    return store


@pytest.fixture(scope="module")
def working(working_store: Path) -> Iterator[str]:
    """The application over the working store."""
    yield from serving(working_store)


@pytest.fixture
def enter(browser: Browser, working: str) -> Iterator[Enter]:
    """Signs somebody in at a screen of some width; in the end every console is clean."""
    opened: list[tuple[BrowserContext, Reader]] = []

    def sign_in(login: str, width: int) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
        reader = Reader(context.new_page(), working)
        opened.append((context, reader))
        reader.page.goto(f"{working}/sign-in")
        reader.page.get_by_label("账号").fill(login)
        reader.page.get_by_label("密码").fill(PASSWORD)
        reader.page.get_by_role("button", name="登录").click()
        reader.wait_until_drawn()
        return reader

    yield sign_in
    for context, reader in opened:
        context.close()
        assert reader.complaints == []
