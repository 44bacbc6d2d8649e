"""A request's line in the log says what was asked by its rule, how it ended and who by number; never what or whom."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash
from peopling import OFFICE

from dashboard.access.gate import ASKING_HEADER
from dashboard.request_log import HEADER
from dashboard.server import create_app
from dashboard.view import View
from data.accounts.database import AccountsFile
from data.accounts.users import Users
from data.store import Store

Lines = Callable[[], list[dict[str, Any]]]
REQUEST_FIELDS = {
    "time",
    "level",
    "event",
    "request",
    "route",
    "status",
    "ms",
    "release",
    "account",
}
VIEW = View(path="/ranking", year=2026, as_of=date(2026, 6, 30)).to_json()


def requests(lines: Lines) -> list[dict[str, Any]]:
    return [line for line in lines() if line["event"] == "request"]


def test_every_answer_names_the_line_that_tells_of_it(app: Dash, log_lines: Lines, demo_store: Path) -> None:
    client = app.server.test_client()
    answers = [client.get(path) for path in ("/", "/unit/Z07?search=张三", "/exports/jobs/none")]
    lines = requests(log_lines)
    assert [line["request"] for line in lines] == [answer.headers[HEADER] for answer in answers]
    assert len({line["request"] for line in lines}) == 3
    assert all(set(line) == REQUEST_FIELDS for line in lines)
    assert [line["route"] for line in lines] == [
        "GET /",
        "GET /<path:path>",
        "GET /exports/jobs/<job_id>",
    ]
    assert [line["status"] for line in lines] == [200, 200, 404]
    release = (demo_store / "CURRENT").read_text(encoding="utf-8").strip()
    assert {line["release"] for line in lines} == {release}
    assert all(line["ms"] >= 0 for line in lines)


def test_a_callback_is_told_by_the_part_it_fills(app: Dash, log_lines: Lines) -> None:
    ask(app, "ranking-boards.children", shell_view_data=VIEW)
    assert requests(log_lines)[-1]["part"] == "ranking-boards"


def test_a_fault_shows_the_reader_the_id_under_which_the_log_has_its_traceback(
    app: Dash, log_lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(Store, "query", broken)
    for output in ("ranking-boards.children", "shell-content.children"):
        unseen = {**VIEW, "as_of": "2026-02-03"}  # no answer to it is kept
        shown = words_of(ask(app, output, shell_view_data=unseen, shell_address_pathname="/ranking"))
        fault, request = log_lines()[-2:]
        assert (fault["event"], request["event"]) == ("fault", "request")
        assert f"请求编号 {fault['request']} " in shown
        assert fault["request"] == request["request"]
        assert "nobody foresaw this" in fault["traceback"]


def test_a_fault_outside_the_parts_is_told_likewise(
    app: Dash, log_lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("dashboard.exports.routes.find_chart", broken)
    answer = app.server.test_client().get("/exports/chart?format=png&address=/&chart=x")
    fault, request = log_lines()
    assert answer.status_code == 500
    assert answer.headers[HEADER] == fault["request"]
    assert fault["request"] in answer.text
    assert (request["level"], request["status"]) == ("error", 500)
    assert "nobody foresaw this" in fault["traceback"]


def test_what_a_reader_is_told_on_purpose_leaves_its_kind_alone(
    demo_store: Path, tmp_path: Path, log_lines: Lines
) -> None:
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    app = create_app(store)
    (store / "CURRENT").write_text("000077-abcdef\n")
    ask(app, "ranking-boards.children", shell_view_data=VIEW)
    line = requests(log_lines)[-1]
    assert (line["error"], line["release"]) == ("StoreDamaged", None)
    assert "traceback" not in line


def test_people_are_numbers_and_nothing_they_type_is_kept(
    scheme_store: Path, tmp_path: Path, log_lines: Lines
) -> None:
    store = Path(shutil.copytree(scheme_store, tmp_path / "store"))
    users = Users(AccountsFile(store))
    password = users.add(OFFICE, "wangwu", "王五", "author")
    client = create_app(store).server.test_client()
    client.post("/sign-in", data={"login": "lisi", "password": "guess-of-lisi"})
    client.post("/sign-in?next=/unit/Z07", data={"login": "wangwu", "password": password})
    client.get("/password")
    client.post("/exports/jobs", json={"kinds": ["bulletin"]}, headers={ASKING_HEADER: "yes"})
    lines = requests(log_lines)
    assert [line["account"] for line in lines] == [None, None, 1, 1]
    assert [line["status"] for line in lines] == [401, 302, 200, 401]
    kept = json.dumps(log_lines(), ensure_ascii=False)
    for word in ("wangwu", "王五", "lisi", password, "127.0.0.1", "Z07", "bulletin"):
        assert word not in kept
