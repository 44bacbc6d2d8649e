"""What a reader does with a page, in the walks' own words: open, wait, look, press; and what must never happen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Response, expect

SCREENSHOTS = Path(__file__).parent.parent.parent / "screenshots"
DAY = "2026-11-20"  # the demo's last day: what a walk sees does not depend on today


class Reader:
    """A reader in front of one page; keeps what the console said and which hosts were asked."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note_host(request.url))
        page.on("response", self._note_failure)

    def _note_host(self, url: str) -> None:
        if not url.startswith((self.server, "data:", "blob:")):
            self.complaints.append(f"asked another host: {url}")

    def _note_failure(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def open(self, address: str) -> None:
        """Go to an address (at DAY unless it names a date) and wait until everything is drawn."""
        if "as_of=" not in address:
            address += ("&" if "?" in address else "?") + f"as_of={DAY}"
        self.page.goto(self.server + address)
        self.wait_until_drawn()

    def reload(self) -> None:
        self.page.reload()
        self.wait_until_drawn()

    def wait_until_drawn(self) -> None:
        """Every part has its content and every chart in sight its drawing."""
        expect(self.page.locator("#shell-content .slot").first).to_be_attached()
        expect(self.page.locator(".waiting")).to_have_count(0)
        expect(self.page.locator("[data-dash-is-loading=true]")).to_have_count(0)
        for chart in self.page.locator(".chart:not(.show-table)").all():
            expect(chart.locator(".main-svg").first).to_be_visible()

    def address(self) -> str:
        return self.page.url.removeprefix(self.server)

    def text(self) -> str:
        """All that can be read on the page, without the date in the footer's release id."""
        return self.page.locator("body").inner_text()

    def chart(self, chart_id: str) -> Locator:
        return self.page.locator("section.chart", has=self.page.locator(f"[id='{chart_id}']"))

    def traces(self, chart_id: str) -> list[dict[str, Any]]:
        """What plotly draws, trace by trace."""
        script = "id => document.getElementById(id).querySelector('.js-plotly-plot').data"
        return list(self.page.evaluate(script, chart_id))

    def show_table(self, chart_id: str) -> None:
        self.chart(chart_id).get_by_role("button", name="表格").click()
        expect(self.chart(chart_id).locator("table")).to_be_visible()

    def table(self, chart_id: str) -> dict[str, list[str]]:
        """The chart's table, column by column, by heading."""
        return columns(self.chart(chart_id).locator("table"))

    def click_on(self, shape: Locator) -> None:
        """Click where a shape of a drawing stands (plotly lays a sheet over its shapes)."""
        box = shape.bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def keep_picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def columns(table: Locator) -> dict[str, list[str]]:
    """A table's cells as they stand in the document, column by column, by heading."""
    headings = table.locator("th").all_text_contents()
    rows = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
    return {heading: [row[place] for row in rows] for place, heading in enumerate(headings)}


def numbers(cells: list[str]) -> list[float]:
    """The numbers of a column, dashes left out."""
    return [float(re.sub("[*+]", "", cell).replace("−", "-")) for cell in cells if cell != "—"]
