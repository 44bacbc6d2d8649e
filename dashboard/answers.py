"""Answers given once and kept: what a page of `shows_release` draws is the same for all who ask the same.

Such a page and each of its parts depend on the release, today's date, what is asked and the reader's role and unit,
and on nothing else; together they are the key. An answer is kept only when nothing went wrong, a part's as it went out,
compressed. What many ask at once, as after a save, one request draws and the others wait for.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from dashboard.access.permissions import CALLBACKS
from dashboard.access.reader import current_reader
from data.errors import OpennessError
from data.logs import note
from data.store import Store

MOST_BYTES = 32_000_000  # of kept answers; some 4,000 of the demonstration's
_LONGEST_WAIT = 10.0  # seconds for an answer that another request draws; then it is drawn here too
_ROUTE = CALLBACKS.removeprefix("POST ")
_HEADERS = ("Content-Type", "Content-Encoding", "Vary")


@dataclass(frozen=True)
class _Answer:
    """The body of an answer and the headers that say how to read it; none for a page's content."""

    body: bytes
    headers: Mapping[str, str]


class Answers:
    """The newest answers of some parts, MOST_BYTES of them. Safe for many threads."""

    def __init__(self, parts: Iterable[str], most_bytes: int = MOST_BYTES) -> None:
        self._parts = {f"{part}.children": part for part in parts}
        self._most_bytes = most_bytes
        self._kept: OrderedDict[bytes, _Answer] = OrderedDict()
        self._bytes = 0
        self._drawing: dict[bytes, threading.Event] = {}
        self._lock = threading.Lock()

    def install(self, server: Flask, store: Store) -> None:
        """Answer callbacks of `server` from what is kept; after the gate, and before what compresses answers."""

        @server.before_request
        def answer() -> Response | None:
            part = self._asked_part()
            key = _key(store, request.headers.get("Accept-Encoding"), request.get_data()) if part else None
            if key is None:
                return None
            kept = self._find_or_begin(key)
            if kept is None:
                g.answer_key = key
                return None
            note(part=part)
            return Response(kept.body, headers=kept.headers)

        @server.after_request
        def keep(response: Response) -> Response:
            if count_drawn() and "answer_key" in g:
                headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
                self._keep(g.answer_key, _Answer(response.get_data(), headers))
            return response

        @server.teardown_request
        def end(_: BaseException | None) -> None:
            if "answer_key" in g:
                self._end(g.answer_key)

    def content(self, store: Store, view: Mapping[str, Any], draw: Callable[[], tuple[bytes, bool]]) -> bytes:
        """The content of a page of `shows_release` at a view; `draw` gives it, and whether nothing went wrong."""
        key = _key(store, "content", sorted(view.items()))
        if key is None:
            return draw()[0]
        kept = self._find_or_begin(key)
        if kept is not None:
            return kept.body
        try:
            body, is_whole = draw()
            if is_whole:
                self._keep(key, _Answer(body, {}))
            return body
        finally:
            self._end(key)

    def _asked_part(self) -> str | None:
        """The part that the request asks for where its answer may be kept; the gate has judged the body."""
        if request.method != "POST" or request.path != _ROUTE:
            return None
        return self._parts.get(request.get_json()["output"])

    def _find_or_begin(self, key: bytes) -> _Answer | None:
        """The answer, if need be after another request has drawn it; None to the one that is to draw it."""
        with self._lock:
            drawing = self._drawing.get(key)
            if key not in self._kept and drawing is None:
                self._drawing[key] = threading.Event()
                return None
        if drawing is not None:
            drawing.wait(_LONGEST_WAIT)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _end(self, key: bytes) -> None:
        """Let those go on who wait for an answer; it is kept by now, or could not be drawn."""
        with self._lock:
            drawing = self._drawing.pop(key, None)
        if drawing is not None:
            drawing.set()

    def _keep(self, key: bytes, answer: _Answer) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = answer
                self._bytes += len(answer.body)
            while self._bytes > self._most_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)


def drawn_whole() -> None:
    """Say of the request being answered that a part was drawn and nothing went wrong."""
    if has_request_context():
        g.drawn = count_drawn() + 1


def count_drawn() -> int:
    """How many parts were drawn for the request being answered without anything going wrong."""
    return int(g.get("drawn", 0))


def _key(store: Store, *asked: object) -> bytes | None:
    """What the answer to what is asked depends on, as a digest; None while the store cannot be read."""
    try:
        release_id = store.release_id
    except OpennessError:
        return None
    reader = current_reader()
    said = (release_id, date.today().isoformat(), reader.role, reader.unit_id, *asked)
    return hashlib.blake2b(repr(said).encode(), digest_size=32).digest()
