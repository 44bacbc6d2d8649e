"""What happened, for whoever keeps the server: one JSON line an event, on standard error or in a file that rotates.

A line says when, what, and by numbers only who and about what: account, batch, release, never a name, an address or
a cell. The one exception is a fault nobody foresaw, whose traceback may quote the value that caused it.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import sys
from contextvars import ContextVar
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from data.errors import UsageError

LARGEST_FILE = 10_000_000  # bytes
FILES_KEPT = 10  # the one being written and nine before it
_LOGGER = logging.getLogger("openness")
_FIELDS = "openness_fields"
_request: ContextVar[dict[str, Any] | None] = ContextVar("request", default=None)
"""What the line of the request being answered will say; None outside of one."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON; a record of another library has its logger's name as event."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.name,
            "request": request_id() or None,
        }
        fields = getattr(record, _FIELDS, None)
        if fields is not None:
            line |= {"event": record.getMessage(), **fields}
        elif not record.exc_info:  # what a library writes beside a traceback quotes the address of the page
            line["message"] = record.getMessage()
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_log(path: str = "") -> None:
    """Write this process's log from now on: to the file `path`, else to standard error; warnings of libraries too.

    Raises UsageError for a file that cannot be written.
    """
    handler = _file(path) if path else logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _LOGGER.setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waited a moment is no event


def place_of_log(stated: str, store: Path, port: int) -> str:
    """Return the file that a server logs to, empty for standard error.

    `stated`: the setting, `-` for standard error. Unless it says something, a person at a terminal is spared the lines:
    they go into a file beside the data, one for each port.
    """
    if stated or not sys.stderr.isatty() or not os.access(store, os.W_OK):
        return "" if stated == "-" else stated
    return str(store / f"server-{port}.log")


def _file(path: str) -> logging.Handler:
    try:
        return RotatingFileHandler(
            Path(path),
            maxBytes=LARGEST_FILE,
            backupCount=FILES_KEPT - 1,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except OSError as error:
        raise UsageError(
            f"日志文件“{path}”不能写入（{error.strerror}）。请改正环境变量 OPENNESS_LOG，或删去它"
        ) from error


def log(event: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Write an event. Inside a handler of an exception, `level` ERROR adds the traceback."""
    is_fault = level >= logging.ERROR and sys.exc_info()[0] is not None
    _LOGGER.log(level, event, exc_info=is_fault, extra={_FIELDS: fields})


def begin_request() -> str:
    """Begin the line of a request; returns its id."""
    line = {"request": secrets.token_hex(6)}
    _request.set(line)
    return line["request"]


def end_request() -> dict[str, Any]:
    """End the line of the request and return what was noted on it."""
    line = _request.get() or {}
    _request.set(None)
    return line


def note(**fields: object) -> None:
    """Add to the line of the request being answered; nothing outside of one."""
    line = _request.get()
    if line is not None:
        line |= fields


def request_id() -> str:
    """Return the id of the request being answered, empty outside of one."""
    return str((_request.get() or {}).get("request", ""))
