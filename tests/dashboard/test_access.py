"""Who may ask for what: every route and every part of a page, as a stranger and as each role, against one table."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from peopling import OFFICE, add_accounts

from dashboard.access import trail
from dashboard.access.gate import ASKING_HEADER
from dashboard.access.permissions import (
    EXPORTS,
    NOBODY_NEEDED,
    OWN_ACCOUNT,
    PAGES,
    ROUTES,
    SHELL_PARTS,
    UNIT_PARTS,
    may_draw,
    may_open,
)
from dashboard.access.reader import Reader
from dashboard.exports import jobs
from dashboard.exports.charts import every_chart
from dashboard.exports.job_routes import JOBS_PATH
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.pages import PAGES as BUILT_PAGES
from dashboard.server import create_app, serve
from dashboard.text import exports as export_words
from data.accounts.audit import broken_at, entries
from data.accounts.database import AccountsFile
from data.accounts.roles import ROLES, UNIT
from data.accounts.users import NewUser, Users
from data.errors import UsageError
from data.store import Store

OWN, OTHER = "Z07", "Z01"
FILLED = {"<path:filename>": "tokens.css", "<path:path>": "ranking", "<job_id>": "nothing"}
CHANGES = ("POST",)


@pytest.fixture(scope="module")
def guarded(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with one account a role, each named like its role, with PASSWORD."""
    store = Path(shutil.copytree(demo_store, tmp_path_factory.mktemp("guarded") / "store"))
    add_accounts(store, *(NewUser(role, ROLES[role], role, OWN if role == UNIT else None) for role in ROLES))
    return store


@pytest.fixture(scope="module")
def app(guarded: Path) -> Dash:
    return create_app(guarded)


def routes(app: Dash) -> list[tuple[str, str]]:
    """(method, rule) of all that the server answers."""
    rules = app.server.url_map.iter_rules()
    return [(method, str(rule)) for rule in rules for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]


def address_of(rule: str) -> str:
    for part, filled in FILLED.items():
        rule = rule.replace(part, filled)
    return rule


def slots(app: Dash) -> list[str]:
    """Every component that a server callback fills."""
    outputs = [each["output"] for each in app._callback_list if each["clientside_function"] is None]
    return sorted({one.rpartition(".")[0] for output in outputs for one in output.strip(".").split("...")})


def ask_part(client: FlaskClient, slot_id: str) -> int:
    """The code that a callback for that slot is answered with, whatever else its body says."""
    body: dict[str, Any] = {"output": f"{slot_id}.children", "inputs": [], "changedPropIds": []}
    return client.post("/_dash-update-component", json=body).status_code


# The table


def test_the_table_names_every_page_and_export_and_no_other() -> None:
    assert set(PAGES) == {page.path for page in BUILT_PAGES}
    assert set(EXPORTS) == set(export_words.KINDS)
    assert {slot for page in BUILT_PAGES for slot in page.parts} >= UNIT_PARTS


def test_every_route_is_in_the_table_or_refused_to_all(app: Dash) -> None:
    known = set(ROUTES) | NOBODY_NEEDED
    unnamed = {f"{method} {rule}" for method, rule in routes(app)} - known
    assert unnamed == {"GET /static/<path:filename>", "GET /_reload-hash"}
    assert set(ROUTES) >= OWN_ACCOUNT


# Strangers


def test_a_stranger_gets_the_sign_in_page_and_nothing_else(app: Dash, client: FlaskClient) -> None:
    for method, rule in routes(app):
        if f"{method} {rule}" in NOBODY_NEEDED:
            continue
        answer = client.open(address_of(rule), method=method)
        is_page = method == "GET" and rule in ("/", "/<path:path>")
        assert answer.status_code == (302 if is_page else 401), (method, rule)


