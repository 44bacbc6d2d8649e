"""Exports asked for on the page: begun, followed, fetched; and who may ask."""

from __future__ import annotations

import io
import threading
import zipfile
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from dashboard.access.gate import ASKING_HEADER
from dashboard.exports import jobs
from dashboard.exports.job_routes import JOBS_PATH
from dashboard.exports.piece import Piece
from dashboard.uploads import Uploads

OUR_PAGE = {ASKING_HEADER: "page"}
ADDRESS = "/reports?year=2026&as_of=2026-11-20"


def wait(client: FlaskClient, job_id: str) -> dict[str, object]:
    """The job once it has ended; each question takes its own moment."""
    for _ in range(100_000):
        report = dict(client.get(f"{JOBS_PATH}/{job_id}").json)
        if report["state"] in ("done", "failed"):
            return report
    raise AssertionError("the job does not end")


def start(client: FlaskClient, *kinds: str, address: str = ADDRESS):
    return client.post(JOBS_PATH, json={"kinds": list(kinds), "address": address}, headers=OUR_PAGE)


def test_a_lone_file_comes_as_it_is(client: FlaskClient) -> None:
    begun = start(client, "form")
    assert begun.status_code == 202
    report = wait(client, begun.json["id"])
    assert (report["state"], report["done"], report["total"]) == ("done", 1, 1)
    fetched = client.get(f"{JOBS_PATH}/{begun.json['id']}/file", buffered=True)
    assert "填报表_2026年.xlsx" in unquote(fetched.headers["Content-Disposition"])
    assert fetched.data.startswith(b"PK")


def test_several_files_come_as_one_zip(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [Piece("反馈单/一.txt", lambda: b"1"), Piece("反馈单/二.txt", lambda: b"2")]
    monkeypatch.setattr(jobs, "pieces_of", lambda kinds, occasion: pieces)
    begun = start(client, "feedback")
    assert wait(client, begun.json["id"])["done"] == 2
    fetched = client.get(f"{JOBS_PATH}/{begun.json['id']}/file", buffered=True)
    with zipfile.ZipFile(io.BytesIO(fetched.data)) as archive:
        assert archive.namelist() == ["反馈单/一.txt", "反馈单/二.txt"]


@pytest.mark.parametrize(
    ("made", "told"),
    [([], "没有可导出的内容"), ([Piece("a.txt", lambda: bytes(1 // 0))], "导出时出错，没有生成文件")],
)
def test_a_failure_is_said_in_chinese(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, made: list[Piece], told: str
) -> None:
    monkeypatch.setattr(jobs, "pieces_of", lambda kinds, occasion: made)
    report = wait(client, start(client, "form").json["id"])
    assert report["state"] == "failed"
    assert told in str(report["message"])


def test_an_owner_has_one_job_at_a_time_and_keeps_the_newest(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    slow = [Piece("a.txt", lambda: b"1" if go_on.wait(30) else b"0")]
    monkeypatch.setattr(jobs, "pieces_of", lambda kinds, occasion: slow)
    first = start(client, "form")
    second = start(client, "form")
    assert (second.status_code, second.json["message"]) == (429, "上一次导出还没有完成，请等它完成后再导出")
    go_on.set()
    assert wait(client, first.json["id"])["state"] == "done"
    for _ in range(jobs.KEPT):
        wait(client, start(client, "form").json["id"])
    assert client.get(f"{JOBS_PATH}/{first.json['id']}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("抽测.csv", "抽测.csv"),
        ("..\\..\\x.xlsx", "x.xlsx"),
        ("..", "_"),
        ("a\0b.csv", "a b.csv"),
        ("长" * 300 + ".csv", "长" * 80 + ".csv"),
    ],
)
def test_an_uploads_name_is_fit_for_a_disk(sent: str, kept: str) -> None:
    held = Uploads()
    path = held.find(held.keep(sent, io.BytesIO(b"1"), "li"), "li")
    assert path is not None
    assert (path.name, path.read_bytes()) == (kept, b"1")
    assert held.find(path.parent.name, "wang") is None


def test_only_our_own_page_may_ask(client: FlaskClient) -> None:
    asked = client.post(JOBS_PATH, json={"kinds": ["form"], "address": ADDRESS})
    assert asked.status_code == 403


@pytest.mark.parametrize("kinds", [[], ["picture"], "form", None, [["form"]]])
def test_an_unknown_kind_is_refused(client: FlaskClient, kinds: object) -> None:
    asked = client.post(JOBS_PATH, json={"kinds": kinds, "address": ADDRESS}, headers=OUR_PAGE)
    assert asked.status_code == 400
    assert asked.json["message"] == "请至少选择一种报表"


def test_a_round_that_does_not_exist_is_said(client: FlaskClient) -> None:
    asked = start(client, "form", address="/reports?round=秋季")
    assert (asked.status_code, "没有轮次“秋季”" in asked.json["message"]) == (400, True)


@pytest.mark.parametrize("path", [f"{JOBS_PATH}/nothing", f"{JOBS_PATH}/nothing/file"])
def test_a_forgotten_job_is_said(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
