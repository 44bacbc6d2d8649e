"""What a reader does with a page, in the walks' own words: open, wait, look, press; and what must never happen."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import waitress
from playwright.sync_api import BrowserContext, Locator, Page, Response, expect
from waitress import wasyncore

from dashboard.server import create_app

SCREENSHOTS = Path(__file__).parent.parent.parent / "screenshots"
CUT_TEXTS = """() => {
  const seen = element => element.getClientRects().length > 0;
  const boxes = Array.from(document.querySelectorAll("h1, h2, h3, th, button, .nav a, .choices a, .card > *"));
  const cut = boxes.filter(box => seen(box) && box.clientWidth && box.scrollWidth > box.clientWidth + 1);
  const texts = Array.from(document.querySelectorAll(".js-plotly-plot .main-svg text")).filter(text => {
    const sheet = text.closest(".main-svg").getBoundingClientRect(), place = text.getBoundingClientRect();
    return seen(text) && (place.left < sheet.left - 1 || place.right > sheet.right + 1);
  });
  return cut.concat(texts).map(element => element.tagName + ": " + element.textContent.slice(0, 60));
}"""
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

    def open_weighed(self, address: str) -> int:
        """Open an address as a first visit; the bytes that came over the wire, compressed as they were."""
        network = self.page.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        sizes: list[float] = []
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        self.open(address)
        network.detach()
        return int(sum(sizes))

    def violations(self, axe: str) -> list[str]:
        """What axe-core calls serious or critical: its rule and the elements, one line each.

        It leaves out what stands inside a drawing: to its rules that is one picture with a name and a description.
        """
        self.page.evaluate(axe)
        run = "axe.run({ exclude: ['.main-svg'] }, { resultTypes: ['violations'] })"
        found = self.page.evaluate(run)["violations"]
        return [
            f"{each['id']}: {node['html'][:160]}"
            for each in found
            for node in each["nodes"]
            if each["impact"] in ("serious", "critical")
        ]

    def resize(self, width: int, height: int) -> None:
        """Another size of the window; every chart in sight is drawn again for it."""
        self.page.set_viewport_size({"width": width, "height": height})
        for graph in self.page.locator(".chart:not(.show-table) .js-plotly-plot").all():
            drawn = graph.evaluate("graph => graph.getBoundingClientRect().width")
            expect(graph.locator(".main-svg").first).to_have_js_property("clientWidth", round(drawn))

    def drawing_widths(self) -> list[float]:
        """How wide each drawing stands on screen or sheet, in pixels."""
        script = "all => all.map(drawing => drawing.getBoundingClientRect().width)"
        return list(self.page.locator(".js-plotly-plot .main-svg:first-child").evaluate_all(script))

    def cut_texts(self) -> list[str]:
        """Headings and names that do not fit their place, and words of charts that stand over the edge."""
        return list(self.page.evaluate(CUT_TEXTS))

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
        """All that can be read on the page."""
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

    def keep_picture(self, name: str, *, is_whole: bool = True) -> None:
        """A picture of the page, or of its first screen."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=is_whole)


def serving(store: Path) -> Iterator[str]:
    """The application over a store on a free port of this machine: its address."""
    sockets: dict[int, object] = {}
    running = waitress.create_server(
        create_app(store).server, map=sockets, host="127.0.0.1", port=0, threads=8
    )
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.effective_port}"
    # by its own thread: closed by another one it may be waiting for a socket that is no more, and fails
    running.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
    thread.join(timeout=10)
    running.task_dispatcher.shutdown()


def reading(context: BrowserContext, server: str) -> Iterator[Reader]:
    """A reader with a page of their own; in the end the console is clean and no other host was asked."""
    reader = Reader(context.new_page(), server)
    yield reader
    context.close()
    assert reader.complaints == []


def columns(table: Locator) -> dict[str, list[str]]:
    """A table's cells as they stand in the document, column by column, by heading."""
    headings = table.locator("th").all_text_contents()
    rows = [row.locator("td").all_text_contents() for row in table.locator("tbody tr").all()]
    return {heading: [row[place] for row in rows] for place, heading in enumerate(headings)}


def numbers(cells: list[str]) -> list[float]:
    """The numbers of a column, dashes left out."""
    return [float(re.sub("[*+]", "", cell).replace("−", "-")) for cell in cells if cell != "—"]


Enter = Callable[[str, int], Reader]
"""Signs a login in at a screen of some width."""


def go(reader: Reader, name: str) -> None:
    """Open a page from the navigation, as of today."""
    reader.page.locator("nav[aria-label=页面导航]").get_by_role("link", name=name).first.click()
    expect(reader.page).to_have_title(re.compile(name))
    reader.wait_until_drawn()


def told(reader: Reader, words: str) -> None:
    """The page says that something was stored, and is drawn anew."""
    expect(reader.page.locator("#work-told")).to_contain_text(words)
    reader.wait_until_drawn()