# Roles


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_answered_what_the_table_says(
    app: Dash, signed_in: Callable[[str], FlaskClient], role: str
) -> None:
    client = signed_in(role)
    for method, rule in routes(app):
        route = f"{method} {rule}"
        if route in NOBODY_NEEDED | OWN_ACCOUNT or route == "POST /_dash-update-component":
            continue
        code = client.open(address_of(rule), method=method).status_code
        is_refused = role not in ROUTES.get(route, ())
        assert (code == 403) == is_refused or (method in CHANGES and not is_refused), (route, code)
    refused = [slot for slot in slots(app) if ask_part(client, slot) == 403]
    assert refused == [slot for slot in slots(app) if not may_draw(role, slot)]


@pytest.mark.parametrize("role", ROLES)
def test_no_role_may_draw_a_part_of_a_page_it_may_not_open(role: str) -> None:
    for page in BUILT_PAGES:
        drawn = {slot for slot in page.parts if may_draw(role, slot)}
        assert may_open(role, page.path) or not drawn, (role, page.path, drawn)


@pytest.mark.parametrize(
    "body", [None, [], {}, {"output": 7}, {"output": ""}, {"output": "unit-card.children...x.y"}]
)
def test_a_callback_of_another_shape_is_refused(
    signed_in: Callable[[str], FlaskClient], body: object
) -> None:
    assert signed_in(UNIT).post("/_dash-update-component", json=body).status_code == 403


def test_a_part_hidden_among_allowed_ones_is_refused(signed_in: Callable[[str], FlaskClient]) -> None:
    body = {"output": "..unit-card.children...overdue-list.children..", "inputs": []}
    assert signed_in(UNIT).post("/_dash-update-component", json=body).status_code == 403


def test_refused_access_is_written_down(
    signed_in: Callable[[str], FlaskClient], guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "REFUSALS", trail.Refusals())  # none of the last minute
    ask_part(signed_in(UNIT), "overdue-list")
    accounts = AccountsFile(guarded)
    last = list(entries(accounts))[-1]
    assert (last.login, last.role, last.action) == (UNIT, UNIT, "refused")
    assert broken_at(accounts) is None


def test_shell_parts_are_those_of_the_shell(app: Dash) -> None:
    assert {slot for slot in slots(app) if slot.startswith("shell-")} == SHELL_PARTS


# Other sites


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_sites_page_cannot_act_for_a_reader(
    signed_in: Callable[[str], FlaskClient], headers: dict[str, str]
) -> None:
    client = signed_in("supervisor")
    for path in ("/sign-out", "/password", JOBS_PATH, "/_dash-update-component", "/data/uploads"):
        assert client.post(path, headers=headers).status_code == 403
    assert client.get("/exports/jobs/nothing").status_code == 404


# Exports and other machines


def test_a_job_is_written_down_and_belongs_to_who_asked_for_it(
    signed_in: Callable[[str], FlaskClient], guarded: Path
) -> None:
    asked = {"kinds": ["form"], "address": "/reports"}
    begun = signed_in("author").post(JOBS_PATH, json=asked, headers={ASKING_HEADER: "page"})
    assert begun.status_code == 202
    last = list(entries(AccountsFile(guarded)))[-1]
    assert (last.login, last.action, last.subject) == ("author", "export", "form")
    assert signed_in("supervisor").get(f"{JOBS_PATH}/{begun.json['id']}").status_code == 404


def test_a_unit_may_not_export_what_shows_others(signed_in: Callable[[str], FlaskClient]) -> None:
    client = signed_in(UNIT)
    for kind, roles in EXPORTS.items():
        asked = {"kinds": [kind], "address": f"/reports?unit={OTHER}"}
        answer = client.post(JOBS_PATH, json=asked, headers={ASKING_HEADER: "page"})
        assert (answer.status_code == 403) == (UNIT not in roles), kind


