"""What a browser makes of a page: bytes and requests of a first visit, and the time until the first chart stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.measure import Result, Run, against
from bench.serving import CHART, CHART_PAGE, DAY, Server
from dashboard.access.gate import COOKIE
from dashboard.exports.browser import find_browser

LOADED = {
    "排名 (charts)": (CHART_PAGE, 0.9),
    "单位 (charts)": (f"/unit?as_of={DAY}", 0.9),
    "抽测与检查 (a grid)": (f"/checks?as_of={DAY}", 1.5),
}
"""Pages of a first visit, and the most megabytes each may bring."""

_FIRST_CHART_BAR = 1.7
_SCREEN: Any = {"width": 1440, "height": 900}
_LONGEST = 60_000  # ms
_TRACE = "[id='{chart}'] .trace"
_WATCH = """
new MutationObserver((_, watching) => {
  if (document.querySelector(`SELECTOR`)) { window.drawnAt = performance.now(); watching.disconnect(); }
}).observe(document, { subtree: true, childList: true });
"""


def measure_browser(run: Run, server: Server, bare: Server, session: str) -> Iterator[Result]:
    """Every visit is a first one: a browser context of its own, with nothing kept."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        visit = _Visits(browser, server, bare, session)
        for name, (address, megabytes) in LOADED.items():
            yield from _load(visit, name, address, megabytes)
        turns = [(visit.first_chart(), visit.first_bare_chart()) for _ in range(run.repeats + 1)][1:]
        browser.close()
    yield against(
        "the first chart of 排名 stands in Chromium, first visit, against the same figure in a page of plotly alone",
        "ms",
        [turn[0] for turn in turns],
        [turn[1] for turn in turns],
        _FIRST_CHART_BAR,
    )


def _load(visit: _Visits, name: str, address: str, megabytes: float) -> Iterator[Result]:
    sizes = visit.sizes(address)
    total = sum(sizes) / 1e6
    yield Result(
        f"first visit of {name}, bytes", total, "MB", megabytes, total / megabytes, 1.0, None,
    )  # fmt: skip
    yield Result(f"first visit of {name}, requests", len(sizes), "requests", None, None, None, None)


class _Visits:
    """First visits to the product and to the bare page."""

    def __init__(self, browser: Browser, server: Server, bare: Server, session: str) -> None:
        self._browser = browser
        self._server = server
        self._bare = bare
        self._session = session

    def first_chart(self) -> float:
        """Milliseconds from the click until the product's chart stands."""
        return self._until_drawn(self._server.address + CHART_PAGE, _TRACE.format(chart=CHART))

    def first_bare_chart(self) -> float:
        """The same for the bare page's."""
        return self._until_drawn(self._bare.address + "/chart", _TRACE.format(chart="chart"))

    def sizes(self, address: str) -> list[float]:
        """Bytes of every answer, as they came over the wire, until nothing more is asked for."""
        page = self._page()
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        sizes: list[float] = []
        network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(self._server.address + address, wait_until="networkidle")
        page.context.close()
        return sizes

    def _until_drawn(self, address: str, selector: str) -> float:
        page = self._page()
        page.add_init_script(_WATCH.replace("SELECTOR", selector))
        page.goto(address)
        page.locator(selector).first.wait_for(state="attached", timeout=_LONGEST)
        drawn_at = float(page.evaluate("window.drawnAt"))
        page.context.close()
        return drawn_at

    def _page(self) -> Page:
        context = self._browser.new_context(viewport=_SCREEN, locale="zh-CN")
        cookie = {"name": COOKIE, "value": self._session, "url": self._server.address}
        context.add_cookies([cookie])  # type: ignore[list-item]
        return context.new_page()
