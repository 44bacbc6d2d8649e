"""What an accepted plan demands outside its tasks is stored with it, and says who handed in the ledger by its day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.batches import CalendarBatch, FactBatch
from data.calendar import CalendarDay
from data.files.reading import read_files
from data.known import work_calendar
from data.layout import Layout
from data.plan.accept import PlanBatch
from data.plan.document import read_plan
from data.release import Writer
from data.store import Store

LEDGER = "各单位于7月31日前将工作台账报送区政府办公室备查。"
NAMES = "本方案印发之日起15个工作日内，各单位报送联络员名单。"
ISSUED = date(2023, 3, 1)


@pytest.fixture(scope="module")
def towns(scheme_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scheme of 2023 and four towns, no plan. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("towns")
    store = Path(shutil.copytree(scheme_store, folder / "store"))
    rows = "\n".join(f"U{n},{n}号镇,镇街" for n in range(1, 5))
    accept_facts(store, folder / "单位.csv", f"单位编码,单位名称,单位类别\n{rows}\n")
    return store


@pytest.fixture
def bare(towns: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(towns, tmp_path / "store"))


def accept_facts(store: Path, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    Writer(store).submit(FactBatch(read_files([path]).sheets))


def accept_plan(store: Path, folder: Path, *sentences: str) -> int:
    path = folder / f"方案{len(list(folder.glob('方案*')))}.html"
    told = "".join(f"<p>{words}</p>" for words in sentences)
    path.write_text(
        "<h1>关于印发2023年政务公开工作方案的通知</h1><table>"
        "<tr><th>序号</th><th>工作要求</th><th>责任单位</th><th>时限要求</th></tr>"
        "<tr><td>1</td><td>清理文件</td><td>各镇街</td><td>2023年9月底前</td></tr></table>"
        f"{told}<p>2023年3月1日</p>",
        encoding="utf-8",
    )
    return Writer(store).submit(PlanBatch(read_plan(path, 2023, ISSUED), path)).batch_id


def duties(store: Path) -> list[tuple[object, ...]]:
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as connection:
        return connection.execute(
            "select kind, due_on, is_ledger from core.plan_duties order by duty_no, deadline_no"
        ).fetchall()


def test_duties_come_with_the_plan_working_days_counted_as_for_tasks(bare: Path, tmp_path: Path) -> None:
    accept_plan(bare, tmp_path, LEDGER, NAMES)
    due, _ = work_calendar(Layout(bare)).add_workdays(ISSUED, 15)
    assert duties(bare) == [("fixed", date(2023, 7, 31), True), ("after_issue", due, False)]
    Writer(bare).submit(CalendarBatch([CalendarDay(due, False, "全区停工")], by="", note=""))
    assert duties(bare)[1][1] > due, "a changed calendar moves it"


def test_a_duty_may_be_counted_in_months(bare: Path, tmp_path: Path) -> None:
    accept_plan(bare, tmp_path, "本方案印发之日起1个月内，各单位报送联络员名单。")
    assert duties(bare) == [("after_issue", date(2023, 4, 1), False)]


def test_the_newest_plan_that_counts_is_the_years(bare: Path, tmp_path: Path) -> None:
    accept_plan(bare, tmp_path, LEDGER)
    later = accept_plan(bare, tmp_path, LEDGER.replace("7月31日", "8月15日"))
    assert duties(bare) == [("fixed", date(2023, 8, 15), True)]
    without = accept_plan(bare, tmp_path, "请认真落实。")
    assert duties(bare) == []
    for batch in (without, later):
        Writer(bare).undo(batch)
    assert duties(bare) == [("fixed", date(2023, 7, 31), True)]


def test_only_handing_in_the_ledger_is_its_day(bare: Path, tmp_path: Path) -> None:
    """One sentence a day, so that the days name the sentences."""
    wordings = (
        ("请各镇于6月1日前将本镇工作台账通过邮件报区政府办公室。", True),
        ("请各镇于6月2日前报送工作台账。", True),
        ("请各镇于6月3日前上交纸质台账。", True),
        ("请各镇于6月4日前建立工作台账。", False),
        ("请各镇于6月5日前报送工作总结。", False),
        ("区政府办公室于6月6日前通报各镇台账抽查情况。", False),
    )
    accept_plan(bare, tmp_path, *(sentence for sentence, _ in wordings))
    expected = [("fixed", date(2023, 6, day), found) for day, (_, found) in enumerate(wordings, start=1)]
    assert duties(bare) == expected


def states(store: Path, day: date) -> dict[str, str]:
    rows = Store(store).query("pages/handed_in", year=2023, as_of=day, group_name=None)
    return dict(zip(rows["unit_id"], rows["state"], strict=True))


def test_a_unit_has_handed_in_from_its_first_line_on(bare: Path, tmp_path: Path) -> None:
    """The days of facts count, never the day on which a row came in."""
    accept_plan(bare, tmp_path, LEDGER)
    lines = "U1,2023,1,甲,2023-07-01\nU2,2023,1,甲,2023-08-05\nU4,2023,1,甲,\n"
    accept_facts(bare, tmp_path / "台账.csv", f"单位,年度,任务序号,事项,完成日期\n{lines}")
    by_line = {"U1": "handed_in", "U4": "handed_in"}
    assert states(bare, date(2023, 7, 31)) == by_line | {"U2": "silent", "U3": "silent"}
    assert states(bare, date(2023, 8, 1)) == by_line | {"U2": "missing", "U3": "missing"}
    assert states(bare, date(2023, 8, 5)) == by_line | {"U2": "handed_in_late", "U3": "missing"}


def test_of_several_days_the_last_one_past_counts(bare: Path, tmp_path: Path) -> None:
    accept_plan(bare, tmp_path, LEDGER, LEDGER.replace("7月31日", "10月31日"))
    shown = {}
    for day in (date(2023, 5, 1), date(2023, 8, 1), date(2023, 10, 31), date(2023, 11, 1)):
        rows = Store(bare).query("pages/handed_in", year=2023, as_of=day, group_name=None)
        shown[day.month, day.day] = rows["due_on"].iloc[0].date()
    july, october = date(2023, 7, 31), date(2023, 10, 31)
    assert shown == {(5, 1): july, (8, 1): july, (10, 31): july, (11, 1): october}


def test_a_task_may_set_the_day_as_well(bare: Path, tmp_path: Path) -> None:
    """A duty that the office took up as a task keeps its day."""
    row = "2023,附-1,各镇将工作台账报送区政府办公室,各镇街,6月30日前"
    accept_facts(bare, tmp_path / "任务.csv", f"年度,序号,工作要求,责任单位,时限要求\n{row}\n")
    rows = Store(bare).query("pages/handed_in", year=2023, as_of=date(2023, 7, 1), group_name=None)
    assert set(rows["due_on"].dt.date) == {date(2023, 6, 30)}
    assert set(rows["state"]) == {"missing"}


def test_without_a_day_nobody_is_late(bare: Path, tmp_path: Path) -> None:
    accept_plan(bare, tmp_path, NAMES)
    assert set(states(bare, date(2023, 12, 31)).values()) == {"silent"}