def test_work_in_the_background_draws_only_what_its_reader_may(demo_store: Path) -> None:
    occasion = Occasion(Store(demo_store), 2026, date(2026, 11, 20), reader=Reader(role=UNIT, unit_id=OWN))
    with ThreadPoolExecutor(1) as pool:
        drawn = pool.submit(lambda: [chart.page.path for chart in every_chart(occasion)]).result()
    assert "/ranking" in drawn
    assert set(drawn) <= {path for path in PAGES if may_open(UNIT, path)}


def test_an_export_that_has_to_wait_is_not_written_down(
    signed_in: Callable[[str], FlaskClient], guarded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    slow = [Piece("a.txt", lambda: b"1" if go_on.wait(30) else b"0")]
    monkeypatch.setattr(jobs, "pieces_of", lambda kinds, occasion: slow)
    client = signed_in("supervisor")
    codes = [
        client.post(JOBS_PATH, json={"kinds": [kind], "address": "/reports"}, headers={ASKING_HEADER: "page"})
        for kind in ("losses", "overdue")
    ]
    go_on.set()
    assert [answer.status_code for answer in codes] == [202, 429]
    exported = [entry.subject for entry in entries(AccountsFile(guarded)) if entry.login == "supervisor"]
    assert ("losses" in exported, "overdue" in exported) == (True, False)


def test_other_machines_are_served_only_with_accounts(demo_store: Path) -> None:
    with pytest.raises(UsageError, match="只供本机打开"):
        serve(demo_store, host="0.0.0.0", port=8099)


def test_without_accounts_everything_stays_open_to_this_machine_alone(demo_store: Path) -> None:
    client = create_app(demo_store).server.test_client()
    assert client.get("/ranking").status_code == 200
    assert client.get("/ranking", headers={"Host": "127.0.0.1:8050"}).status_code == 200
    assert client.get("/sign-in").headers["Location"] == "/"
    for host in ("evil.example", "10.0.0.7", "localhost.evil.example"):
        assert client.get("/ranking", headers={"Host": host}).status_code == 403
    foreign = {"Origin": "https://evil.example", ASKING_HEADER: "page"}
    assert client.post(JOBS_PATH, json={"kinds": ["form"]}, headers=foreign).status_code == 403


def test_a_proxy_needs_accounts(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_PROXY", "yes")
    with pytest.raises(UsageError, match="没有账户时不能放在反向代理后面"):
        serve(demo_store, port=8099)


def test_an_account_in_another_role_cannot_fetch_its_old_exports(
    app: Dash, guarded: Path, signed_in: Callable[[str], FlaskClient]
) -> None:
    asked = {"kinds": ["form"], "address": "/reports"}
    begun = signed_in("author").post(JOBS_PATH, json=asked, headers={ASKING_HEADER: "page"})
    users = Users(AccountsFile(guarded))
    users.set_role(OFFICE, "author", "auditor")
    assert signed_in("author").get(f"{JOBS_PATH}/{begun.json['id']}/file").status_code == 404
    users.set_role(OFFICE, "author", "author")


@pytest.mark.parametrize(("path", "size"), [("/sign-in", 70_000), ("/_dash-update-component", 1_100_000)])
def test_a_huge_body_is_not_read(client: FlaskClient, signed_in, path: str, size: int) -> None:
    asking = client if path == "/sign-in" else signed_in("supervisor")
    answer = asking.post(path, data=b"x" * size, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (403, 413)


def test_an_address_that_is_none_has_no_chart(signed_in: Callable[[str], FlaskClient]) -> None:
    asked = {"address": "http://[x", "chart": "ranking-board-0", "format": "png"}
    assert signed_in("supervisor").get("/exports/chart", query_string=asked).status_code == 404


def test_the_rule_for_passwords_stands_at_the_field_of_the_new_one(
    signed_in: Callable[[str], FlaskClient],
) -> None:
    page = signed_in("auditor").get("/password").text
    assert 'aria-describedby="new-hint"' in page
    assert page.index("密码至少10个字符，含大写、小写、数字、符号中的两种") < page.index('id="new"')
