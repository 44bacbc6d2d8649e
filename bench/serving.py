"""Servers in processes of their own, and readers who stay connected and ask one thing after the other."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import brotli

from bench.callbacks import CALL, DEPENDENCIES, Body, Callbacks
from dashboard.access.gate import COOKIE
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions

_ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 20)  # the demonstration's last day: what is measured does not depend on today
READER = "demo-supervisor"
CHART, CHART_PAGE = "ranking-board-0", f"/ranking?as_of={DAY}"
_LONGEST_WAIT = 120.0  # seconds, for a server to come up or to answer


class Server:
    """`python -m MODULE ARGUMENTS --port PORT`, until the block ends; killed inside it, it starts on the same port."""

    def __init__(self, arguments: Sequence[str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._command = [sys.executable, "-m", *arguments, "--port", str(self.port)]

    def __enter__(self) -> Server:
        self.start()
        return self

    def start(self) -> None:
        """Start it and wait until it answers."""
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, cwd=_ROOT, stdout=quiet, stderr=quiet)
        deadline = time.monotonic() + _LONGEST_WAIT
        while not self._answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert time.monotonic() < deadline, "the server did not come up"
            time.sleep(0.1)

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    @property
    def process_id(self) -> int:
        """Of the running server."""
        return self._process.pid

    def _answers(self) -> bool:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_LONGEST_WAIT)
        try:
            asking.request("GET", "/healthz")
            asking.getresponse()
        except OSError:
            return False
        finally:
            asking.close()
        return True


def served(store: Path) -> Server:
    """The product over a store."""
    return Server(["dashboard", "serve", "--store", str(store)])


def served_bare(store: Path) -> Server:
    """What the product is measured against."""
    return Server(["bench.bare", "--store", str(store)])


def sign_in(store: Path) -> str:
    """The cookie's value of a new session of the demonstration's supervisor."""
    return Sessions(AccountsFile(store)).sign_in_reader(READER, "127.0.0.1")


class Visitor:
    """One reader's browser, as far as the server sees it: one connection, one session."""

    def __init__(self, server: Server, session: str = "") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=_LONGEST_WAIT)
        self._headers = {"Cookie": f"{COOKIE}={session}", "Accept-Encoding": "br"}

    def get(self, address: str) -> bytes:
        """The answer to GET, as it came."""
        return self._ask("GET", address, None)[0]

    def call(self, body: bytes) -> bytes:
        """The answer to a callback, as it came."""
        return self._ask("POST", CALL, body)[0]

    def dependencies(self) -> list[dict[str, Any]]:
        """The server's callbacks, as it tells browsers."""
        found: list[dict[str, Any]] = json.loads(_read(*self._ask("GET", DEPENDENCIES, None)))
        return found

    def page(self, address: str) -> list[bytes]:
        """The bodies of all callbacks of a page, in the order in which a browser sends them."""
        callbacks = Callbacks(self.dependencies())
        frame = _written(callbacks.frame(address))
        answer = _read(*self._ask("POST", CALL, frame))
        return [frame, *(_written(part) for part in callbacks.parts(answer))]

    def _ask(self, method: str, address: str, body: bytes | None) -> tuple[bytes, str]:
        headers = {**self._headers, "Content-Type": "application/json"}
        self._connection.request(method, address, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status in (200, 204), f"{address}: {answer.status}: {content[:300]!r}"
        return content, answer.headers.get("Content-Encoding", "")


def _written(body: Body) -> bytes:
    return json.dumps(body).encode()


def _read(content: bytes, encoding: str) -> bytes:
    return brotli.decompress(content) if encoding == "br" else content
