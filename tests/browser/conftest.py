from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import waitress
from playwright.sync_api import Browser, expect, sync_playwright
from steps import Reader, reading

from dashboard.server import create_app

OFFICE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def server(demo_store: Path) -> Iterator[str]:
    """The application over the demo store on a free port of this machine."""
    serving = waitress.create_server(create_app(demo_store).server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=serving.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.effective_port}"
    serving.close()
    thread.join(timeout=10)


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
def phone(browser: Browser, server: str) -> Iterator[Reader]:
    """A reader with a phone."""
    yield from reading(browser.new_context(viewport=PHONE, locale="zh-CN"), server)


@pytest.fixture
def old_browser(browser: Browser, server: str) -> Iterator[Reader]:
    """A reader whose browser says it is Chromium 100."""
    agent = (
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.0.0 Safari/537.36"
    )
    yield from reading(browser.new_context(viewport=OFFICE, locale="zh-CN", user_agent=agent), server)
