"""管理: accounts changed in the browser by the administrator alone, the audit log read and taken away by the auditor."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from peopling import OFFICE, PASSWORD, add_accounts
from python_calamine import CalamineWorkbook

from dashboard.access.gate import ASKING_HEADER
from dashboard.access.log_words import readable, subject_words
from dashboard.access.reader import Reader
from dashboard.access.trail import Refusals
from dashboard.desk import Desk, kept_view
from dashboard.pages.admin import ENTRIES_SHOWN, draw_accounts, draw_log
from dashboard.server import create_app
from dashboard.shell import read_view
from data.accounts.audit import Actor, entries, record
from data.accounts.database import AccountsFile
from data.accounts.users import NewUser, Users
from data.errors import StoreMissing
from data.layout import Layout
from data.store import Store

PAGE = {ASKING_HEADER: "page"}
MARKUP, FORMULA = "<img src=x onerror=alert(1)>", "=HYPERLINK(1)"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture(scope="module")
def guarded(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with an administrator, a supervisor and an auditor, each named like the role."""
    store = Path(shutil.copytree(golden_store, tmp_path_factory.mktemp("accounts") / "store"))
    add_accounts(store, *(NewUser(role, role, role) for role in ("administrator", "supervisor", "auditor")))
    return store


@pytest.fixture(scope="module")
def app(guarded: Path) -> Dash:
    return create_app(guarded)


def change(client: FlaskClient, action: str, **asked: str):
    return client.post(f"/admin/accounts/{action}", data=asked, headers=PAGE)


def last_entry(store: Path):
    return list(entries(AccountsFile(store)))[-1]


def desk(store: Path, address: str = "", role: str = "auditor") -> Desk:
    opened = Store(store)
    return Desk(opened, read_view(opened, "/admin", address), reader=Reader(login=role, role=role))


def test_an_account_is_made_and_its_first_password_told_once(guarded: Path, signed_in: SignIn) -> None:
    answer = change(signed_in("administrator"), "add", login="wang", name="王五", role="unit", unit_id="U00")
    assert answer.status_code == 200
    told = last_entry(guarded)
    assert (told.login, told.action, told.subject) == ("administrator", "users.add", "wang")
    assert answer.json["secret"] not in told.after
    assert signed_in("wang", answer.json["secret"]).get("/").headers["Location"] == "/password"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"login": "zhao", "name": "赵六"}, "role"),
        ({"login": "zhao", "name": "赵六", "role": "king"}, "role"),
        ({"login": "zhao", "name": "赵六", "role": "unit", "unit_id": "U99"}, "unit_id"),
    ],
)
def test_a_form_that_makes_no_account_says_where(
    guarded: Path, signed_in: SignIn, asked: dict[str, str], field: str
) -> None:
    answer = change(signed_in("administrator"), "add", **asked)
    assert (answer.status_code, [each["field"] for each in answer.json["problems"]]) == (422, [field])
    assert "zhao" not in {user.login for user in Users(AccountsFile(guarded)).all()}


def test_every_change_of_an_account_is_done_and_written_down(guarded: Path, signed_in: SignIn) -> None:
    users, client = Users(AccountsFile(guarded)), signed_in("administrator")
    password = users.add(OFFICE, "qian", "钱七", "author")
    its_own = signed_in("qian", password)
    assert change(client, "role", login="qian", role="inspector").status_code == 200
    assert its_own.get("/password").status_code == 401
    for action in ("disable", "enable", "unlock", "reset", "sign_out"):
        assert change(client, action, login="qian").status_code == 200, action
    done = [entry.action for entry in entries(AccountsFile(guarded)) if entry.subject == "qian"]
    assert done[-6:] == [
        f"users.{each}" for each in ("role", "disable", "enable", "unlock", "reset", "sign_out")
    ]
    assert users.find("qian").role == "inspector"


def test_the_last_administrator_cannot_go(guarded: Path, signed_in: SignIn) -> None:
    client = signed_in("administrator")
    for action, more in (("disable", {}), ("role", {"role": "author"})):
        answer = change(client, action, login="administrator", **more)
        assert (answer.status_code, "最后一个启用的管理员" in answer.json["message"]) == (422, True)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("action", ["delete", "password", ".."])
def test_nobody_does_what_is_no_change_of_an_account(signed_in: SignIn, action: str) -> None:
    assert change(signed_in("administrator"), action, login="auditor").status_code in (403, 404)


