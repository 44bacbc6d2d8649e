"""How files reach the browser: compressed once and kept, with a long life where named by content."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections.abc import Callable

import brotli
from flask import Flask, Response, request

YEAR_OF_SECONDS = 31536000
SMALLEST = 1024  # bytes; below this compression gains nothing
_STATIC = ("/assets/", "/_dash-component-suites/")
_TEXT = re.compile(r"^(text/|application/(json|javascript)|image/svg)")
_ENCODERS: dict[str, Callable[[bytes, bool], bytes]] = {
    "br": lambda data, thorough: brotli.compress(data, quality=9 if thorough else 4),
    "gzip": lambda data, thorough: gzip.compress(data, compresslevel=9 if thorough else 5, mtime=0),
}
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


class Compression:
    """Compresses answers; files that never change are compressed thoroughly, once, and kept in memory."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}
        self._lock = threading.Lock()

    def install(self, server: Flask) -> None:
        """Compress what `server` answers from now on, and set the headers every answer carries."""
        server.after_request(self._finish)

    def _finish(self, response: Response) -> Response:
        response.headers.update(SECURITY_HEADERS)
        is_static = request.path.startswith(_STATIC)
        if is_static and response.status_code == 200 and request.query_string:
            response.cache_control.public = True
            response.cache_control.max_age = YEAR_OF_SECONDS
            response.cache_control.immutable = True
        elif not is_static:
            response.headers.setdefault("Cache-Control", "no-store")
        encoding = self._choose(response)
        if encoding:
            self._encode(response, encoding, is_static)
        return response

    def _choose(self, response: Response) -> str | None:
        if response.status_code != 200 or response.headers.get("Content-Encoding"):
            return None
        if not _TEXT.match(response.content_type or ""):
            return None
        return next((name for name in _ENCODERS if request.accept_encodings[name] > 0), None)

    def _encode(self, response: Response, encoding: str, is_static: bool) -> None:
        response.direct_passthrough = False
        data = response.get_data()
        if len(data) < SMALLEST:
            return
        response.set_data(
            self._kept_or_made(encoding, data) if is_static else _ENCODERS[encoding](data, False)
        )
        response.headers["Content-Encoding"] = encoding
        response.vary.add("Accept-Encoding")

    def _kept_or_made(self, encoding: str, data: bytes) -> bytes:
        key = (encoding, hashlib.blake2b(data).hexdigest())
        with self._lock:
            if key not in self._kept:
                self._kept[key] = _ENCODERS[encoding](data, True)
            return self._kept[key]
