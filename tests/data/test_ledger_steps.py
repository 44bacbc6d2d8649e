"""Lines of a ledger reported in the browser, confirmed and returned: what is stored, what is refused, to whom."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
import sending
from sending import CHIEF, send
from storing import facts, rows

from data.errors import InputRefused, NotAllowed
from data.layout import Layout
from data.release import Writer
from data.scope import UnitStore
from data.store import Store
from data.work.books import Doer
from data.work.office import Saved

TASKS = "年度,序号,工作要求,责任单位,时限要求"
OWN = Doer("u00", "单位00", "unit", "U00")  # of 镇街
DONE = "2023-05-10"
TOMORROW = (date.today() + timedelta(days=1)).isoformat()
AT = {"year": 2023, "as_of": date(2023, 12, 31)}


@pytest.fixture(scope="module")
def quarterly(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden district with two tasks more: one each quarter, one within 48 hours. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("ledger")
    store = Path(shutil.copytree(golden_store, folder / "store"))
    tasks = ("2023,7,季度分析,各镇街,每季度末前", "2023,8,回应咨询,各镇街,收到咨询后48小时内")
    Writer(store).submit(facts(folder, "tasks", TASKS, *tasks))
    return store


@pytest.fixture
def store(quarterly: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(quarterly, tmp_path / "store"))


def report(store: Path, task_no: str, doer: Doer = OWN, /, unit: str = "U00", **sent: object) -> Saved:
    return send(store, "ledger.report", doer, unit=unit, year=2023, task_no=task_no, **sent)


def decide(store: Path, task_no: str, decision: str, doer: Doer = CHIEF, /, **sent: object) -> Saved:
    """Confirm or return the line of U00 under a task, as it stands."""
    key = {"unit": "U00", "year": 2023, "task_no": task_no, "seen": line(store, task_no)["batch_id"], **sent}
    if decision == "confirm":
        key = {f"lines__0__{name}": value for name, value in key.items()}
    return send(store, f"ledger.{decision}", doer, **key)


def line(store: Path, task_no: str) -> dict[str, object]:
    """The last line of U00 under a task as the page reads it."""
    lines = Store(store).table("pages/entry_lines", year=2023, unit_id="U00")
    return lines[lines["task_no"] == task_no].to_dict("records")[-1]


def state(store: Path, task_no: str, entry: str = "") -> str:
    """What the score says of an entry of U00 at the year's end."""
    tasks = Store(store).query("pages/unit_tasks", **AT, unit_id="U00")
    return str(tasks.loc[tasks["ref"].isin((task_no, f"{task_no}#{entry}")), "state"].iloc[0])


def refused(store: Path, task_no: str, **sent: object) -> str:
    """Why a report of U00 was not stored."""
    return sending.refused(store, "ledger.report", OWN, unit="U00", year=2023, task_no=task_no, **sent)


# Reported


def test_a_reported_line_counts_at_once_and_waits_for_the_office(store: Path) -> None:
    assert state(store, "7", "2023Q1") == "overdue"
    report(
        store,
        "7",
        period="2023Q1",
        completed_on="2023-03-20",
        progress="已发布",
        evidence="https://a.example/1",
    )
    assert state(store, "7", "2023Q1") == "done"
    assert line(store, "7")["decision"] == "waiting"
    assert pd.isna(line(store, "1")["decision"])  # came in with a file


def test_a_line_that_is_there_is_changed_only_by_who_has_seen_it(store: Path) -> None:
    assert "台账中已有这一行" in refused(store, "1", completed_on=DONE)
    seen = line(store, "1")["batch_id"]
    report(store, "1", completed_on=DONE, seen=seen)
    assert rows(store, "select completed_on from core.ledger where unit_id = 'U00' and task_no = '1'") == [
        (date(2023, 5, 10),)
    ]
    assert "别人刚刚改动过它" in refused(store, "1", completed_on="2023-05-11", seen=seen)


@pytest.mark.parametrize(
    ("task_no", "sent", "why"),
    [
        ("7", {"period": "2023Q1"}, "“完成情况”列"),
        ("7", {"period": "2023Q1", "completed_on": TOMORROW}, "“完成日期”列"),
        ("7", {"period": "2023-05", "completed_on": DONE}, "不是这项任务的期次。请选：2023Q1、2023Q2"),
        ("7", {"completed_on": DONE}, "“期次”列"),
        ("6", {"completed_on": DONE}, "“事项”列"),
        ("6", {"item": "培训", "completed_on": DONE, "count": 0}, "不足1次"),
        ("5", {"item": "目录", "completed_on": DONE}, "须写触发日期"),
        ("5", {"item": "目录", "triggered_on": "2023-05-11", "completed_on": DONE}, "完成日期早于触发日期"),
        ("5", {"item": "目录", "triggered_on": TOMORROW, "progress": "在办"}, "“触发日期”列"),
        ("4", {"completed_on": DONE}, "不由这个单位牵头、负责或配合"),
        ("99", {"completed_on": DONE}, "该年度没有这个序号的任务"),
        ("8", {"triggered_on": DONE, "triggered_time": "25:00", "progress": "在办"}, "不是时刻"),
    ],
)
def test_what_cannot_be_reported_is_refused(
    store: Path, task_no: str, sent: dict[str, str], why: str
) -> None:
    assert why in refused(store, task_no, **sent)


