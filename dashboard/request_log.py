"""Every request gets an id: its answer carries it, a failure shows it, and its line of the log names it."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from dashboard.access.reader import Reader
from dashboard.text import frame as words
from data.errors import OpennessError
from data.logs import begin_request, end_request, log, request_id
from data.store import Store

HEADER = "X-Request-Id"


def install_request_log(server: Flask, store: Store) -> None:
    """Log what a server answers; installed first, so that refusals of the gate are logged too."""

    @server.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        begin_request()

    @server.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = request_id()
        log(
            "request",
            level=logging.ERROR if response.status_code >= 500 else logging.INFO,
            route=f"{request.method} {request.url_rule or ''}".rstrip(),
            status=response.status_code,
            ms=round((time.perf_counter() - g.began) * 1000, 1),
            release=_release_of(store),
            account=_account(),
            **end_request(),
        )
        return response

    @server.errorhandler(Exception)
    def fail(error: Exception) -> HTTPException | tuple[Response, int]:
        """What nobody foresaw: its traceback goes into the log, the reader is told under which id."""
        if isinstance(error, HTTPException):
            return error
        log("fault", level=logging.ERROR)
        return Response(words.FAILED.format(request_id=request_id()), mimetype="text/plain"), 500


def _release_of(store: Store) -> str | None:
    try:
        return store.layout.current_id()
    except OpennessError:
        return None


def _account() -> int | None:
    """The number of the signed-in account, None for a stranger and where there are no accounts."""
    reader = g.get("reader")
    return reader.user_id if isinstance(reader, Reader) else None
