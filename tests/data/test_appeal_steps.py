"""Appeals: the window in which they may be made, their rulings by two people, what waits and what is barred meanwhile."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from sending import CHIEF, TODAY, U1, WANG, YEAR, agreed, refused, send
from storing import facts, rows

from data.batches import SchemeBatch
from data.calendar import WorkCalendar, seed_days
from data.errors import NotAllowed
from data.layout import Layout
from data.release import Writer
from data.scheme import read_scheme
from data.store import Store

FINDING = {"unit": "U1", "source": "第三方", "description": "栏目空白"}
F = f"WT{YEAR}-001"


@pytest.fixture
def store(this_year: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(this_year, tmp_path / "store"))


@pytest.fixture
def notified(store: Path) -> Path:
    """A store with one finding of U1, notified and due today."""
    send(store, "finding.notify", WANG, **FINDING, due_on=TODAY)
    return store


def with_window(store: Path, workdays: int, days_ago: int) -> tuple[str, date]:
    """A finding of U1 that was notified and stored so many days ago, under a scheme that gives so many working days."""
    known_on = TODAY - timedelta(days=days_ago)
    [(text,)] = rows(store, "select source_text from scheme.editions")
    for then, year in ((f"year = {YEAR}", known_on.year), (f"{YEAR + 1}-01-31", known_on.year + 1)):
        text = str(text).replace(then, re.sub(r"\d{4}", str(year), then, count=1))
    file = store.parent / "scheme.toml"
    file.write_text(f"{text}\n[appeals]\nworkdays = {workdays}\n", encoding="utf-8")
    Writer(store).submit(SchemeBatch(read_scheme(file), file))
    send(store, "finding.notify", CHIEF, **FINDING, notified_on=known_on)
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
    send(store, "appeal.make", CHIEF, **late | {"appealed_on": last})
    assert rows(store, "select appealed_on from core.appeals") == [(last,)]


def test_the_window_runs_from_the_day_of_storing_when_that_is_later(store: Path) -> None:
    with_window(store, workdays=3, days_ago=0)
    [window] = Store(store).table("pages/objection_window", kind="finding", ref=F).to_dict("records")
    last, is_provisional = CALENDAR.add_workdays(TODAY, 3)
    assert (window["known_on"].date(), window["last_day"].date()) == (TODAY, last)
    assert window["is_provisional"] == is_provisional


def window_of(store: Path, number: str) -> tuple[date, date]:
    """From when to when an appeal against a finding may be made."""
    [window] = Store(store).table("pages/objection_window", kind="finding", ref=number).to_dict("records")
    return window["known_on"].date(), window["last_day"].date()


def test_the_window_begins_anew_when_the_marks_are_corrected_not_for_a_word(store: Path) -> None:
    number, known_on = with_window(store, workdays=3, days_ago=20)
    before = window_of(store, number)
    assert before[0] == known_on
    send(store, "finding.correct", CHIEF, finding_id=number, description="栏目没有内容")
    assert window_of(store, number) == before
    send(store, "finding.correct", CHIEF, finding_id=number, description="栏目没有内容", deduction=2)
    assert window_of(store, number)[0] == TODAY
    send(store, "appeal.make", U1, finding_id=number, reason="扣多了")


def test_a_ruling_changes_the_deduction_and_an_appeal_is_ruled_once(notified: Path) -> None:
    send(notified, "appeal.make", U1, finding_id=F, reason="只有一处")
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


def test_what_is_appealed_is_not_changed_by_one_person(notified: Path, tmp_path: Path) -> None:
    line = f"N1,U1,{TODAY},S1,2,4"
    Writer(notified).submit(facts(tmp_path, "checks", "抽测编号,单位,抽测日期,指标,得分,满分", line))
    for matter in ({"finding_id": F}, {"check_id": "N1"}):
        send(notified, "appeal.make", U1, **matter, reason="不属实")
    lower = {"check_id": "N1", "item": "S1", "earned": 1}
    assert "还在等待裁定" in refused(notified, "finding.withdraw", finding_id=F, reason="查实有误")
    assert "还在等待裁定" in refused(notified, "check.withdraw", check_id="N1", reason="抽错")
    assert "还在等待裁定" in refused(notified, "check.correct", **lower)
    for matter in ({"finding_id": F}, {"check_id": "N1"}):
        agreed(notified, "appeal.decide", **matter, appealed_on=TODAY, result="维持", reason="属实")
    assert "不能再更正" in refused(notified, "check.correct", **lower)
    send(notified, "finding.withdraw", CHIEF, finding_id=F, reason="查实有误")


def waiting(store: Path) -> list[tuple[object, ...]]:
    """What waits for the office this year besides its draw: what it is, its number, whose."""
    found = Store(store).table("pages/inbox_office", year=YEAR)
    found = found[found["what"] != "draw"]
    return list(zip(found["what"], found["ref"], found["unit_id"], strict=True))


def test_nothing_waits_about_what_was_withdrawn(notified: Path) -> None:
    send(notified, "extension.ask", U1, finding_id=F, reason="系统升级")
    send(notified, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)
    send(notified, "appeal.make", U1, finding_id=F, reason="不属实")
    assert {what for what, *_ in waiting(notified)} == {"extension", "recheck", "appeal"}
    agreed(notified, "appeal.decide", finding_id=F, appealed_on=TODAY, result="撤销", reason="不属实")
    assert waiting(notified) == []


def test_a_proposal_about_one_units_task_leaves_anothers_waiting(store: Path) -> None:
    for unit in ("U1", "U2"):
        send(store, "extension.ask", CHIEF, unit=unit, year=YEAR, task_no=1, reason="忙")
    entry = {"unit": "单位1", "year": YEAR, "task_no": 1, "requested_on": TODAY}
    assert send(store, "extension.decide", CHIEF, **entry, decision="不同意", reason="不充分").is_waiting
    assert waiting(store) == [("extension_task", "1", "U2")]


def test_what_was_withdrawn_on_appeal_takes_nothing_more(notified: Path) -> None:
    send(notified, "appeal.make", U1, finding_id=F, reason="不属实")
    agreed(notified, "appeal.decide", finding_id=F, appealed_on=TODAY, result="撤销", reason="确实不属实")
    assert "已于" in refused(notified, "finding.rectify", U1, finding_id=F, rectified_on=TODAY)


def test_nobody_decides_what_they_proposed(notified: Path) -> None:
    send(notified, "appeal.make", U1, finding_id=F, reason="不属实")
    send(notified, "appeal.decide", CHIEF, finding_id=F, appealed_on=TODAY, result="维持", reason="情况属实")
    with pytest.raises(NotAllowed, match="同一个人"):
        send(notified, "proposal.approve", CHIEF, proposal_no=1)
    assert rows(notified, "select result from core.appeals") == [(None,)]


def test_scores_after_the_steps_are_those_of_the_same_rows_from_files(
    this_year: Path, store: Path, tmp_path: Path
) -> None:
    line = f"N1,U1,{TODAY},S1,2,4"
    heading = "抽测编号,单位,抽测日期,指标,得分,满分"
    other = Path(shutil.copytree(this_year, tmp_path / "other"))
    for each in (store, other):
        Writer(each).submit(facts(tmp_path, "checks", heading, line))
    send(store, "finding.notify", CHIEF, **FINDING | {"item": "S1", "source": "日常抽测"}, due_on=TODAY)
    send(store, "finding.rectify", U1, finding_id=F, rectified_on=TODAY, evidence="https://x.gov.cn/a")
    send(store, "appeal.make", U1, check_id="N1", reason="有一处不算")
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