def test_only_the_administrator_and_only_from_our_page(guarded: Path, signed_in: SignIn) -> None:
    before = Users(AccountsFile(guarded)).find("auditor")
    for login in ("supervisor", "auditor"):
        assert change(signed_in(login), "disable", login="auditor").status_code == 403
    client = signed_in("administrator")
    for headers in ({}, {**PAGE, "Origin": "https://evil.example"}):
        answer = client.post("/admin/accounts/disable", data={"login": "auditor"}, headers=headers)
        assert answer.status_code == 403
    assert Users(AccountsFile(guarded)).find("auditor") == before


def test_without_accounts_nobody_makes_one_in_the_browser(golden_store: Path) -> None:
    client = create_app(golden_store).server.test_client()
    assert change(client, "add", login="x", name="x", role="administrator").status_code == 403
    assert not AccountsFile(golden_store).exists()


# The audit log


@pytest.fixture(scope="module")
def dangerous(guarded: Path) -> Path:
    """The store after somebody with markup for a name did something to a login that looks like a formula."""
    users = Users(AccountsFile(guarded))
    users.add(OFFICE, FORMULA, MARKUP, "author")
    users.add(Actor(FORMULA, "administrator", "local"), MARKUP[:4], FORMULA, "author")
    return guarded


def test_names_with_markup_or_formulas_are_text_on_the_page(dangerous: Path) -> None:
    for drawn in (draw_accounts(desk(dangerous)), draw_log(desk(dangerous))):
        told = json.dumps(
            drawn.to_plotly_json(), default=lambda part: part.to_plotly_json(), ensure_ascii=False
        )
        assert MARKUP.replace('"', '\\"') in told  # a cell's words; assets/tables.js writes them as text
        assert "dangerously" not in told.lower()


def test_the_auditor_takes_the_log_away_as_inert_text(dangerous: Path, signed_in: SignIn) -> None:
    client, asked = signed_in("auditor"), {"who": FORMULA}
    table = client.get("/admin/log/csv", query_string=asked)
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    told = last_entry(dangerous)
    assert (told.action, json.loads(told.after)) == (
        "export.log",
        {"entries": 1, "format": "csv", "of": {"who": FORMULA}},
    )
    assert (len(rows), rows[1][2]) == (2, f"'{FORMULA}")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    book = client.get("/admin/log/xlsx", query_string=asked)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_index(0).to_python()
    assert [str(cell) for cell in sheet[1]] == rows[1]


@pytest.mark.parametrize("login", ["administrator", "supervisor"])
def test_nobody_else_takes_the_log_away(signed_in: SignIn, login: str) -> None:
    assert signed_in(login).get("/admin/log/csv").status_code == 403


def test_the_log_is_read_page_by_page_and_chosen_from(dangerous: Path) -> None:
    accounts = AccountsFile(dangerous)
    with accounts.writing() as connection:
        for number in range(ENTRIES_SHOWN):
            record(connection, OFFICE, "test", str(number), datetime(2026, 5, 1))
    assert "第1页，共2页" in _told(draw_log(desk(dangerous)))
    assert "第2页，共2页" in _told(draw_log(desk(dangerous, "?page=2")))
    one = _told(draw_log(desk(dangerous, "?what=test&text=199&since=2026-05-01&until=2026-05-01")))
    assert "找到1条" in one


def _told(drawn: object) -> str:
    return json.dumps(drawn.to_plotly_json(), default=lambda part: part.to_plotly_json(), ensure_ascii=False)


def test_before_and_after_are_told_in_words() -> None:
    before, after = {"login": "li", "role": "author", "is_disabled": False}, {"login": "li", "role": "unit"}
    told = readable(json.dumps(before), json.dumps({**after, "is_disabled": False, "unit_id": "Z07"}))
    assert told == ("角色：撰稿人", "角色：单位；单位：Z07")
    row = {"fact": "findings", "finding_id": "W1", "rectified_on": "2026-05-01"}
    assert readable("", json.dumps({"batch": 7, "rows": [row]}))[1] == (
        "批次：7；内容：【问题清单】问题编号：W1；整改完成日期：2026-05-01"
    )
    proposed = {"step": "adjustment.enter", "unit": "Z07", "kind": "加分", "points": "2"}
    assert readable("", json.dumps(proposed))[1] == "【认定加减分】单位：Z07；类型：加分；分值：2"
    ended = {"proposal_no": 1, "state": "rejected", "reason": "依据不足"}
    assert readable("", json.dumps(ended))[1] == "提请编号：1；办理：已退回；理由：依据不足"
    assert readable("no json", "") == ("no json", "")


