"""The pages of one finding and one spot check: what stands there, and which forms each reader finds in which state."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from storing import facts, rows

from dashboard.access.reader import Reader
from dashboard.desk import Desk
from dashboard.pages import PAGES
from dashboard.view import View
from data.layout import Layout, file_digest
from data.release import Writer
from data.store import Store
from data.work.books import Doer
from data.work.office import Office
from data.work.save import Attachment

TODAY = date.today()
YEAR = TODAY.year
F = f"WT{YEAR}-001"
CHIEF = Reader("chief", "赵主任", "supervisor")
WANG = Reader("wang", "王检查", "inspector")
U1, U2 = Reader("u1", "单位1的人", "unit", "U1"), Reader("u2", "单位2的人", "unit", "U2")
AUTHOR = Reader("author", "写报告的", "author")


@pytest.fixture
def store(this_year: Path, tmp_path: Path) -> Path:
    """A check of U1 by 王检查, and a finding notified after it."""
    store = Path(shutil.copytree(this_year, tmp_path / "store"))
    heading = "抽测编号,单位,抽测日期,指标,得分,满分,抽测人,佐证"
    line = f"N1,U1,{TODAY},S1,2,4,王检查,javascript:alert(1)"
    Writer(store).submit(facts(tmp_path, "checks", heading, line))
    take(store, "finding.notify", WANG, unit="U1", source="第三方", description="栏目空白", due_on=TODAY)
    return store


def take(store: Path, step: str, reader: Reader, **sent: object) -> None:
    take.count += 1
    doer = Doer(reader.login, reader.name, reader.role, reader.unit_id)
    texts = {name: str(value) for name, value in sent.items()}
    Office(Layout(store), four_eyes=False).take(step, texts, doer, f"token-{take.count:05}")


take.count = 0


def part(store: Path, reader: Reader, path: str, slot: str, **own: str) -> str:
    """All that stands in a part of a page."""
    page = next(page for page in PAGES if page.path == path)
    view = reader.bound(View(path, YEAR, TODAY, own=tuple(own.items())))
    return repr(page.parts[f"{path[1:]}-{slot}"](Desk(reader.scoped(Store(store)), view, reader=reader)))


def steps(store: Path, reader: Reader, path: str = "/finding", ref: str = F) -> list[str]:
    """The steps whose forms a reader finds, in the order of the page."""
    return re.findall(r"data-step[^a-z]+([a-z.]+)", part(store, reader, path, "work", ref=ref))


@pytest.mark.parametrize(
    ("path", "slot"),
    [("/inbox", "lists"), ("/overdue", "list"), ("/checks", "few"), ("/record", "choice")],
)
def test_a_finding_is_notified_from_every_page_where_those_work_who_may(
    store: Path, path: str, slot: str
) -> None:
    for reader in (CHIEF, WANG):
        assert "/finding'" in part(store, reader, path, slot)
    if path in ("/overdue", "/checks"):
        assert "通报问题" not in part(store, AUTHOR, path, slot)


def test_the_form_of_a_finding_says_that_nothing_is_scored_in_a_year_without_a_scheme(
    store: Path, golden_store: Path
) -> None:
    assert "还没有考核办法" not in part(store, CHIEF, "/finding", "notify")
    [page] = [page for page in PAGES if page.path == "/finding"]
    view = View("/finding", 2023, date(2023, 12, 31))  # the only year of that store with a scheme
    form = repr(page.parts["finding-notify"](Desk(Store(golden_store), view, reader=CHIEF)))
    assert f"{YEAR}年还没有考核办法：这一年的事实照常存入和办理，启用办法以前都不计分" in form


def test_a_reader_finds_the_forms_of_what_they_may_do_now(store: Path) -> None:
    assert steps(store, U1) == ["finding.sign", "finding.rectify", "extension.ask", "appeal.make"]
    assert steps(store, WANG) == ["finding.correct"]
    assert steps(store, AUTHOR) == []
    take(store, "finding.sign", U1, finding_id=F)
    take(store, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
    assert steps(store, WANG) == ["finding.recheck"]
    assert steps(store, U1) == ["finding.rectify", "appeal.make"]
    take(store, "finding.recheck", WANG, finding_id=F, rechecked_on=TODAY, recheck_result="通过")
    assert steps(store, WANG) == []
    assert steps(store, U1) == ["appeal.make"]
    take(store, "finding.withdraw", CHIEF, finding_id=F, reason="重复录入")
    assert steps(store, CHIEF) == steps(store, U1) == []


def test_what_waits_is_decided_on_the_page_and_a_proposal_by_another_one(store: Path) -> None:
    take(store, "extension.ask", U1, finding_id=F, reason="系统升级")
    take(store, "appeal.make", U1, finding_id=F, reason="不属实")
    assert steps(store, CHIEF)[:2] == ["extension.decide", "appeal.decide"]
    doer = Doer(CHIEF.login, CHIEF.name, CHIEF.role)
    sent = {"finding_id": F, "appealed_on": str(TODAY), "result": "维持", "reason": "属实"}
    Office(Layout(store)).take("appeal.decide", sent, doer, "token-of-proposal")
    assert steps(store, CHIEF)[0] == "proposal.withdraw"
    assert steps(store, Reader("second", "钱主任", "supervisor"))[:2] == [
        "proposal.approve",
        "proposal.reject",
    ]
    told = part(store, U1, "/finding", "work", ref=F)
    assert "赵主任" not in told
    assert f"申诉（{TODAY}）等待裁定" in told


def test_a_unit_finds_nothing_of_another_unit_and_nobody_of_the_office(store: Path) -> None:
    assert "没有这个问题" in part(store, U2, "/finding", "head", ref=F)
    assert "没有这次抽测" in part(store, U2, "/check", "head", ref="N1")
    for path, ref in (("/finding", F), ("/check", "N1")):
        for slot in ("work", "story", "marks"):
            assert part(store, U2, path, slot, ref=ref) == "None"
        for slot in ("head", "work", "story"):
            assert "王检查" not in part(store, U1, path, slot, ref=ref)
    assert "王检查" in part(store, CHIEF, "/check", "head", ref="N1")


def test_evidence_that_is_no_web_address_is_no_link(store: Path) -> None:
    told = part(store, CHIEF, "/check", "head", ref="N1")
    assert "javascript:alert(1)" in told
    assert "href='javascript" not in told


def test_a_matter_of_a_closed_round_says_that_only_a_correction_changes_it(store: Path) -> None:
    assert "已关闭的轮次" not in part(store, CHIEF, "/finding", "work", ref=F)
    take(store, "round.close", CHIEF, year=YEAR, name="第一季度", as_of=TODAY, publish="none")
    assert f"已关闭的轮次：第一季度（截至{TODAY}）" in part(store, CHIEF, "/finding", "work", ref=F)
    assert "第一季度" not in part(store, U1, "/finding", "work", ref=F)  # not published
    assert rows(store, "select count(*) from core.rounds") == [(1,)]


def test_marks_are_those_of_the_unit_page_and_lead_to_their_sum(store: Path) -> None:
    told = part(store, U1, "/check", "marks", ref="N1")
    losses = Store(store).query("pages/unit_losses", year=YEAR, as_of=TODAY, unit_id="U1")
    lost = losses[losses["ref"] == "N1"]["marks"].sum()
    assert lost > 0
    assert f"{lost:.3f}" in told
    assert "component=spot&item=S1&ref=N1" in told


def test_a_new_finding_is_notified_where_no_number_is_named(store: Path) -> None:
    assert "finding.notify" in part(store, WANG, "/finding", "notify")
    assert part(store, AUTHOR, "/finding", "notify") == "None"
    assert "finding.notify" in part(store, WANG, "/check", "work", ref="N1")


def test_what_a_unit_attaches_to_a_request_for_its_task_is_there_for_who_decides(
    store: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "请示.pdf"
    letter.write_bytes(b"%PDF-1.4 letter")
    kept = Attachment(letter, letter.name, file_digest(letter), letter.stat().st_size, "application/pdf")
    sent = {"unit": "U1", "year": str(YEAR), "task_no": "1", "reason": "等上级文件"}
    doer = Doer(U1.login, U1.name, U1.role, U1.unit_id)
    Office(Layout(store)).take("extension.ask", sent, doer, "form-with-a-file", [kept])
    for reader in (CHIEF, U1):
        shown = part(store, reader, "/entries", "form", unit="U1", ref="1")
        assert f"/evidence/{kept.sha256}" in shown
    assert kept.sha256 not in part(store, U2, "/entries", "form", unit="U1", ref="1")
