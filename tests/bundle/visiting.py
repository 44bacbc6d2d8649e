"""Run inside a network namespace without a route: starts a bundle, visits its pages, prints what that took as JSON."""

from __future__ import annotations

import contextlib
import errno
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ADDRESS = "http://127.0.0.1:8050"
LONGEST_START = 300.0
VISITOR = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
PICTURE = "/exports/chart?address=%2Franking%3Fas_of%3D2026-11-20&chart=ranking-board-0&format=png"


def fetch(path: str, form: dict[str, str] | None = None) -> bytes:
    body = urllib.parse.urlencode(form).encode() if form else None
    with VISITOR.open(ADDRESS + path, body, timeout=30) as answer:
        assert answer.status == 200, path
        return bytes(answer.read())


def enter() -> str:
    """The first page, entered by the first of the demo accounts that the sign-in page lists."""
    reader = re.search(r'name="reader" value="([^"]+)"', fetch("/").decode())
    assert reader
    return fetch("/sign-in?next=/", {"reader": reader[1]}).decode()


def demand_no_network() -> None:
    with socket.socket() as outside:
        assert outside.connect_ex(("192.0.2.1", 443)) == errno.ENETUNREACH


def wait_until_served(server: subprocess.Popen[bytes]) -> float:
    began = time.monotonic()
    while time.monotonic() < began + LONGEST_START and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            fetch("/healthz")
            return time.monotonic() - began
        time.sleep(0.1)
    raise SystemExit("the bundle does not serve")


def start(folder: Path) -> tuple[subprocess.Popen[bytes], float]:
    server = subprocess.Popen(["sh", str(folder / "start.sh")], cwd="/", stdout=sys.stderr)
    return server, wait_until_served(server)


@contextlib.contextmanager
def ended(server: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        server.terminate()
        assert server.wait(30) == 0


def visit() -> int:
    """Fetch every part of the first page, its layout and a chart as a picture; how many parts that were."""
    parts = re.findall(r'(?:src|href)="(/[^"]+)"', enter())
    assert any("dash_renderer" in part for part in parts), "this is not the page"
    for part in [*parts, "/_dash-layout", "/_dash-dependencies"]:
        assert fetch(part), part
    assert fetch(PICTURE).startswith(b"\x89PNG")
    return len(parts)


def main(folder: Path) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    demand_no_network()
    began = time.time()
    server, first = start(folder)
    installed = (folder / ".venv" / "made-from").stat().st_mtime - began
    with ended(server):
        parts = visit()
    server, again = start(folder)
    with ended(server):
        print(json.dumps({"installed": installed, "first": first, "again": again, "parts": parts}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