def test_the_log_names_a_scheme_a_scheme_and_an_export_by_what_it_is_called() -> None:
    stored = {"rows_in": 20, "rows_refused": 0, "year": 2026, "name": "云岭区考核办法"}
    assert readable("", json.dumps(stored))[1] == "行数：20；退回：0；年度：2026；考核办法：云岭区考核办法"
    assert readable("", json.dumps({"login": "li", "name": "李"}))[1] == "账号：li；姓名：李"
    assert subject_words("export", "bulletin、ledgerforms") == "通报、台账模板"
    assert subject_words("export.preview", "losses") == "失分表"
    assert subject_words("undo", "ranking") == "ranking"
    assert readable("", json.dumps({"kinds": ["charts", "report"]}))[1] == "种类：图表、年度报告材料"


def test_a_look_at_an_export_is_written_down(guarded: Path, signed_in: SignIn) -> None:
    view = read_view(Store(guarded), "/reports", "?preview=losses").to_json()
    body = {
        "output": "reports-preview.children",
        "outputs": {"id": "reports-preview", "property": "children"},
        "inputs": [{"id": "shell-view", "property": "data", "value": view}],
        "changedPropIds": ["shell-view.data"],
    }
    assert signed_in("auditor").post("/_dash-update-component", json=body).status_code == 200
    told = last_entry(guarded)
    assert (told.login, told.action, told.subject) == ("auditor", "export.preview", "losses")


# Refusals


def test_the_same_refusal_over_and_over_is_one_entry_a_minute_with_its_number(guarded: Path) -> None:
    now = [0.0]
    refusals = Refusals(clock=lambda: now[0])
    reader = Reader(login="mallory", role="unit", address="10.0.0.66")
    for second in range(50):
        now[0] = float(second)
        refusals.note(Layout(guarded), "POST /work/<step>", "/work/finding.recheck", reader)
    refusals.note(Layout(guarded), "GET /exports/chart", "/exports/chart", reader)
    now[0] = 61.0
    refusals.settle()
    refusals.settle()
    told = [
        (entry.subject, entry.after) for entry in entries(AccountsFile(guarded)) if entry.login == "mallory"
    ]
    assert told == [
        ("/work/finding.recheck", ""),
        ("/exports/chart", ""),
        ("/work/finding.recheck", '{"times": 49}'),
    ]


# What cannot be read


def test_an_accounts_file_cut_off_is_said_and_opens_nothing(guarded: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(guarded, tmp_path / "store"))
    client = create_app(store).server.test_client()
    path = AccountsFile(store).path
    for leftover in ("accounts.sqlite-wal", "accounts.sqlite-shm"):
        (store / leftover).unlink(missing_ok=True)
    path.write_bytes(path.read_bytes()[:2000])
    client.set_cookie("openness_session", "any token")
    answers = [client.get("/"), client.post("/sign-in", data={"login": "auditor", "password": PASSWORD})]
    for answer in answers:
        assert (answer.status_code, "已损坏" in answer.text) == (503, True)


ODD = {
    "output": "admin-log.children",
    "outputs": {"id": "admin-log", "property": "children"},
    "inputs": [{"id": "shell-view", "property": "data", "value": None}],
    "changedPropIds": ["shell-view.data"],
}


@pytest.mark.parametrize(
    "change",
    [
        {"output": "admin-nothing.children"},
        {"inputs": []},
        {"inputs": "x"},
        {"inputs": [7]},
        {"inputs": [{"id": "shell-view", "property": "data", "value": "x"}]},
        {"inputs": [{"id": "shell-view", "property": "data", "value": {"year": 2023}}]},
        {"outputs": "x"},
        {"state": {}},
        {"changedPropIds": 7},
    ],
)
def test_a_callback_of_an_odd_shape_is_refused_and_no_fault(
    golden_store: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object]
) -> None:
    client = create_app(golden_store).server.test_client()
    answer = client.post("/_dash-update-component", json=ODD | change)
    assert answer.status_code == 400
    assert "Traceback" not in capsys.readouterr().err


def test_a_callback_gets_no_later_date_than_its_year_allows(golden_store: Path) -> None:
    store = Store(golden_store)
    sent = read_view(store, "/unit", "").to_json()
    assert kept_view(store, sent | {"as_of": "2999-12-31"}).as_of == store.closes_on(2023)
    assert kept_view(store, sent | {"as_of": "2023-06-30"}).as_of.isoformat() == "2023-06-30"
    with pytest.raises(StoreMissing):
        kept_view(store, sent | {"year": 1999})
