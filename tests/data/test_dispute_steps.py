"""A finding from its notice to its end, requests for more time, appeals: what is stored, what is refused, to whom."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sending import CHIEF, LI, TODAY, U1, U2, WANG, YEAR, agreed, refused, send
from storing import core, facts, rows

from data.batches import CalendarBatch
from data.calendar import CalendarDay
from data.errors import NotAllowed
from data.layout import Layout, file_digest
from data.release import Writer
from data.store import Store
from data.work.office import Office
from data.work.save import Attachment

FINDING = {"unit": "U1", "source": "第三方", "description": "栏目空白"}
F = f"WT{YEAR}-001"


@pytest.fixture
def store(this_year: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(this_year, tmp_path / "store"))


def finding(store: Path, *columns: str) -> tuple[object, ...]:
    [row] = rows(store, f"select {', '.join(columns)} from core.findings where finding_id = '{F}'")
    return row


@pytest.fixture
def notified(store: Path) -> Path:
    """A store with one finding of U1, notified and due today."""
    send(store, "finding.notify", WANG, **FINDING, due_on=TODAY)
    return store


# Notices


def test_a_finding_gets_the_next_number_and_a_deadline_in_working_days_of_the_offices_calendar(
    store: Path,
) -> None:
    """A Saturday that is worked counts, a Monday of a holiday does not."""
    friday = TODAY - timedelta(days=TODAY.weekday() + 3)
    worked = (True, True, False, False, True)  # from that Friday to the Tuesday
    days = [CalendarDay(friday + timedelta(days=n), each, "") for n, each in enumerate(worked)]
    Writer(store).submit(CalendarBatch(days))
    tuesday, number = friday + timedelta(days=4), f"WT{friday.year}-001"
    saved = send(store, "finding.notify", WANG, **FINDING, notified_on=friday, due_in=2)
    assert saved.subject.startswith(f"单位1的问题（编号{number}，整改时限{tuesday}")
    found = rows(store, "select finding_id, notified_on, due_on, source, year from core.findings")
    assert found == [(number, friday, tuesday, "third_party", friday.year)]
    again = send(store, "finding.notify", CHIEF, **FINDING, notified_on=friday)
    assert again.subject == f"单位1的问题（编号WT{friday.year}-002，没有整改时限）"


def test_a_notice_that_contradicts_itself_is_refused(store: Path) -> None:
    yesterday = TODAY - timedelta(days=1)
    assert "只能填一种" in refused(store, "finding.notify", **FINDING, due_in=3, due_on=TODAY)
    assert "早于通报日期" in refused(store, "finding.notify", **FINDING, due_on=yesterday)
    assert "不在1到365之间" in refused(store, "finding.notify", **FINDING, due_in=366)
    assert "晚于今天" in refused(store, "finding.notify", **FINDING, notified_on=TODAY + timedelta(days=1))
    assert "没有这个指标" in refused(store, "finding.notify", **FINDING | {"item": "无此项"})
    assert "没有这个抽测编号" in refused(store, "finding.notify", **FINDING, check_id="CC1")


def test_a_deadline_that_no_calendar_reaches_and_an_odd_number_are_no_fault_of_the_server(
    store: Path, tmp_path: Path
) -> None:
    line = f"WT{YEAR}-1.5,U1,第三方,栏目空白,{YEAR},{TODAY}"
    Writer(store).submit(facts(tmp_path, "f", "问题编号,单位,来源,问题描述,年度,通报日期", line))
    assert f"编号{F}" in send(store, "finding.notify", CHIEF, **FINDING).subject
    told = refused(store, "finding.notify", **FINDING, notified_on="1999-01-05", due_in=5)
    assert "工作日历里查不到" in told
    asked = {"unit": "U1", "task_no": 1, "reason": "忙"}
    assert "没有写明延期的是哪一件事" in refused(store, "extension.ask", U1, **asked, year="²")


def test_a_finding_of_a_check_is_the_same_units_and_of_its_year(store: Path, tmp_path: Path) -> None:
    line = f"N1,U2,{TODAY},S1,3,4"
    Writer(store).submit(facts(tmp_path, "checks", "抽测编号,单位,抽测日期,指标,得分,满分", line))
    told = FINDING | {"source": "日常抽测", "check_id": "N1", "item": "S1"}
    assert "不是对这个单位的" in refused(store, "finding.notify", **told)
    send(store, "finding.notify", CHIEF, **told | {"unit": "U2"})
    assert finding(store, "unit_id", "check_id", "item", "year") == ("U2", "N1", "S1", YEAR)


def test_typing_errors_are_put_right_by_who_made_them_until_the_unit_signs(notified: Path) -> None:
    mended = {"finding_id": F, "description": "栏目没有内容", "deduction": 2}
    with pytest.raises(NotAllowed, match="自己通报"):
        send(notified, "finding.correct", LI, **mended)
    send(notified, "finding.correct", WANG, **mended)
    assert finding(notified, "description", "deduction", "due_on") == ("栏目没有内容", 2, None)
    send(notified, "finding.sign", U1, finding_id=F)
    assert "已经签收" in refused(notified, "finding.correct", CHIEF, **mended)


def test_a_withdrawn_finding_keeps_its_reason_and_takes_nothing_more(notified: Path) -> None:
    send(notified, "finding.withdraw", CHIEF, finding_id=F, reason="重复录入")
    assert finding(notified, "withdrawn_on") == (TODAY,)
    [(note,)] = rows(notified, "select note from core.batches order by batch_id desc limit 1")
    assert note == f"撤销问题：问题 {F}，理由：重复录入"
    assert "已于" in refused(notified, "finding.sign", U1, finding_id=F)
    assert "已于" in refused(notified, "extension.ask", U1, finding_id=F, reason="人手不足")
    assert "已于" in refused(notified, "appeal.make", U1, finding_id=F, reason="不属实")


# The unit and the recheck


def test_the_unit_signs_today_in_its_name_whatever_the_form_says(notified: Path) -> None:
    send(notified, "finding.sign", U1, finding_id=F, signed_on="2020-01-01")
    assert rows(notified, "select finding_id, signed_on, signed_by from core.signatures") == [
        (F, TODAY, "单位1的人")
    ]
    assert "已经签收过" in refused(notified, "finding.sign", CHIEF, finding_id=F)


def test_a_failed_recheck_is_answered_by_a_new_report_and_stays_in_the_history(notified: Path) -> None:
    assert "还没有报告整改" in refused(
        notified, "finding.recheck", WANG, finding_id=F, rechecked_on=TODAY, recheck_result="通过"
    )
    for result in ("不通过", "通过"):
        send(notified, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
        recheck = {"finding_id": F, "rechecked_on": TODAY, "recheck_result": result}
        send(notified, "finding.recheck", WANG, **recheck)
        assert "已经复查" in refused(notified, "finding.recheck", WANG, **recheck)
    assert "复查已经通过" in refused(notified, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
    history = rows(notified, "select what, result from core.finding_history order by batch_id")
    assert history == [("rectified", None), ("rechecked", "fail"), ("rectified", None), ("rechecked", "pass")]
    story = Store(notified).table("pages/matter_story", kind="finding", ref=F)
    assert list(story["what"]) == ["notified", "rectified", "rechecked", "rectified", "rechecked"]
    assert not {"login", "stored_by", "name"} & set(story.columns)


def test_evidence_is_kept_by_its_content_and_belongs_to_the_finding(notified: Path, tmp_path: Path) -> None:
    picture = tmp_path / "0"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    file = Attachment(picture, "截图.png", file_digest(picture), 8, "image/png")
    sent = {"finding_id": F, "rectified_on": TODAY.isoformat()}
    Office(Layout(notified)).take("finding.rectify", sent, U1, "token-of-evidence", [file])
    found = rows(notified, "select kind, ref, unit_id, name from core.evidence")
    assert found == [("finding", F, "U1", "截图.png")]
    assert (Layout(notified).objects / file.sha256).is_file()


# More time


def test_more_time_moves_the_deadline_and_keeps_the_first_one(notified: Path) -> None:
    send(notified, "extension.ask", U1, finding_id=F, reason="系统升级", requested_on="2020-01-01")
    [asked] = rows(notified, "select requested_on from core.extensions")
    assert asked == (TODAY,)
    assert "还在等待批复" in refused(notified, "extension.ask", U1, finding_id=F, reason="再申请")
    key = {"finding_id": F, "requested_on": TODAY}
    assert "没有写理由" in refused(notified, "extension.decide", **key, decision="不同意")
    assert "没有写延到哪一天" in refused(notified, "extension.decide", **key, decision="同意")
    assert "不晚于现在的时限" in refused(
        notified, "extension.decide", **key, decision="同意", new_due_on=TODAY
    )
    in_ten_days = TODAY + timedelta(days=10)
    agreed(notified, "extension.decide", **key, decision="同意", new_due_on=in_ten_days)
    assert "已于" in refused(notified, "extension.decide", **key, decision="不同意", reason="晚了")
    assert finding(notified, "due_on") == (TODAY,)
    [head] = Store(notified).table("pages/finding_head", ref=F).to_dict("records")
    assert (head["due_on"].date(), head["extended_to"].date()) == (TODAY, in_ten_days)
    assert "这一天的申请已经批复" in refused(notified, "extension.ask", U1, finding_id=F, reason="再申请")


def test_a_refusal_is_told_with_its_reason(notified: Path) -> None:
    send(notified, "extension.ask", U1, finding_id=F, reason="系统升级")
    decided = {"finding_id": F, "requested_on": TODAY, "decision": "不同意", "reason": "已给足时间"}
    agreed(notified, "extension.decide", **decided)
    [note] = Store(notified).table("pages/matter_story", kind="finding", ref=F)["note"].tail(1)
    assert note.endswith("，理由：已给足时间")


def test_more_time_is_for_what_has_a_deadline_and_is_not_done(store: Path) -> None:
    send(store, "finding.notify", CHIEF, **FINDING)
    assert "没有时限" in refused(store, "extension.ask", U1, finding_id=F, reason="系统升级")
    send(store, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
    assert "已经报告办结" in refused(store, "extension.ask", U1, finding_id=F, reason="系统升级")


def test_a_task_gets_more_time_as_the_same_row_from_a_file(store: Path, tmp_path: Path) -> None:
    entry = {"unit": "U1", "year": YEAR, "task_no": 1}
    assert "没有这样的应办事项" in refused(store, "extension.ask", U1, **entry | {"task_no": 9}, reason="忙")
    send(store, "extension.ask", U1, **entry, reason="等上级文件")
    later = f"{YEAR + 1}-01-20"
    agreed(store, "extension.decide", **entry, requested_on=TODAY, decision="同意", new_due_on=later)
    columns = "unit_id, year, task_no, item, requested_on, decision, new_due_on"
    done = rows(store, f"select {columns} from core.extensions")
    assert done == [("U1", YEAR, "1", None, TODAY, "granted", date(YEAR + 1, 1, 20))]
    file = f"单位1,{YEAR},1,{TODAY},等上级文件,{TODAY},同意,{later}"
    heading = "单位,年度,任务序号,申请日期,申请理由,批复日期,批复结果,延期至"
    Writer(store).submit(facts(tmp_path, "extensions", heading, file))
    assert rows(store, f"select {columns} from core.extensions") == done


# Tampering


OF_A_UNIT: tuple[tuple[str, dict[str, object]], ...] = (
    ("finding.sign", {"finding_id": F}),
    ("finding.rectify", {"finding_id": F, "rectified_on": TODAY}),
    ("extension.ask", {"finding_id": F, "reason": "忙"}),
    ("extension.ask", {"unit": "U1", "year": YEAR, "task_no": 1, "reason": "忙"}),
    ("appeal.make", {"finding_id": F, "reason": "不属实"}),
    ("appeal.make", {"check_id": "N1", "reason": "不属实"}),
)


def test_another_unit_is_told_nothing_and_changes_nothing(notified: Path, tmp_path: Path) -> None:
    line = f"N1,U1,{TODAY},S1,2,4"
    Writer(notified).submit(facts(tmp_path, "checks", "抽测编号,单位,抽测日期,指标,得分,满分", line))
    before = core(notified)
    for step, sent in OF_A_UNIT:
        with pytest.raises(NotAllowed, match="本单位"):
            send(notified, step, U2, **sent)
    assert core(notified) == before
