"""数据: what a file that was sent is shown as to whom, its refused rows as a workbook; the demonstration's readers."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient
from peopling import OFFICE
from python_calamine import CalamineWorkbook
from storing import rows

import data.demo.build
from dashboard.access.gate import ASKING_HEADER
from dashboard.access.reader import Reader
from dashboard.desk import Desk
from dashboard.pages.data import draw_batches, draw_form, draw_undo
from dashboard.pages.data_review import draw_review
from dashboard.server import create_app
from dashboard.shell import read_view
from dashboard.uploads import uploads
from data.accounts.audit import entries
from data.accounts.database import AccountsFile
from data.accounts.users import Users
from data.batches import DistrictBatch
from data.demo.readers import READERS, add_readers
from data.layout import Layout
from data.release import Writer
from data.scheme import builtin_schemes
from data.store import Store

PAGE = {ASKING_HEADER: "page"}
ROWS = "抽测编号,单位,抽测日期,指标,得分,满分,备注\n"
GOOD = ROWS + "N1,U00,2023-05-10,S1,8,10,好\n"
BAD = GOOD + "N2,没有的单位,2023-05-10,S1,8,10,=1+1\n"
BOTH = ("demo-supervisor", "demo-supervisor-2")


@pytest.fixture(scope="module")
def demo(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store that says it is a demonstration, with its readers."""
    store = Path(shutil.copytree(golden_store, tmp_path_factory.mktemp("demo") / "store"))
    Writer(store).submit(DistrictBatch("云岭区", is_demo=True))
    add_readers(store)
    return store


@pytest.fixture(scope="module")
def app(demo: Path) -> Dash:
    return create_app(demo)


def enter(client: FlaskClient, login: str) -> FlaskClient:
    assert client.post("/sign-in", data={"reader": login}).status_code == 302
    return client


def sent(client: FlaskClient, text: str, name: str = "抽测.csv") -> str:
    body = {"file": (io.BytesIO(text.encode()), name)}
    return str(client.post("/data/uploads", data=body, headers=PAGE).json["id"])


def reader_of(login: str) -> Reader:
    reader = next(each for each in READERS if each.login == login)
    return Reader(login=login, name=reader.name, role=reader.role)


def desk(store: Path, login: str, address: str) -> Desk:
    opened = Store(store)
    return Desk(opened, read_view(opened, "/data", address), reader=reader_of(login))


def parts(drawn: object) -> Iterator[dict[str, Any]]:
    """Every component of what was drawn, as Dash sends it."""
    if isinstance(drawn, list):
        for each in drawn:
            yield from parts(each)
    elif hasattr(drawn, "to_plotly_json"):
        told = drawn.to_plotly_json()
        yield told
        yield from parts(told["props"].get("children"))


def form_of(drawn: object, step: str) -> dict[str, str] | None:
    """What a form of that step would send, None where none is shown."""
    for part in parts(drawn):
        if part["type"] == "Form" and part["props"].get("data-step") == step:
            fields = [each["props"] for each in parts(part["props"]["children"]) if each["type"] == "Input"]
            return {field["name"]: field.get("value") or "" for field in fields}
    return None


def words(drawn: object) -> str:
    return json.dumps([part["props"] for part in parts(drawn)], default=str, ensure_ascii=False)