def test_a_deadline_in_hours_is_kept_to_the_minute(store: Path) -> None:
    event = {"item": "来信", "triggered_on": "2023-05-10", "triggered_time": "09:30"}
    report(store, "8", **event, completed_on="2023-05-12", completed_time="09:29")
    assert state(store, "8", "来信") == "done"
    report(
        store,
        "8",
        **event,
        completed_on="2023-05-12",
        completed_time="09:31",
        seen=line(store, "8")["batch_id"],
    )
    assert state(store, "8", "来信") == "late"


def test_a_unit_reports_for_itself_the_office_for_any(store: Path) -> None:
    before = Layout(store).current_id()
    for unit in ("U02", "单位02", "不存在"):
        with pytest.raises(NotAllowed):
            report(store, "7", unit=unit, period="2023Q1", completed_on=DONE)
    assert Layout(store).current_id() == before
    report(store, "7", CHIEF, unit="U02", period="2023Q1", completed_on=DONE)
    assert rows(store, "select unit_id from core.ledger where task_no = '7'") == [("U02",)]


def test_what_was_reported_scores_as_the_same_lines_from_a_file(store: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(store, tmp_path / "other"))
    report(store, "7", period="2023Q1", completed_on="2023-04-20")
    report(store, "6", item="一次", count=3, completed_on=DONE)
    heading = "单位,年度,任务序号,事项,期次,次数,完成日期"
    lines = ("U00,2023,7,,2023Q1,,2023-04-20", f"U00,2023,6,一次,,3,{DONE}")
    Writer(other).submit(facts(tmp_path, "ledger", heading, *lines))
    left, right = (Store(each).query("pages/score", **AT).to_dict("records") for each in (store, other))
    assert str(left) == str(right)


# The office's word


def test_a_confirmed_line_stays_as_it_is_until_it_is_reported_anew(store: Path) -> None:
    report(store, "7", period="2023Q1", completed_on=DONE)
    decide(store, "7", "confirm", period="2023Q1")
    assert line(store, "7")["decision"] == "confirmed"
    with pytest.raises(InputRefused, match="别人刚刚改动过它"):
        decide(store, "7", "return", period="2023Q1", reason="晚了")
    report(store, "7", period="2023Q1", completed_on="2023-03-30", seen=line(store, "7")["batch_id"])
    assert line(store, "7")["decision"] == "waiting"


def test_a_returned_line_counts_as_done_no_longer_and_says_why_until_it_is_reported_again(
    store: Path,
) -> None:
    report(store, "7", period="2023Q1", completed_on="2023-03-20", progress="已发布")
    decide(store, "7", "return", period="2023Q1", reason="链接打不开")
    assert state(store, "7", "2023Q1") == "overdue"
    seen = UnitStore(Store(store), "U00").table("pages/entry_lines", year=2023, unit_id="U00")
    [returned] = seen[seen["decision"] == "returned"].to_dict("records")
    assert (returned["reason"], returned["progress"]) == ("链接打不开", "已发布")
    assert returned["was_completed_at"].date() == date(2023, 3, 20)
    assert returned["completed_at"] is None or returned["completed_at"] != returned["completed_at"]
    report(store, "7", period="2023Q1", completed_on="2023-03-20", seen=returned["batch_id"])
    assert state(store, "7", "2023Q1") == "done"
    assert line(store, "7")["decision"] == "waiting"


def test_an_undone_return_leaves_the_line_as_it_was(store: Path) -> None:
    report(store, "7", period="2023Q1", completed_on="2023-03-20")
    saved = decide(store, "7", "return", period="2023Q1", reason="链接打不开")
    Writer(store).undo(saved.receipt.batch_id)
    assert state(store, "7", "2023Q1") == "done"
    assert line(store, "7")["decision"] == "waiting"


def test_several_lines_are_confirmed_at_once_or_none(store: Path) -> None:
    for period in ("2023Q1", "2023Q2"):
        report(store, "7", period=period, completed_on=DONE)
    lines = Store(store).table("pages/entry_lines", year=2023, unit_id="U00")
    waiting = lines[lines["decision"] == "waiting"].to_dict("records")
    keys = {
        f"lines__{place}__{name}": value
        for place, each in enumerate(waiting)
        for name, value in {
            "unit": "U00", "year": 2023, "task_no": "7", "period": each["period"], "seen": each["batch_id"],
        }.items()
    }  # fmt: skip
    with pytest.raises(InputRefused, match="别人刚刚改动过它"):
        send(store, "ledger.confirm", CHIEF, **{**keys, "lines__1__seen": 1})
    assert line(store, "7")["decision"] == "waiting"
    send(store, "ledger.confirm", CHIEF, **keys)
    assert rows(store, "select count(*) from core.entry_decisions where decision = 'confirmed'") == [(2,)]


def test_a_unit_reads_only_its_own_lines(quarterly: Path) -> None:
    own = UnitStore(Store(quarterly), "U00")
    for name in ("pages/entry_lines", "pages/entry_tasks"):
        found = own.table(name, year=2023, unit_id="U02")
        assert set(found["unit_id"]) == {"U00"}
