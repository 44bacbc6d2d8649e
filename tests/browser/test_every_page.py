"""Every page as a whole: what it weighs, whether everybody can read it, whether it fits the screens in use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from steps import Reader, reading

from dashboard.pages import PAGES

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
HEAVIEST = 900_000  # bytes over the wire with nothing kept from an earlier visit
OFFICE_SCREENS = {1440: 900, 1366: 768, 1920: 1080}
SHEET = 660  # pixels inside a box on A4 upright with margins of 12 mm
PHONE = {"width": 390, "height": 844}
LATIN_WORD = re.compile(r"\b[a-z]{3,}\b")
# the end of a release id is drawn by lot: six letters and no digit once in 360 releases
RELEASE_ID = re.compile(r"\b\d{6}-[0-9a-f]{6}\b")
COMMANDS = {"python", "dashboard", "import", "plan", "draw", "redo", "round", "close", "demo", "each"}
COMMANDS |= {"users", "add", "backup", "calendar", "check", "rollback", "selfcheck"}
FILES = {"csv", "xlsx", "xls", "ods", "json", "html", "toml", "datapackage", "dpi"}
VIEWS = {page.path.strip("/") or "overview": page.path for page in PAGES} | {
    "overview-unit": "/?reader=unit&unit=Z07",
    "overview-units": "/?reader=unit",
    "overview-author": "/?reader=author",
    "unit-Z07": "/unit/Z07",
    "finding-waiting": "/finding?ref=WT2026-385",
    "receipt-component": "/unit/Z07?component=quarterly",
    "receipt-item": "/unit/Z07?component=spot&item=S1.3",
    "receipt-fact": "/unit/Z07?component=quarterly&item=Q4.2&ref=WT2026-287",
    "ranking-compare": "/ranking?compare=Z07,Z04,Z01",
    "ledger-overdue": "/ledger?state=overdue",
    "method-trial": "/method?w_spot=60&w_quarterly=10&w_ledger=15&w_review=15",
}


@pytest.fixture(scope="module")
def office(browser: Browser, server: str) -> Iterator[Reader]:
    """One office screen for all pages, whose browser keeps no file from one page to the next."""
    yield from reading(browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN"), server)


@pytest.fixture(scope="module")
def phone_for_all(browser: Browser, server: str) -> Iterator[Reader]:
    """One phone for all pages."""
    yield from reading(browser.new_context(viewport=PHONE, locale="zh-CN"), server)


@pytest.mark.parametrize("name", VIEWS)
def test_every_page_is_light_chinese_accessible_and_fits_office_screens(office: Reader, name: str) -> None:
    office.page.set_viewport_size({"width": 1440, "height": 900})
    weight = office.open_weighed(VIEWS[name])
    assert weight < HEAVIEST
    assert office.page.locator(".state-failed").count() == 0
    assert set(LATIN_WORD.findall(RELEASE_ID.sub("", office.text()))) <= COMMANDS | FILES
    assert office.page.locator(".modebar").count() == 0
    assert office.violations(AXE) == []
    for width, height in OFFICE_SCREENS.items():
        office.resize(width, height)
        office.keep_picture(f"{name}-{width}", is_whole=width == 1440)
        assert office.page.evaluate("document.documentElement.scrollWidth") == width
        assert office.cut_texts() == []


@pytest.mark.parametrize("name", VIEWS)
def test_every_page_fits_a_phone(phone_for_all: Reader, name: str) -> None:
    phone_for_all.open(VIEWS[name])
    phone_for_all.keep_picture(f"{name}-390")
    assert phone_for_all.page.evaluate("document.documentElement.scrollWidth") == 390
    assert phone_for_all.cut_texts() == []
    for chart in phone_for_all.page.locator(".starts-as-table").all():
        assert chart.locator("table").is_visible()


def test_a_printed_page_has_no_controls_and_whole_drawings(reader: Reader) -> None:
    """On A4 upright: drawings fit, lists stand open; afterwards the screen is as it was."""
    reader.open("/ranking")
    reader.resize(
        1440, 901
    )  # every drawing has found its width: one drawn early follows its place a moment later
    wide = reader.drawing_widths()
    assert max(wide) > SHEET
    reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert max(reader.drawing_widths()) <= SHEET
    reader.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert reader.drawing_widths() == pytest.approx(wide, abs=1)
    reader.page.emulate_media(media="print")
    for hidden in (".nav", ".controls", ".actions", ".section-links", ".compare-form"):
        assert not reader.page.locator(hidden).first.is_visible()
    looks = "box => getComputedStyle(box).overflowY + ' ' + getComputedStyle(box).maxHeight"
    assert reader.page.locator("#ranking-not-rated .table-box").evaluate(looks) == "visible none"


def test_a_long_list_is_drawn_as_it_is_scrolled_and_whole_on_paper(reader: Reader) -> None:
    reader.open("/overdue")
    box = reader.page.locator("#overdue-list .table-box")
    box.evaluate(
        """box => {
          const content = JSON.parse(box.dataset.table);
          content.rows = Array(500).fill(content.rows[0]);
          box.dataset.table = JSON.stringify(content);
        }"""
    )
    expect(box.locator("tbody tr")).to_have_count(200)
    box.evaluate("box => { box.scrollTop = box.scrollHeight; }")
    expect(box.locator("tbody tr")).to_have_count(400)
    reader.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(box.locator("tbody tr")).to_have_count(500)
