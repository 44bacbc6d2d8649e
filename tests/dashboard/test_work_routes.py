"""The route of work: what a form that was sent is answered, and what the audit log then says."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from peopling import PASSWORD, add_accounts
from storing import rows
from werkzeug.test import TestResponse

from dashboard.access.gate import ASKING_HEADER
from dashboard.attachments import MOST_FILES
from dashboard.server import create_app
from data.accounts.audit import entries
from data.accounts.database import AccountsFile
from data.accounts.users import NewUser

PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture
def finding(store: Path) -> tuple[str, str]:
    """A finding that nobody has rectified, and its unit."""
    [first, *_] = rows(
        store,
        "select finding_id, unit_id from core.findings "
        "where rectified_on is null and withdrawn_on is null order by all",
    )
    return str(first[0]), str(first[1])


@pytest.fixture
def head(store: Path, finding: tuple[str, str]) -> FlaskClient:
    """The head of the finding's unit, signed in; an author and a supervisor have accounts too."""
    add_accounts(
        store,
        NewUser("head", "head", "unit", finding[1]),
        NewUser("author", "author", "author"),
        NewUser("wang", "wang", "supervisor"),
    )
    client = create_app(store).server.test_client()
    return signed_in(client, "head")


def signed_in(client: FlaskClient, login: str) -> FlaskClient:
    client.post("/sign-in", data={"login": login, "password": PASSWORD})
    return client


def send(client: FlaskClient, step: str, token: str = "token-of-a-form", **sent: object) -> TestResponse:
    return client.post(f"/work/{step}", data={"token": token, **sent}, headers={ASKING_HEADER: "page"})


def test_a_save_is_answered_with_its_batch_and_written_down_before_and_after(
    head: FlaskClient, store: Path, finding: tuple[str, str]
) -> None:
    answer = send(head, "finding.rectify", finding_id=finding[0], rectified_on="2023-09-01")
    assert answer.status_code == 200
    assert answer.json is not None
    last = list(entries(AccountsFile(store)))[-1]
    assert (last.login, last.action, last.subject) == ("head", "finding.rectify", f"问题 {finding[0]}")
    assert f'"batch": {answer.json["batch"]}' in last.after
    assert '"rectified_on": "2023-09-01"' in last.after
    assert finding[0] in last.before
    assert "2023-09-01" not in last.before


def test_each_step_says_what_was_done_and_names_the_unit(
    head: FlaskClient, store: Path, finding: tuple[str, str]
) -> None:
    ref, unit_id = finding
    [(unit,)] = rows(store, f"select name from core.units where unit_id = '{unit_id}'")
    today = date.today().isoformat()

    def told(step: str, **sent: object) -> str:
        answer = send(head, step, f"token-{step}", **sent).json
        return re.sub(r"\d+批|（编号.*?）", "", str(answer["message"]))

    assert told("finding.sign", finding_id=ref) == f"签收问题：问题 {ref}。已存入（第）"
    assert (
        told("finding.rectify", finding_id=ref, rectified_on=today) == f"报告整改：问题 {ref}。已存入（第）"
    )
    signed_in(head, "wang")
    assert told("finding.recheck", finding_id=ref, rechecked_on=today, recheck_result="通过") == (
        f"复查：问题 {ref}，通过。已存入（第）"
    )
    notice = {
        "source": "第三方",
        "description": "栏目空白",
        "notified_on": "2023-12-01",
        "due_on": "2023-12-20",
    }
    assert told("finding.notify", unit=unit_id, **notice).startswith(f"通报问题：{unit}的问题")
    decided = {"kind": "重大扣分", "points": 1, "decided_on": "2023-12-01", "reason": "失实"}
    assert told("adjustment.enter", unit=unit_id, year=2023, **decided) == (
        f"认定加减分：{unit}，重大扣分1分。已提请审核，另一位主管同意后生效"
    )


def test_what_is_wrong_is_said_at_its_field(head: FlaskClient, finding: tuple[str, str]) -> None:
    answer = send(head, "finding.rectify", finding_id=finding[0], rectified_on="昨天")
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["problems"] == [
        {"field": "rectified_on", "message": "不是日期。请写成 2026-03-15 的样子"}
    ]


