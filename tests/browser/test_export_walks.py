"""One click on a chart's button: the server's file, and without a browser on the server what the page can do itself."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect
from steps import DAY, Reader

from dashboard.exports import renderer

pytestmark = pytest.mark.browser
CHART = "overdue-ageing-chart"


def button(reader: Reader, kind: str) -> Locator:
    return reader.chart(CHART).get_by_role("button", name=f"保存{kind}")


def saved(reader: Reader, kind: str) -> bytes:
    title = reader.chart(CHART).locator("h2").inner_text()
    with reader.page.expect_download() as download:
        button(reader, kind).click()
    assert download.value.suggested_filename == f"{title}_截至{DAY}.{kind.lower()}"
    return Path(download.value.path()).read_bytes()


def test_a_click_saves_the_chart_as_the_server_draws_it(reader: Reader) -> None:
    reader.open("/overdue")
    picture = Image.open(io.BytesIO(saved(reader, "PNG")))
    assert picture.width == round(160 / 25.4 * 300)
    assert round(picture.info["dpi"][0]) == 300
    expect(reader.chart(CHART).get_by_role("status")).to_have_text("")
    assert saved(reader, "PDF").startswith(b"%PDF")
    expect(button(reader, "PDF")).to_be_enabled()


def test_without_a_browser_on_the_server_the_page_says_so_and_draws_itself(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.open("/overdue")
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "nothing"))
    monkeypatch.setattr(renderer, "RENDERER", renderer.Renderer())
    svg = saved(reader, "SVG").decode()
    assert f"截至{DAY[:4]}年11月20日" in svg
    assert "来源：政务公开考核" in svg
    told = reader.chart(CHART).get_by_role("status")
    expect(told).to_contain_text("BROWSER_PATH")
    button(reader, "PDF").click()
    expect(button(reader, "PDF")).to_be_enabled()
    expect(told).to_contain_text("BROWSER_PATH")
    reader.keep_picture("export-without-browser")
    assert all("503" in each for each in reader.complaints)
    reader.complaints.clear()
