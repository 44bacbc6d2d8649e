"""Dates of stored tasks that rest on working days: they follow the calendar the office edits, whenever it does."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from storing import facts, rows

from data.batches import CalendarBatch
from data.calendar import CalendarDay
from data.known import work_calendar
from data.layout import Layout
from data.plan.deadlines import next_due, occurrences, read_deadlines
from data.release import Writer

TASKS = "年度,序号,工作要求,责任单位,时限要求,印发日期"
RULES = (
    "每月前5个工作日内",
    "每月最后一个工作日",
    "每季度第一个工作日",
    "每季度结束后10个工作日内",
    "每季度末月最后一个工作日",
    "每半年末月20日前",
    "每月31日前",
    "每季度首月10日前",
    "每年1月31日前",
    "每周五前",
    "每周更新",
    "9月起，每月10日前",
    "3月1日至6月底每周五前",
    "四季度起按月报送",
    "2月至次年1月，每月最后一个工作日",
)
DUE = (
    "select task_no, period, due_on, is_provisional from core.occurrences "
    "where year = 2024 and task_no = '{}' order by period"
)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a task for every rule, in 2024 and in a year nobody has published a calendar for."""
    folder = tmp_path_factory.mktemp("planned")
    lines = [f"{year},{n},要求,甲局,{words}," for year in (2024, 2035) for n, words in enumerate(RULES)]
    Writer(folder / "store").submit(facts(folder, "任务", TASKS, *lines))
    return folder / "store"


@pytest.fixture
def store(planned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(planned, tmp_path / "store"))


def due(store: Path, task_no: int) -> dict[object, object]:
    return {period: day for _, period, day, _ in rows(store, DUE.format(task_no))}


def holidays(*days: date) -> CalendarBatch:
    return CalendarBatch([CalendarDay(day, False, "本区放假") for day in days])


@pytest.mark.parametrize("year", [2024, 2035])
def test_stored_occurrences_are_those_that_plan_shows(planned: Path, year: int) -> None:
    """queries/core/occurrences.sql against data/plan/schedule.py, over the same calendar."""
    calendar = work_calendar(Layout(planned))
    stored = rows(planned, f"select task_no, period, due_on from core.occurrences where year = {year}")
    expected = {
        (str(n), period, day)
        for n, words in enumerate(RULES)
        for period, day in occurrences(read_deadlines(words, year)[0], year, calendar)
    }
    assert set(stored) == expected
    assert len(stored) == len(expected)


@pytest.mark.parametrize(
    "words",
    [
        "本方案印发之日起20日内",
        "本方案印发之日起1个月内",
        "本方案印发之日起半年内",
        "本方案印发后48小时内",
        "各单位自本方案印发之日起15个工作日内",
    ],
)
def test_a_stored_task_is_due_on_the_day_that_plan_shows(tmp_path: Path, words: str) -> None:
    issued_on = date(2024, 1, 31)
    store = tmp_path / "store"
    Writer(store).submit(facts(tmp_path, "任务", TASKS, f"2024,1,要求,甲局,{words},{issued_on}"))
    (deadline,) = read_deadlines(words, 2024, issued_on)
    shown, _ = next_due(deadline, work_calendar(Layout(store)), issued_on, 2024)
    assert shown
    assert rows(store, "select due_on from core.task_deadlines where task_no = '1'") == [(shown,)]


def test_an_imported_calendar_moves_the_working_days_of_stored_tasks(store: Path) -> None:
    before = due(store, 0)
    assert before["2024-03"] == date(2024, 3, 7)  # 1, 4, 5, 6 and 7 March
    Writer(store).submit(holidays(date(2024, 3, 5), date(2024, 3, 29)))
    assert due(store, 0) == before | {"2024-03": date(2024, 3, 8)}
    assert due(store, 1)["2024-03"] == date(2024, 3, 28)
    assert due(store, 7)["2024Q1"] == date(2024, 1, 10)  # a calendar day stays


def test_undoing_the_calendar_moves_them_back(store: Path) -> None:
    before = due(store, 0)
    batch = Writer(store).submit(holidays(date(2024, 3, 5))).batch_id
    assert due(store, 0) != before
    Writer(store).undo(batch)
    assert due(store, 0) == before


def test_what_a_unit_owes_and_what_plan_shows_next_move_with_it(store: Path, tmp_path: Path) -> None:
    Writer(store).submit(facts(tmp_path, "单位", "单位编码,单位名称,单位类别", "A,甲局,区直部门"))
    owed = "select due_on from core.entries where unit_id = 'A' and year = 2024 and task_no = '0' and entry = '2024-03'"
    assert rows(store, owed) == [(date(2024, 3, 7),)]
    Writer(store).submit(holidays(date(2024, 3, 5)))
    assert rows(store, owed) == [(date(2024, 3, 8),)]
    calendar = work_calendar(Layout(store))
    shown = next_due(read_deadlines(RULES[0], 2024)[0], calendar, date(2024, 2, 29), 2024)
    assert shown == (date(2024, 3, 8), False)


def test_a_year_without_a_calendar_is_provisional_until_the_table_is_filled(
    store: Path, tmp_path: Path
) -> None:
    Writer(store).submit(facts(tmp_path, "单位", "单位编码,单位名称,单位类别", "A,甲局,区直部门"))
    flags = (
        "select distinct task_no, is_provisional from core.entries "
        "where unit_id = 'A' and year = 2035 and task_no in ('0', '7') order by task_no"
    )
    assert rows(store, flags) == [("0", True), ("7", False)]
    days = [date.fromordinal(n) for n in range(date(2035, 1, 1).toordinal(), date(2036, 1, 1).toordinal())]
    filled = [CalendarDay(day, day.isoweekday() <= 5 and day.day > 3, "") for day in days]
    Writer(store).submit(CalendarBatch(filled))
    assert rows(store, flags) == [("0", False), ("7", False)]


def test_a_month_in_which_nobody_works_has_no_occurrence_in_working_days(store: Path) -> None:
    Writer(store).submit(holidays(*(date(2024, 2, n) for n in range(1, 30))))
    assert "2024-02" not in due(store, 0)
    deadline = read_deadlines(RULES[0], 2024)[0]
    assert "2024-02" not in dict(occurrences(deadline, 2024, work_calendar(Layout(store))))


def test_a_ledger_row_of_a_week_fills_its_week_alone(store: Path, tmp_path: Path) -> None:
    Writer(store).submit(facts(tmp_path, "单位", "单位编码,单位名称,单位类别", "A,甲局,区直部门"))
    ledger = "单位,年度,任务序号,期次,完成日期"
    Writer(store).submit(facts(tmp_path, "台账", ledger, "A,2024,9,2024-W05,2024-02-01"))
    done = "select entry from core.entries where unit_id = 'A' and year = 2024 and task_no = '9' and done_on is not null"
    assert rows(store, done) == [("2024-W05",)]
