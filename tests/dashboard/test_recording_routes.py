"""Forms of checks and ledgers as they arrive at the server: whose they may be, and where what is wrong is said."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from peopling import PASSWORD, add_accounts

from dashboard.access.gate import ASKING_HEADER
from dashboard.server import create_app
from data.accounts.users import NewUser
from data.layout import Layout

YEAR = date.today().year
LINE = {"year": YEAR, "task_no": "1", "completed_on": f"{YEAR}-01-01"}


@pytest.fixture
def working(this_year: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(this_year, tmp_path / "store"))


@pytest.fixture
def clients(working: Path) -> dict[str, FlaskClient]:
    """A unit's head and an inspector, signed in."""
    add_accounts(working, NewUser("head", "head", "unit", "U1"), NewUser("wang", "wang", "inspector"))
    server, found = create_app(working).server, {}
    for login in ("head", "wang"):
        found[login] = server.test_client()
        found[login].post("/sign-in", data={"login": login, "password": PASSWORD})
    return found


def send(client: FlaskClient, step: str, **sent: object) -> int:
    data = {"token": "token-of-a-form", **{name: str(value) for name, value in sent.items()}}
    return client.post(f"/work/{step}", data=data, headers={ASKING_HEADER: "page"}).status_code


def test_a_unit_reports_its_own_ledger_and_does_nothing_else_here(
    working: Path, clients: dict[str, FlaskClient]
) -> None:
    before = Layout(working).current_id()
    for unit in ("U2", "单位2"):
        assert send(clients["head"], "ledger.report", unit=unit, **LINE) == 403
    for step in ("ledger.confirm", "ledger.return", "check.record", "inspection.record", "draw.make"):
        assert send(clients["head"], step, unit="U1", **LINE) == 403
    assert send(clients["wang"], "ledger.report", unit="U1", **LINE) == 403
    assert Layout(working).current_id() == before
    assert send(clients["head"], "ledger.report", unit="U1", **LINE) == 200


def test_what_is_wrong_with_a_finding_of_an_inspection_is_said_at_its_row(
    clients: dict[str, FlaskClient],
) -> None:
    sent = {
        "token": "token-of-a-form", "unit": "U1", "year": YEAR, "quarter": 1, "inspected_on": f"{YEAR}-01-01",
        "findings.0.description": "目录缺项", "findings.1.description": "错字", "findings.1.item": "Q9",
    }  # fmt: skip
    answer = clients["wang"].post("/work/inspection.record", data=sent, headers={ASKING_HEADER: "page"})
    assert answer.status_code == 422
    assert answer.json is not None
    assert [problem["field"] for problem in answer.json["problems"]] == ["findings.1.item"]
