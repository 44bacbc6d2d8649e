"""A finding from its notice to its end, requests for more time, appeals: what is stored, what is refused, to whom."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from storing import core, facts, rows

from data.batches import CalendarBatch, SchemeBatch
from data.calendar import CalendarDay, WorkCalendar, seed_days
from data.errors import InputRefused, NotAllowed
from data.layout import Layout, file_digest
from data.release import Writer
from data.scheme import read_scheme
from data.store import Store
from data.work.books import Doer
from data.work.office import Office, Saved
from data.work.save import Attachment

TODAY = date.today()
YEAR = TODAY.year
CHIEF = Doer("chief", "赵主任", "supervisor")
SECOND = Doer("second", "钱主任", "supervisor")
WANG = Doer("wang", "王检查", "inspector")
LI = Doer("li", "李检查", "inspector")
U1, U2 = Doer("u1", "单位1的人", "unit", "U1"), Doer("u2", "单位2的人", "unit", "U2")
FINDING = {"unit": "U1", "source": "第三方", "description": "栏目空白"}
F = f"WT{YEAR}-001"


@pytest.fixture
def store(this_year: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(this_year, tmp_path / "store"))


def take(store: Path, step: str, doer: Doer = CHIEF, /, **sent: object) -> Saved:
    """Send a form; every call is a form of its own."""
    take.count += 1
    texts = {name: str(value) for name, value in sent.items()}
    return Office(Layout(store)).take(step, texts, doer, f"token-{take.count:05}")


take.count = 0


def agreed(store: Path, step: str, /, **sent: object) -> Saved:
    """A step that one supervisor proposes and another one approves."""
    assert take(store, step, CHIEF, **sent).is_waiting
    [(number,)] = rows(store, "select proposal_no from core.proposals where state = 'pending'")
    return take(store, "proposal.approve", SECOND, proposal_no=number)


def refused(store: Path, step: str, doer: Doer = CHIEF, /, **sent: object) -> str:
    """Why a form was not stored; the store is as it was."""
    before = Layout(store).current_id()
    with pytest.raises(InputRefused) as caught:
        take(store, step, doer, **sent)
    assert Layout(store).current_id() == before
    return str(caught.value)


def finding(store: Path, *columns: str) -> tuple[object, ...]:
    [row] = rows(store, f"select {', '.join(columns)} from core.findings where finding_id = '{F}'")
    return row


@pytest.fixture
def notified(store: Path) -> Path:
    """A store with one finding of U1, notified and due today."""
    take(store, "finding.notify", WANG, **FINDING, due_on=TODAY)
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
    saved = take(store, "finding.notify", WANG, **FINDING, notified_on=friday, due_in=2)
    assert saved.subject.startswith(f"U1的问题（编号{number}，整改时限{tuesday}")
    found = rows(store, "select finding_id, notified_on, due_on, source, year from core.findings")
    assert found == [(number, friday, tuesday, "third_party", friday.year)]
    again = take(store, "finding.notify", CHIEF, **FINDING, notified_on=friday)
    assert again.subject == f"U1的问题（编号WT{friday.year}-002，没有整改时限）"


def test_a_notice_that_contradicts_itself_is_refused(store: Path) -> None:
    yesterday = TODAY - timedelta(days=1)
    assert "只能填一种" in refused(store, "finding.notify", **FINDING, due_in=3, due_on=TODAY)
    assert "早于通报日期" in refused(store, "finding.notify", **FINDING, due_on=yesterday)
    assert "不在1到365之间" in refused(store, "finding.notify", **FINDING, due_in=366)
    assert "晚于今天" in refused(store, "finding.notify", **FINDING, notified_on=TODAY + timedelta(days=1))
    assert "没有这个指标" in refused(store, "finding.notify", **FINDING | {"item": "无此项"})
    assert "没有这个抽测编号" in refused(store, "finding.notify", **FINDING, check_id="CC1")


def test_a_finding_of_a_check_is_the_same_units_and_of_its_year(store: Path, tmp_path: Path) -> None:
    line = f"N1,U2,{TODAY},S1,3,4"
    Writer(store).submit(facts(tmp_path, "checks", "抽测编号,单位,抽测日期,指标,得分,满分", line))
    told = FINDING | {"source": "日常抽测", "check_id": "N1", "item": "S1"}
    assert "不是对这个单位的" in refused(store, "finding.notify", **told)
    take(store, "finding.notify", **told | {"unit": "U2"})
    assert finding(store, "unit_id", "check_id", "item", "year") == ("U2", "N1", "S1", YEAR)


def test_typing_errors_are_put_right_by_who_made_them_until_the_unit_signs(notified: Path) -> None:
    mended = {"finding_id": F, "description": "栏目没有内容", "deduction": 2}
    with pytest.raises(NotAllowed, match="自己通报"):
        take(notified, "finding.correct", LI, **mended)
    take(notified, "finding.correct", WANG, **mended)
    assert finding(notified, "description", "deduction", "due_on") == ("栏目没有内容", 2, None)
    take(notified, "finding.sign", U1, finding_id=F)
    assert "已经签收" in refused(notified, "finding.correct", CHIEF, **mended)


def test_a_withdrawn_finding_keeps_its_reason_and_takes_nothing_more(notified: Path) -> None:
    take(notified, "finding.withdraw", CHIEF, finding_id=F, reason="重复录入")
    assert finding(notified, "withdrawn_on") == (TODAY,)
    [(note,)] = rows(notified, "select note from core.batches order by batch_id desc limit 1")
    assert note == f"撤销问题：问题 {F}，理由：重复录入"
    assert "已于" in refused(notified, "finding.sign", U1, finding_id=F)
    assert "已于" in refused(notified, "extension.ask", U1, finding_id=F, reason="人手不足")
    assert "已于" in refused(notified, "appeal.make", U1, finding_id=F, reason="不属实")


# The unit and the recheck


def test_the_unit_signs_today_in_its_name_whatever_the_form_says(notified: Path) -> None:
    take(notified, "finding.sign", U1, finding_id=F, signed_on="2020-01-01")
    assert rows(notified, "select finding_id, signed_on, signed_by from core.signatures") == [
        (F, TODAY, "单位1的人")
    ]
    assert "已经签收过" in refused(notified, "finding.sign", CHIEF, finding_id=F)


def test_a_failed_recheck_is_answered_by_a_new_report_and_stays_in_the_history(notified: Path) -> None:
    assert "还没有报告整改" in refused(
        notified, "finding.recheck", WANG, finding_id=F, rechecked_on=TODAY, recheck_result="通过"
    )
    for result in ("不通过", "通过"):
        take(notified, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
        recheck = {"finding_id": F, "rechecked_on": TODAY, "recheck_result": result}
        take(notified, "finding.recheck", WANG, **recheck)
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
    take(notified, "extension.ask", U1, finding_id=F, reason="系统升级", requested_on="2020-01-01")
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
    take(notified, "extension.ask", U1, finding_id=F, reason="系统升级")
    decided = {"finding_id": F, "requested_on": TODAY, "decision": "不同意", "reason": "已给足时间"}
    agreed(notified, "extension.decide", **decided)
    [note] = Store(notified).table("pages/matter_story", kind="finding", ref=F)["note"].tail(1)
    assert note.endswith("，理由：已给足时间")


def test_more_time_is_for_what_has_a_deadline_and_is_not_done(store: Path) -> None:
    take(store, "finding.notify", **FINDING)
    assert "没有时限" in refused(store, "extension.ask", U1, finding_id=F, reason="系统升级")
    take(store, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
    assert "已经报告办结" in refused(store, "extension.ask", U1, finding_id=F, reason="系统升级")


def test_a_task_gets_more_time_as_the_same_row_from_a_file(store: Path, tmp_path: Path) -> None:
    entry = {"unit": "U1", "year": YEAR, "task_no": 1}
    assert "没有这样的应办事项" in refused(store, "extension.ask", U1, **entry | {"task_no": 9}, reason="忙")
    take(store, "extension.ask", U1, **entry, reason="等上级文件")
    later = f"{YEAR + 1}-01-20"
    agreed(store, "extension.decide", **entry, requested_on=TODAY, decision="同意", new_due_on=later)
    columns = "unit_id, year, task_no, item, requested_on, decision, new_due_on"
    done = rows(store, f"select {columns} from core.extensions")
    assert done == [("U1", YEAR, "1", None, TODAY, "granted", date(YEAR + 1, 1, 20))]
    file = f"单位1,{YEAR},1,{TODAY},等上级文件,{TODAY},同意,{later}"
    heading = "单位,年度,任务序号,申请日期,申请理由,批复日期,批复结果,延期至"
    Writer(store).submit(facts(tmp_path, "extensions", heading, file))
    assert rows(store, f"select {columns} from core.extensions") == done


# Appeals


def with_window(store: Path, workdays: int, days_ago: int) -> tuple[str, date]:
    """A finding of U1 that was notified and stored so many days ago, under a scheme that gives so many working days."""
    known_on = TODAY - timedelta(days=days_ago)
    [(text,)] = rows(store, "select source_text from scheme.editions")
    for then, year in ((f"year = {YEAR}", known_on.year), (f"{YEAR + 1}-01-31", known_on.year + 1)):
        text = str(text).replace(then, re.sub(r"\d{4}", str(year), then, count=1))
    file = store.parent / "scheme.toml"
    file.write_text(f"{text}\n[appeals]\nworkdays = {workdays}\n", encoding="utf-8")
    Writer(store).submit(SchemeBatch(read_scheme(file), file))
    take(store, "finding.notify", **FINDING, notified_on=known_on)
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id()))) as connection:
        for schema in ("raw", "core"):
            connection.execute(f"update {schema}.batches set stored_at = stored_at - to_days({days_ago})")
    return f"WT{known_on.year}-001", known_on


CALENDAR = WorkCalendar({each.day: each.is_workday for each in seed_days()})


def test_an_appeal_after_the_window_is_refused_with_its_last_day_for_the_office_too(store: Path) -> None:
    number, known_on = with_window(store, workdays=3, days_ago=20)
    last, _ = CALENDAR.add_workdays(known_on, 3)
    told = refused(store, "appeal.make", U1, finding_id=number, reason="不属实", appealed_on=last)
    assert f"申诉期限是{last}" in told
    assert f"自{known_on}起3个工作日" in told
    late = {"finding_id": number, "reason": "来信", "appealed_on": last + timedelta(days=1)}
    assert "申诉期限是" in refused(store, "appeal.make", CHIEF, **late)
    take(store, "appeal.make", CHIEF, **late | {"appealed_on": last})
    assert rows(store, "select appealed_on from core.appeals") == [(last,)]


def test_the_window_runs_from_the_day_of_storing_when_that_is_later(store: Path) -> None:
    with_window(store, workdays=3, days_ago=0)
    [window] = Store(store).table("pages/objection_window", kind="finding", ref=F).to_dict("records")
    last, is_provisional = CALENDAR.add_workdays(TODAY, 3)
    assert (window["known_on"].date(), window["last_day"].date()) == (TODAY, last)
    assert window["is_provisional"] == is_provisional
    take(store, "finding.correct", CHIEF, finding_id=F, description="栏目没有内容")
    [again] = Store(store).table("pages/objection_window", kind="finding", ref=F).to_dict("records")
    assert again == window


def test_a_ruling_changes_the_deduction_and_an_appeal_is_ruled_once(notified: Path) -> None:
    take(notified, "appeal.make", U1, finding_id=F, reason="只有一处")
    assert "还在等待裁定" in refused(notified, "appeal.make", CHIEF, finding_id=F, reason="再申诉")
    key = {"finding_id": F, "appealed_on": TODAY, "reason": "部分属实"}
    assert "没有写改为多少分" in refused(notified, "appeal.decide", **key, result="改扣")
    assert "只有改扣才写分数" in refused(notified, "appeal.decide", **key, result="维持", deduction=1)
    assert "只有改扣才写分数" in refused(
        notified, "appeal.decide", **key, result="改扣", deduction=1, earned=1
    )
    agreed(notified, "appeal.decide", **key, result="改扣", deduction=0.5)
    assert rows(notified, "select result, deduction, decided_on from core.appeals") == [
        ("changed", 0.5, TODAY)
    ]
    assert "已于" in refused(notified, "appeal.decide", **key, result="维持")
    assert "这一天的申诉已经裁定" in refused(notified, "appeal.make", U1, finding_id=F, reason="再申诉")


def test_what_was_withdrawn_on_appeal_takes_nothing_more(notified: Path) -> None:
    take(notified, "appeal.make", U1, finding_id=F, reason="不属实")
    agreed(notified, "appeal.decide", finding_id=F, appealed_on=TODAY, result="撤销", reason="确实不属实")
    assert "已于" in refused(notified, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)


def test_nobody_decides_what_they_proposed(notified: Path) -> None:
    take(notified, "appeal.make", U1, finding_id=F, reason="不属实")
    take(notified, "appeal.decide", finding_id=F, appealed_on=TODAY, result="维持", reason="情况属实")
    with pytest.raises(NotAllowed, match="同一个人"):
        take(notified, "proposal.approve", CHIEF, proposal_no=1)
    assert rows(notified, "select result from core.appeals") == [(None,)]


def test_scores_after_the_steps_are_those_of_the_same_rows_from_files(
    this_year: Path, store: Path, tmp_path: Path
) -> None:
    line = f"N1,U1,{TODAY},S1,2,4"
    heading = "抽测编号,单位,抽测日期,指标,得分,满分"
    other = Path(shutil.copytree(this_year, tmp_path / "other"))
    for each in (store, other):
        Writer(each).submit(facts(tmp_path, "checks", heading, line))
    take(store, "finding.notify", **FINDING | {"item": "S1", "source": "日常抽测"}, due_on=TODAY)
    take(store, "finding.rectify", U1, finding_id=F, rectified_on=TODAY, evidence="https://x.gov.cn/a")
    take(store, "appeal.make", U1, check_id="N1", reason="有一处不算")
    agreed(store, "appeal.decide", check_id="N1", appealed_on=TODAY, result="改扣", earned=3, reason="属实")
    found = f"{F},单位1,日常抽测,S1,栏目空白,{YEAR},{TODAY},{TODAY},{TODAY},https://x.gov.cn/a"
    files = (
        ("findings", "问题编号,单位,来源,指标,问题描述,年度,通报日期,整改时限,整改完成日期,佐证", found),
        (
            "appeals",
            "抽测编号,申诉日期,理由,裁定日期,裁定结果,改得分",
            f"N1,{TODAY},有一处不算,{TODAY},改扣,3",
        ),
    )
    for name, columns, row in files:
        Writer(other).submit(facts(tmp_path, name, columns, row))
    asked = {"year": YEAR, "as_of": TODAY}
    scores = [Store(each).query("pages/score_components", **asked) for each in (store, other)]
    assert scores[0].equals(scores[1])
    unit = scores[0][scores[0]["unit_id"] == "U1"]
    assert unit[unit["component"] == "spot"]["score"].iloc[0] == pytest.approx(50 * 3 / 4)


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
            take(notified, step, U2, **sent)
    assert core(notified) == before
