"""The page 认定: marks that were given are put right by who has seen them; what is to be approved can be looked at."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from peopling import PASSWORD, add_accounts
from storing import rows

from dashboard.access.reader import Reader
from dashboard.desk import Desk
from dashboard.pages.decisions import PARTS
from dashboard.server import create_app
from dashboard.view import View
from data.accounts.users import NewUser
from data.layout import Layout, file_digest
from data.store import Store
from data.work.books import Doer
from data.work.office import Office

CHIEF, AUDITOR = Reader("wang", "王主任", "supervisor"), Reader("wen", "文审计", "auditor")
BONUSES = "编号,单位,年度,类型,分值,认定日期,事由\nJ1,U00,2023,加分,2,2023-06-01,推广\n"


def part(store: Path, slot: str, reader: Reader = CHIEF, **own: str) -> str:
    view = View("/decisions", 2023, date(2023, 12, 31), own=tuple(own.items()))
    return repr(PARTS[f"decisions-{slot}"](Desk(Store(store), view, reader=reader)))


def test_marks_that_were_given_are_opened_as_they_stand(golden_store: Path) -> None:
    [(batch, done)] = rows(
        golden_store, "select batch_id, actual from core.reviews where unit_id = 'U00' and item = 'R1'"
    )
    assert re.search(r"ref=U00(%20|\+)R1", part(golden_store, "list", kind="reviews"))
    assert "ref=U00" not in part(golden_store, "list", AUDITOR, kind="reviews")
    form = part(golden_store, "form", kind="reviews", ref="U00 R1")
    fields = [field for field in re.findall(r"Input\([^()]*\)", form) if "name='seen'" in field]
    assert len(fields) == 1
    assert f"'{batch}'" in fields[0]
    assert f"'{done:g}'" in form
    assert "name='seen'" not in part(golden_store, "form", kind="reviews")


def test_each_item_of_the_review_says_its_full_marks_and_what_it_wants(golden_store: Path) -> None:
    form = part(golden_store, "form", kind="reviews")
    rules = rows(
        golden_store,
        "select items.name, items.points, items.rule from core.editions inner join scheme.items using (edition_id) "
        "where rule in ('entered', 'target')",
    )
    wanted = {"entered": "直接给分", "target": "填完成数和目标数"}
    assert rules
    for name, points, rule in rules:
        assert f"{name}（满分{points:g}分，{wanted[rule]}）" in form
    again = part(golden_store, "form", kind="reviews", ref="U00 R1")
    assert ("name='actual'" in again, "name='awarded'" in again) == (True, False)


def test_what_waits_for_a_second_person_is_told_on_the_page_it_concerns(store: Path) -> None:
    sent = {"name": "年中", "year": "2023", "as_of": "2023-06-30", "publish": "none"}
    office, doer = Office(Layout(store)), Doer("wang", "王主任", "supervisor")
    assert office.take("round.close", sent, doer, "token-of-a-round").is_waiting
    bonus = {"unit": "U00", "year": "2023", "kind": "加分", "points": "2"}
    bonus |= {"decided_on": "2023-06-01", "reason": "推广"}
    assert office.take("adjustment.enter", bonus, doer, "token-of-a-bonus").is_waiting
    rounds, adjustments = (part(store, "form", kind=kind) for kind in ("rounds", "adjustments"))
    told = "等待审核，还没有生效——关闭轮次：2023年年中，截止2023-06-30。王主任于"
    assert (told in rounds, told in adjustments) == (True, False)
    assert "认定加减分：单位00，加分2分。王主任于" in adjustments
    assert "等另一位主管审核" in adjustments
    assert "等待审核" not in part(store, "form", kind="reviews")


@pytest.fixture
def waiting(store: Path, tmp_path: Path) -> str:
    """Bonuses in a file that wait for a second person; the digest of the file."""
    file = tmp_path / "加分.csv"
    file.write_text(BONUSES, encoding="utf-8")
    sent = {"upload": "id-of-an-upload", "file": file.name, "digest": file_digest(file), "rows": "all"}
    doer = Doer("wang", "王主任", "supervisor")
    assert Office(Layout(store)).take("upload.accept", sent, doer, "one-form", source=file).is_waiting
    return file_digest(file)


def entered(store: Path, login: str, role: str, unit_id: str | None = None) -> FlaskClient:
    add_accounts(store, NewUser(login, login, role, unit_id))
    client = create_app(store).server.test_client()
    client.post("/sign-in", data={"login": login, "password": PASSWORD})
    return client


def test_a_file_that_waits_is_looked_at_by_the_second_person_and_by_no_unit(
    store: Path, waiting: str
) -> None:
    shown = part(store, "form", Reader("li", "李主任", "supervisor"))
    assert f"/evidence/{waiting}" in shown
    assert "id-of-an-upload" not in shown
    with entered(store, "li", "supervisor").get(f"/evidence/{waiting}") as fetched:
        assert fetched.data.decode() == BONUSES
    assert entered(store, "u00", "unit", "U00").get(f"/evidence/{waiting}").status_code == 404