def test_what_is_shown_is_accepted_and_the_rest_comes_back(demo: Path, client: FlaskClient) -> None:
    upload = sent(enter(client, "demo-supervisor"), BAD)
    shown = draw_review(desk(demo, "demo-supervisor", f"?upload={upload}"))
    assert "只存合格的1行" in words(shown)
    form = form_of(shown, "upload.accept")
    assert form is not None
    returned = client.get(f"/data/uploads/{upload}/returned")
    [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(returned.data)).sheet_names
    cells = CalamineWorkbook.from_filelike(io.BytesIO(returned.data)).get_sheet_by_name(sheet).to_python()
    assert [row[0] for row in cells] == ["抽测编号", "N2"]
    assert cells[1][6] == "=1+1"
    assert "没有这个单位" in str(cells[1][-1])
    answer = client.post("/work/upload.accept", data=form, headers=PAGE)
    assert (answer.status_code, answer.json["message"]) == (200, "存入文件：文件 抽测.csv。已存入（第5批）")
    after = draw_review(desk(demo, "demo-supervisor", f"?upload={upload}"))
    assert "已处理" in words(after)
    assert form_of(after, "upload.accept") is None
    assert client.get(f"/data/uploads/{upload}/returned").status_code == 200
    told = [entry for entry in entries(AccountsFile(demo)) if entry.action == "upload.accept"]
    assert json.loads(told[-1].after)["batch"] == 5
    undo = form_of(draw_undo(desk(demo, "demo-supervisor", "?undo=5")), "batch.undo")
    assert undo is not None
    assert client.post("/work/batch.undo", data=undo, headers=PAGE).status_code == 200
    assert "恢复" in words(draw_batches(desk(demo, "demo-supervisor", "")))


def test_an_upload_belongs_to_who_sent_it(demo: Path, client: FlaskClient) -> None:
    upload = sent(enter(client, BOTH[0]), GOOD)
    form = form_of(draw_review(desk(demo, BOTH[0], f"?upload={upload}")), "upload.accept")
    assert form is not None
    assert "已不在服务器上" in words(draw_review(desk(demo, BOTH[1], f"?upload={upload}")))
    other = enter(client.application.test_client(), BOTH[1])
    before = Layout(demo).current_id()
    answer = other.post("/work/upload.accept", data=form, headers=PAGE)
    assert (answer.status_code, Layout(demo).current_id()) == (422, before)
    assert other.get(f"/data/uploads/{upload}/returned").status_code == 404


@pytest.mark.parametrize(
    ("login", "kind", "step", "is_offered"),
    [
        ("demo-supervisor", "facts", "upload.accept", True),
        ("demo-inspector", "facts", "upload.accept", False),
        ("demo-administrator", "facts", "upload.accept", False),
        ("demo-administrator", "scheme", "scheme.accept", True),
        ("demo-supervisor", "scheme", "scheme.accept", False),
        ("demo-administrator", "calendar", "calendar.accept", True),
        ("demo-supervisor", "calendar", "calendar.accept", False),
    ],
)
def test_a_file_is_accepted_by_whom_it_concerns(
    demo: Path, login: str, kind: str, step: str, is_offered: bool
) -> None:
    texts = {
        "facts": GOOD.replace("N1", "N7"),
        "scheme": builtin_schemes()["demo-2025"].read_text(encoding="utf-8"),
        "calendar": "日期,类型,说明\n2023-05-10,休息日,放假\n",
    }
    name = "a.toml" if kind == "scheme" else "a.csv"
    upload = uploads().keep(name, io.BytesIO(texts[kind].encode()), reader_of(login).key)
    shown = draw_review(desk(demo, login, f"?upload={upload}&as={kind}"))
    assert (form_of(shown, step) is not None) is is_offered
    assert "可以" in words(shown)


def test_an_auditor_looks_and_sends_nothing(demo: Path) -> None:
    assert draw_form(desk(demo, "demo-auditor", "")) is None
    assert "undo=" in words(draw_batches(desk(demo, "demo-supervisor", "")))
    assert "undo=" not in words(draw_batches(desk(demo, "demo-auditor", "")))
    assert draw_undo(desk(demo, "demo-auditor", "?undo=3")) is None


def test_why_a_batch_cannot_be_undone_is_said_before_it_is_tried(demo: Path) -> None:
    told = words(draw_undo(desk(demo, "demo-administrator", "?undo=3")))
    assert "管理员不能改动" in told
    assert form_of(draw_undo(desk(demo, "demo-supervisor", "?undo=2")), "batch.undo") is None


# The demonstration's readers


