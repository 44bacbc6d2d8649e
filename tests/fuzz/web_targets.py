"""Addresses, routes and callback bodies, asked of the application itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import hostile
from asking_server import CALLBACKS, application, ask, bodies_of, filled, shell
from hypothesis import strategies as st
from target import Ready, Target

from dashboard.access.gate import ASKING_HEADER
from dashboard.pages import PAGES
from dashboard.view import AGAINST, LISTED, LOGGED, OPENED, PARAMETERS

_NAMES = (*PARAMETERS, AGAINST, *LISTED, *LOGGED, *OPENED, "w_spot", "w_", "saved", "?", "x")
_LIKELY = (
    "2025",
    "2026",
    "Z07",
    "B04",
    "镇街",
    "区直部门",
    "unit",
    "author",
    "spot",
    "Q1.1",
    "1",
    "2",
    "3",
    "overdue",
    "open",
) + (
    "lead",
    "support",
    "ranking",
    "bulletin",
    "feedback",
    "report",
    "opendata",
    "all",
    "yes",
    "F0001",
    "C0001",
)


_SLOW_PARTS = {"selfcheck-lines"}  # it starts a browser, for seconds


_PATHS = [page.path for page in PAGES]
_paths = (
    st.sampled_from(
        [*_PATHS, *(f"/unit/{name}" for name in ("Z07", "U99", "%00", "..", "%ed%a0%80", "a" * 3000))]
    )
    | st.builds("{}/{}".format, st.sampled_from(_PATHS), hostile.texts)
    | st.builds("/{}".format, hostile.texts)
)
_values = st.sampled_from(_LIKELY) | st.sampled_from(hostile.DAYS) | hostile.texts
_pairs = st.lists(st.tuples(st.sampled_from(_NAMES), _values), max_size=4)


def _query(pairs: list[tuple[str, str]]) -> str:
    return "?" + urlencode([(name, value) for name, value in pairs], errors="surrogatepass", encoding="utf-8")


def parts_of(path: str) -> list[str]:
    """Ids of the parts of the page at a path."""
    page = next((page for page in PAGES if page.path != "/" and path.startswith(page.path)), PAGES[0])
    return sorted(set(page.parts) - _SLOW_PARTS)


_addresses = st.tuples(_paths, _pairs, st.booleans(), st.integers(0, 2**16))


@contextmanager
def _pages(folder: Path) -> Iterator[Ready]:
    with application() as (app, demand):
        client, bodies = app.server.test_client(), bodies_of(app)

        def trial(value: tuple[str, list[tuple[str, str]], bool, int]) -> str:
            path, pairs, is_raw, number = value
            search = "?" + "&".join("=".join(pair) for pair in pairs) if is_raw else _query(pairs)
            answer = ask(client, filled(bodies[shell(bodies)], pathname=path, search=search))
            ended = demand(answer)
            view = (answer.get_json(silent=True) or {}).get("response", {}).get("shell-view", {}).get("data")
            for at in range(3 if view else 0):
                parts = parts_of(path) or ["none"]
                output = f"{parts[(number + at) % len(parts)]}.children"
                if output in bodies:
                    demand(ask(client, filled(bodies[output], data=view)))
            return ended

        yield Ready(_addresses, trial)


_ROUTES = (
    ("GET", "/{}"),
    ("GET", "/unit/{}"),
    ("GET", "/evidence/{}"),
    ("GET", "/exports/jobs/{}"),
    ("GET", "/exports/jobs/{}/file"),
    ("GET", "/data/uploads/{}/returned"),
    ("GET", "/admin/log/{}"),
    ("GET", "/assets/{}"),
    ("GET", "/_dash-component-suites/{}/{}"),
    ("GET", "/exports/chart?address={}&chart={}&format={}"),
    ("GET", "/sign-in?next={}"),
    ("POST", "/sign-in?next={}"),
    ("POST", "/admin/accounts/{}"),
    ("POST", "/work/{}"),
    ("POST", "/exports/jobs"),
    ("POST", "/data/uploads"),
    ("PUT", "/work/{}"),
    ("DELETE", "/{}"),
)


@contextmanager
def _routes(folder: Path) -> Iterator[Ready]:
    with application() as (app, demand):
        client = app.server.test_client()

        def trial(value: tuple[tuple[str, str], list[str], Any, str]) -> str:
            (method, pattern), words, body, name = value
            path = pattern.format(
                *(quote(word.encode("utf-8", "surrogatepass"), safe="/.") for word in words)
            )
            sent: dict[str, Any] = {}
            if path == "/data/uploads":
                content = str(body).encode("utf-8", "surrogatepass")
                sent["data"] = {"file": (io.BytesIO(content), name.encode("utf-8", "replace").decode())}
            elif method == "POST" and path.startswith("/exports"):
                sent["data"], sent["content_type"] = json.dumps(body), "application/json"
            elif method == "POST":
                flat = body if isinstance(body, dict) else {"x": body}
                sent["data"] = {str(key): str(inner) for key, inner in flat.items()}
            return demand(client.open(path, method=method, headers={ASKING_HEADER: "page"}, **sent))

        bodies = hostile.json_values | st.fixed_dictionaries(
            {"kinds": hostile.json_values, "address": hostile.json_values}
        )
        yield Ready(
            st.tuples(
                st.sampled_from(_ROUTES),
                st.lists(hostile.texts, min_size=3, max_size=3),
                bodies,
                hostile.texts,
            ),
            trial,
        )


@contextmanager
def _bodies(folder: Path) -> Iterator[Ready]:
    with application() as (app, demand):
        client, bodies = app.server.test_client(), bodies_of(app)
        main = shell(bodies)
        views = []
        for path in (*_PATHS, "/unit/Z07"):
            answer = ask(client, filled(bodies[main], pathname=path, search=""))
            views.append(answer.get_json()["response"]["shell-view"]["data"])

        def trial(value: tuple[str, int, list[tuple[str, Any]], tuple[int, Any] | None, str | None]) -> str:
            output, which, changes, change, raw = value
            if raw is not None:
                return demand(
                    client.post(
                        CALLBACKS, data=raw.encode("utf-8", "replace"), content_type="application/json"
                    )
                )
            view = {**views[which % len(views)], **dict(changes)}
            body = filled(bodies[output], data=view, pathname=view["path"], search="")
            if change:
                places = [*places_in(body)]
                put(body, places[change[0] % len(places)], change[1])
            return demand(ask(client, body))

        fields = sorted(views[0])
        outputs = sorted(set(bodies) - {f"{part}.children" for part in _SLOW_PARTS})
        changes = st.lists(st.tuples(st.sampled_from(fields), view_values), max_size=2)
        change = st.none() | st.tuples(st.integers(0, 2**16), hostile.json_values | st.just(DROPPED))
        raw = (
            st.none()
            | st.none()
            | st.none()
            | hostile.texts
            | st.sampled_from(("[" * 100_000, '{"output":' * 5000))
        )
        yield Ready(
            st.tuples(st.sampled_from(outputs), st.integers(0, 2**16), changes, change, raw),
            trial,
        )


view_values = (
    hostile.json_values
    | hostile.texts
    | st.lists(st.tuples(st.sampled_from(_NAMES), _values).map(list), max_size=3)
    | st.lists(st.sampled_from(PARAMETERS), max_size=3)
    | st.sampled_from((2025, 2026, 1, 60, 61, 0, -1, 10**9, 10**30, "2026-06-30", "9999-12-31", "0001-01-01"))
)
DROPPED = "(left out)"


def places_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place inside a body."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places_in(inner, (*path, key))


def put(body: Any, path: tuple[Any, ...], new: Any) -> None:
    """Put another value into a place of a body, or leave the place out."""
    for key in path[:-1]:
        body = body[key]
    if new == DROPPED:
        del body[path[-1]]
    else:
        body[path[-1]] = new


TARGETS = (
    Target("addresses", _pages, 25, 1500),
    Target("routes", _routes, 40, 700),
    Target("callback bodies", _bodies, 40, 1800),
)