def test_a_form_without_its_token_or_from_elsewhere_is_not_taken(
    head: FlaskClient, finding: tuple[str, str]
) -> None:
    assert send(head, "finding.sign", token="", finding_id=finding[0]).status_code == 422
    elsewhere = head.post("/work/finding.sign", data={"token": "a" * 12, "finding_id": finding[0]})
    assert elsewhere.status_code == 403


def test_a_unit_that_names_anothers_finding_is_refused_and_the_refusal_written_down(
    head: FlaskClient, store: Path, finding: tuple[str, str]
) -> None:
    [(other,), *_] = rows(store, f"select finding_id from core.findings where unit_id <> '{finding[1]}'")
    before = rows(store, "select count(*) from raw.batches")
    for step in ("finding.sign", "extension.ask", "appeal.make"):
        answer = send(head, step, finding_id=str(other), reason="不属实")
        assert answer.status_code == 403, step
        last = list(entries(AccountsFile(store)))[-1]
        assert (last.login, last.action, last.subject) == ("head", "refused", f"/work/{step}")
    assert rows(store, "select count(*) from raw.batches") == before


@pytest.mark.parametrize("step", ["finding.recheck", "adjustment.enter", "no.such.step"])
def test_a_step_of_another_role_is_refused_and_the_refusal_written_down(
    head: FlaskClient, store: Path, step: str
) -> None:
    assert send(head, step).status_code == 403
    last = list(entries(AccountsFile(store)))[-1]
    assert (last.login, last.action) == ("head", "refused")


class TestAttachments:
    def attach(self, client: FlaskClient, finding_id: str, *files: tuple[bytes, str]) -> TestResponse:
        sent = {
            "token": "token-of-a-form",
            "finding_id": finding_id,
            "rectified_on": "2023-09-01",
            "files": [(io.BytesIO(content), name) for content, name in files],
        }
        return client.post(
            "/work/finding.rectify",
            data=sent,
            headers={ASKING_HEADER: "page"},
            content_type="multipart/form-data",
        )

    def test_they_are_fetched_again_under_their_name_by_those_who_may(
        self, head: FlaskClient, store: Path, finding: tuple[str, str]
    ) -> None:
        assert self.attach(head, finding[0], (PNG, "网页截图.png")).status_code == 200
        [(sha256,)] = rows(store, "select sha256 from core.evidence")
        with head.get(f"/evidence/{sha256}") as fetched:
            assert fetched.data == PNG
            assert "attachment" in fetched.headers["Content-Disposition"]
        stranger = head.application.test_client()
        assert stranger.get(f"/evidence/{sha256}").status_code == 401
        other = "U01" if finding[1] != "U01" else "U02"
        add_accounts(store, NewUser("other", "别的单位", "unit", other))
        assert signed_in(stranger, "other").get(f"/evidence/{sha256}").status_code == 404

    @pytest.mark.parametrize(
        ("files", "told"),
        [
            ([(b"MZ program", "run.exe")], "不收这种文件"),
            ([(b"<script>", "picture.png")], "内容与扩展名不符"),
            ([(PNG + b"0" * 1000, "large.png")], "请压缩后再传"),
            ([(PNG, "a.png")] * (MOST_FILES + 1), "一次最多5个附件"),
        ],
    )
    def test_what_is_no_evidence_is_refused_and_nothing_stored(
        self,
        head: FlaskClient,
        store: Path,
        finding: tuple[str, str],
        files: list[tuple[bytes, str]],
        told: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("dashboard.attachments.LARGEST_FILE", 1000)
        answer = self.attach(head, finding[0], *files)
        assert answer.status_code == 422
        assert told in str(answer.json)
        assert rows(store, "select count(*) from core.evidence") == [(0,)]

    def test_a_step_that_takes_none_says_so(self, head: FlaskClient, finding: tuple[str, str]) -> None:
        sent = {"token": "a" * 12, "finding_id": finding[0], "files": [(io.BytesIO(PNG), "a.png")]}
        answer = head.post(
            "/work/finding.sign",
            data=sent,
            headers={ASKING_HEADER: "page"},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 422