def test_each_reader_of_the_demonstration_enters_by_a_button(client: FlaskClient, demo: Path) -> None:
    page = client.get("/sign-in").text
    for reader in READERS:
        assert f'name="reader" value="{reader.login}"' in page
        enter(client, reader.login)
        assert client.get("/").status_code == 200
        client.post("/sign-out")
    told = [entry.login for entry in entries(AccountsFile(demo)) if entry.action == "sign_in.demo"]
    assert told[-len(READERS) :] == [reader.login for reader in READERS]


@pytest.mark.parametrize("change", ["address", "host", "forwarded", "store", "account", "password", "origin"])
def test_nobody_else_enters_without_a_password(
    client: FlaskClient, demo: Path, golden_store: Path, tmp_path: Path, change: str
) -> None:
    asked: dict[str, Any] = {"data": {"reader": "demo-administrator"}}
    if change == "address":
        asked["environ_overrides"] = {"REMOTE_ADDR": "10.0.0.9"}
    elif change == "host":
        asked["headers"] = {"Host": "rebound.example:8050"}
    elif change == "forwarded":
        asked["headers"] = {"X-Forwarded-For": "10.0.0.9"}
    elif change == "origin":
        asked["headers"] = {"Origin": "https://evil.example"}
    elif change == "account":
        Users(AccountsFile(demo)).add(OFFICE, "real", "真人", "administrator")
        asked["data"] = {"reader": "real"}
    elif change == "password":
        asked["data"] = {"login": "demo-administrator", "password": ""}
    else:
        store = Path(shutil.copytree(golden_store, tmp_path / "store"))
        add_readers(store)
        client = create_app(store).server.test_client()
        assert 'name="reader"' not in client.get("/sign-in").text
    answer = client.post("/sign-in", **asked)
    assert answer.status_code in (401, 403)
    assert client.get("/").status_code == 302


def test_the_buttons_are_gone_for_other_machines(client: FlaskClient) -> None:
    away = client.get("/sign-in", environ_overrides={"REMOTE_ADDR": "10.0.0.9"}).text
    assert 'name="reader"' not in away
    assert 'name="password"' in away


def test_a_plan_goes_out_as_its_review_and_comes_back_corrected(demo: Path, client: FlaskClient) -> None:
    plan = "2023年政务公开工作要点\n1. 公开财政预算。（财政局负责，6月30日前完成）\n"
    upload = sent(enter(client, BOTH[0]), plan, "要点.txt")
    shown = draw_review(desk(demo, BOTH[0], f"?upload={upload}&as=plan"))
    assert "存入1项任务" in words(shown)
    book = client.get(f"/data/uploads/{upload}/returned")
    assert "方案核对表" in words(shown)
    body = {"file": (io.BytesIO(book.data), "核对表.xlsx")}
    again = client.post("/data/uploads", data=body, headers=PAGE).json["id"]
    form = form_of(draw_review(desk(demo, BOTH[0], f"?upload={again}&as=plan")), "plan.accept")
    assert form is not None
    answer = client.post("/work/plan.accept", data=form, headers=PAGE)
    assert answer.status_code == 200, answer.text
    [(what, note)] = rows(demo, "select what, note from core.batches order by batch_id desc limit 1")
    assert (what, note) == ("plan", "要点.txt，经核对表核对表.xlsx")


def test_the_command_makes_readers_where_it_makes_a_demonstration(
    demo: Path, tmp_path: Path, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(path: Path, _: object) -> str:
        shutil.copytree(demo / "releases", path / "releases")
        shutil.copy(demo / "CURRENT", path / "CURRENT")
        return "已建立"

    monkeypatch.setattr(data.demo.build, "build_demo", build)  # the demonstration itself takes 15 seconds
    assert cli("demo", "--store", tmp_path / "new").code == 0
    made = Users(AccountsFile(tmp_path / "new")).all()
    assert {user.login for user in made} == {reader.login for reader in READERS}
    assert not any(user.must_change for user in made)
    shutil.copytree(demo / "releases", tmp_path / "own" / "releases")
    shutil.copy(demo / "CURRENT", tmp_path / "own" / "CURRENT")
    cli("demo", "--store", tmp_path / "own")
    assert not AccountsFile(tmp_path / "own").exists()
