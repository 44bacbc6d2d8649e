"""Signing in and out, the first password, and an accounts file that is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from peopling import OFFICE, PASSWORD, add_accounts

from dashboard.access.gate import COOKIE
from dashboard.server import create_app
from data.accounts.audit import entries
from data.accounts.database import AccountsFile
from data.accounts.users import NewUser, Users


@pytest.fixture(scope="module")
def guarded(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with an author and an auditor, named like the role, with PASSWORD, and an author yet to change it."""
    store = Path(shutil.copytree(golden_store, tmp_path_factory.mktemp("guarded") / "store"))
    users = add_accounts(store, *(NewUser(role, role, role) for role in ("author", "auditor")))
    users.add(OFFICE, "fresh", "新来的", "author")
    return store


@pytest.fixture(scope="module")
def app(guarded: Path) -> Dash:
    return create_app(guarded)


def test_after_signing_in_the_reader_is_where_they_wanted_to_be(client: FlaskClient) -> None:
    asked = client.get("/ranking?year=2025")
    assert asked.headers["Location"] == "/sign-in?next=/ranking?year%3D2025"
    answer = client.post(asked.headers["Location"], data={"login": "author", "password": PASSWORD})
    assert answer.headers["Location"] == "/ranking?year=2025"


@pytest.mark.parametrize("outside", ["https://evil.example/", "//evil.example", "/\\evil.example", "x"])
def test_signing_in_leads_to_no_other_site(client: FlaskClient, outside: str) -> None:
    answer = client.post(
        "/sign-in", query_string={"next": outside}, data={"login": "author", "password": PASSWORD}
    )
    assert answer.headers["Location"] == "/"


def test_the_cookie_is_for_this_server_alone(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"login": "author", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_wrong_password_is_said_and_written_down(client: FlaskClient, guarded: Path) -> None:
    answer = client.post("/sign-in", data={"login": "author", "password": "wrong"})
    assert answer.status_code == 401
    assert "账号或密码不对" in answer.text
    last = list(entries(AccountsFile(guarded)))[-1]
    assert (last.login, last.action) == ("author", "sign_in.failed")


def test_what_a_stranger_types_is_inert(client: FlaskClient) -> None:
    page = client.get("/sign-in", query_string={"next": "/<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_a_given_password_must_be_changed_first(app: Dash, guarded: Path) -> None:
    password = Users(AccountsFile(guarded)).reset_password(OFFICE, "fresh")
    client = app.server.test_client()
    client.post("/sign-in", data={"login": "fresh", "password": password})
    assert client.get("/ranking").headers["Location"] == "/password"
    part = {"output": "ranking-boards.children", "inputs": [], "changedPropIds": []}
    assert client.post("/_dash-update-component", json=part).status_code == 401
    own = "Changed-2026!"
    wrong = client.post("/password", data={"old": password, "new": own, "again": own + "x"})
    assert "两次输入的新密码不一样" in wrong.text
    weak = client.post("/password", data={"old": password, "new": "short", "again": "short"})
    assert "密码至少10个字符" in weak.text
    changed = client.post("/password", data={"old": password, "new": own, "again": own})
    assert "密码已修改" in changed.text
    assert client.get("/ranking").headers["Location"].startswith("/sign-in")
    assert client.post("/sign-in", data={"login": "fresh", "password": own}).status_code == 302
    assert client.get("/ranking").status_code == 200


def test_signing_out_ends_the_session_on_the_server(signed_in: Callable[[str], FlaskClient]) -> None:
    client = signed_in("author")
    token = client.get_cookie(COOKIE)
    assert token is not None
    client.post("/sign-out")
    client.set_cookie(COOKIE, token.value)
    assert client.get("/").status_code == 302


def test_a_reader_signs_out_everywhere(signed_in: Callable[[str], FlaskClient]) -> None:
    here, there = signed_in("auditor"), signed_in("auditor")
    assert "在所有设备上退出" in here.get("/password").text
    here.post("/sign-out", data={"everywhere": "yes"})
    assert there.get("/").status_code == 302


def test_a_lost_accounts_file_opens_nothing(guarded: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(guarded, tmp_path / "store"))
    client = create_app(store).server.test_client()
    AccountsFile(store).path.unlink()
    for path in ("/", "/healthz", "/_dash-layout"):
        answer = client.get(path)
        assert (answer.status_code, "账户文件不见了" in answer.text) == (503, True)
