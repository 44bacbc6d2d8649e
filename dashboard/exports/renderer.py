"""Draws figures as PNG, SVG and PDF: one browser for the whole process, one figure at a time, reopened when it dies.

kaleido mixes up figures that several threads ask for and hangs when its browser dies. So its calls run on one event
loop of their own, behind a lock, within a time-out, and anything but an answer closes the browser; the next call
opens another.
"""

from __future__ import annotations

import asyncio
import atexit
import concurrent.futures
import contextlib
import logging
import struct
import threading
import zlib
from typing import Any

from kaleido import Kaleido, PageGenerator
from kaleido.errors import JavascriptError, KaleidoError

from dashboard.exports.browser import RenderFailed, find_browser
from dashboard.exports.fonts import chinese_fonts, draws_chinese
from dashboard.settings import ASSETS_FOLDER
from dashboard.text import pictures as words
from data.system import end_tree

FORMATS = ("png", "svg", "pdf")
WIDTH_MM = 160.0
DOTS_PER_INCH = 300
MM_PER_INCH = 25.4
CSS_PX_PER_INCH = 96
SECONDS = 30.0  # for one figure, or for a browser to start
CLOSING_SECONDS = 3.0
SCRIPTS = ("vendor/plotly-basic-4.1.1.min.js", "vendor/plotly-zh-cn.js", "plotlyconfig.js")  # the pages' own
WHOLE_SHEET = "<style>@page { margin: 0 } img { display: block }</style>"
logging.getLogger("choreographer").setLevel(
    logging.CRITICAL
)  # a browser that dies is reported by RenderFailed


class _BrowserLost(Exception):
    """The browser went away while it drew."""


class Renderer:
    """One browser, opened with the first figure. Safe for many threads: each gets its own figure."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turn: asyncio.Lock | None = None
        self._browser: Kaleido | None = None
        self._is_legible = False

    def render(self, figure: dict[str, Any], *, width_mm: float = WIDTH_MM, format: str) -> bytes:  # noqa: A002
        """Return a figure as a picture of a width; the height follows from the layout's width and height in px.

        PNG has 300 dots an inch and says so, SVG keeps its text, PDF embeds the glyphs. Raises RenderFailed, in
        Chinese, when there is no browser or no Chinese font, and when a figure cannot be drawn.
        """
        self.check()
        return self._draw(figure, width_mm, format)

    def check(self) -> None:
        """Raise RenderFailed, saying what to install, unless this machine can draw Chinese."""
        if self._is_legible:
            return
        if not draws_chinese(lambda figure: self._draw(figure, WIDTH_MM / 8, "png")):
            self.close()  # a font installed meanwhile is seen by a new browser only
            raise RenderFailed(words.NO_FONT)
        self._is_legible = True

    def close(self) -> None:
        """Close the browser; the next figure opens another."""
        if self._loop is not None:
            with contextlib.suppress(concurrent.futures.TimeoutError):
                asyncio.run_coroutine_threadsafe(self._drop(), self._loop).result(4 * CLOSING_SECONDS)

    @property
    def process_id(self) -> int | None:
        """Process id of the browser's first process; None while none is open."""
        return self._browser.subprocess.pid if self._browser else None

    def _draw(self, figure: dict[str, Any], width_mm: float, format: str) -> bytes:  # noqa: A002
        layout = figure["layout"]
        per_inch = DOTS_PER_INCH if format == "png" else CSS_PX_PER_INCH
        width = width_mm / MM_PER_INCH * per_inch
        # whole dots are cut off, not rounded: a hundredth more keeps the last one
        scale = (round(width) + 0.01 if format == "png" else width) / layout["width"]
        options = {"format": format, "width": layout["width"], "height": layout["height"], "scale": scale}
        work = asyncio.run_coroutine_threadsafe(self._in_turn(figure, options), self._running_loop())
        return _with_density(work.result()) if format == "png" else work.result()

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._loop.set_exception_handler(lambda *_: None)  # what a dead browser leaves behind
                self._turn = asyncio.Lock()
                threading.Thread(target=self._loop.run_forever, name="renderer", daemon=True).start()
                atexit.register(self.close)
            return self._loop

    async def _in_turn(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        assert self._turn is not None
        async with self._turn:
            for _ in range(2):
                with contextlib.suppress(_BrowserLost):
                    return await self._drawn(figure, options)
                await self._drop()
            raise RenderFailed(words.LOST)

    async def _drawn(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        browser = await self._open()
        drawing = asyncio.ensure_future(browser.calc_fig(figure, opts=options))
        await asyncio.wait({drawing}, timeout=self._seconds)
        if not drawing.done():
            await self._drop()
            raise RenderFailed(words.TOO_LONG.format(seconds=round(self._seconds)))
        error = asyncio.CancelledError() if drawing.cancelled() else drawing.exception()
        if isinstance(error, KaleidoError | JavascriptError):
            raise RenderFailed(words.REFUSED.format(reason=error)) from error
        if error:
            raise _BrowserLost from error
        return bytes(drawing.result())

    async def _open(self) -> Kaleido:
        if self._browser is None:
            path = find_browser()
            scripts = [(ASSETS_FOLDER / name).as_uri() for name in SCRIPTS]
            page = PageGenerator(plotly=scripts[0], mathjax=False, others=scripts[1:])
            page.header += WHOLE_SHEET
            browser = Kaleido(path=path, n=1, timeout=None, page_generator=page)
            self._browser = browser
            try:
                await asyncio.wait_for(browser.open(), self._seconds)
            except (Exception, asyncio.CancelledError) as error:
                await self._drop()
                raise RenderFailed(words.NOT_STARTED.format(path=path)) from error
        return self._browser

    async def _drop(self) -> None:
        browser, self._browser = self._browser, None
        if browser is None:
            return
        _end(browser)
        with contextlib.suppress(Exception, asyncio.CancelledError):
            await asyncio.wait_for(browser.close(), CLOSING_SECONDS)  # now for its files and threads alone


def _end(browser: Kaleido) -> None:
    """End the browser's processes at once: one that hangs would not close by itself, and none has anything to save."""
    with contextlib.suppress(OSError, AttributeError):  # it is gone, or never started
        end_tree(browser.subprocess.pid)
    browser._channel.close()  # else its reading thread is waited for, two seconds, with every other figure


def _with_density(png: bytes) -> bytes:
    """Return a PNG that says how many dots an inch it has, so that Word takes it at its size."""
    per_metre = round(DOTS_PER_INCH / MM_PER_INCH * 1000)
    chunk = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    after_header = 8 + 25  # signature, IHDR
    return b"".join(
        (
            png[:after_header],
            struct.pack(">I", 9),
            chunk,
            struct.pack(">I", zlib.crc32(chunk)),
            png[after_header:],
        )
    )


RENDERER = Renderer()


def render(figure: dict[str, Any], *, width_mm: float = WIDTH_MM, format: str) -> bytes:  # noqa: A002
    """Return a figure as a picture, drawn by the one renderer of this process; see Renderer.render."""
    return RENDERER.render(figure, width_mm=width_mm, format=format)


def renderer_state() -> tuple[bool, str]:
    """Return whether pictures can be made here, and in Chinese with what, or what is missing."""
    try:
        RENDERER.check()
    except RenderFailed as error:
        return False, str(error)
    fonts = "、".join(chinese_fonts()[:2]) or words.SOME_FONT
    return True, words.READY.format(browser=find_browser(), fonts=fonts)
