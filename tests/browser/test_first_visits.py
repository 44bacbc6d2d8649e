"""A page is whole when it is opened; from then on links, the back button and controls ask the server."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from steps import Reader

FILES = ("/assets/", "/_dash-component-suites/")


@pytest.mark.parametrize("address", ["/", "/ranking?group=镇街", "/unit/Z07", "/checks", "/data", "/nowhere"])
def test_an_opened_page_asks_for_files_alone(reader: Reader, address: str) -> None:
    asked: list[tuple[str, str]] = []
    reader.page.on("request", lambda request: asked.append((request.method, urlsplit(request.url).path)))
    reader.page.goto(reader.server + address)
    expect(reader.page.locator("#shell-footer li").first).to_be_visible()
    reader.page.wait_for_load_state("networkidle")
    expect(reader.page.locator(".waiting")).to_have_count(0)
    assert [each for each in asked if not each[1].startswith(FILES)] == [("GET", urlsplit(address).path)]


def test_links_the_back_button_and_a_date_work_from_an_opened_page(reader: Reader) -> None:
    reader.open("/ranking?group=镇街")
    heading = reader.page.locator("h1")
    reader.page.locator(".nav a", has_text="办法").click()
    expect(heading).to_have_text("办法")
    reader.wait_until_drawn()
    assert "办法" in reader.page.title()
    reader.page.go_back()
    expect(heading).to_have_text("排名")
    reader.wait_until_drawn()
    assert "group=" in reader.address()
    reader.page.locator("#shell-as-of").fill("2026-06-30")
    expect(reader.page.locator("#shell-footer")).to_contain_text("2026-06-30")
    reader.wait_until_drawn()
    reader.reload()
    expect(reader.page.locator("#shell-footer")).to_contain_text("2026-06-30")
