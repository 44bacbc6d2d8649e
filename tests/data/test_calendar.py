from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import CalendarDay, WorkCalendar, read_calendar, seed_days, write_calendar
from data.errors import InputRefused

DAYS = seed_days()
CALENDAR = WorkCalendar({entry.day: entry.is_workday for entry in DAYS})


def test_the_seed_holds_every_day_of_its_years() -> None:
    assert DAYS[0].day == date(2004, 1, 1)
    assert (DAYS[-1].day.month, DAYS[-1].day.day) == (12, 31)
    assert DAYS[-1].day.year >= 2026
    assert [entry.day for entry in DAYS] == [DAYS[0].day + timedelta(days=n) for n in range(len(DAYS))]


def test_holidays_and_moved_workdays_are_named() -> None:
    by_day = {entry.day: entry for entry in DAYS}
    assert by_day[date(2023, 10, 2)] == CalendarDay(date(2023, 10, 2), False, "国庆节")
    assert by_day[date(2023, 10, 7)] == CalendarDay(date(2023, 10, 7), True, "国庆节调休上班")
    assert by_day[date(2023, 7, 21)] == CalendarDay(date(2023, 7, 21), True, "")


def test_working_days_pass_over_holidays_and_count_moved_workdays() -> None:
    assert CALENDAR.add_workdays(date(2023, 7, 21), 20) == (date(2023, 8, 18), False)
    assert CALENDAR.add_workdays(date(2023, 9, 28), 3) == (date(2023, 10, 9), False)
    assert CALENDAR.add_workdays(date(2023, 7, 21), 0) == (date(2023, 7, 21), False)
    assert CALENDAR.add_workdays(date(2023, 10, 9), -3) == (date(2023, 9, 28), False)


def test_a_year_not_held_in_full_is_monday_to_friday_and_provisional() -> None:
    calendar = WorkCalendar({date(2030, 1, 1): False})
    assert calendar.is_provisional(date(2030, 1, 1))
    assert not calendar.is_workday(date(2030, 1, 1))
    assert calendar.is_workday(date(2030, 1, 2))
    assert not calendar.is_workday(date(2030, 1, 5))
    assert calendar.add_workdays(date(2029, 12, 31), 1) == (date(2030, 1, 2), True)


def test_running_into_an_unpublished_year_is_provisional() -> None:
    last = DAYS[-1].day
    day, is_provisional = CALENDAR.add_workdays(last - timedelta(days=7), 20)
    assert is_provisional
    assert day > last


@given(st.dates(date(2004, 1, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_counting_back_gives_the_number_added(day: date, n: int) -> None:
    later, _ = CALENDAR.add_workdays(day, n)
    assert CALENDAR.workdays_between(day, later) == n
    assert CALENDAR.workdays_between(later, day) == -n


def test_the_table_survives_a_file(tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    write_calendar(path, DAYS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_calendar(path) == DAYS


def test_an_edited_table_in_the_offices_own_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    path.write_text("类型,日期\r\n休息日,2027/2/5\r\n\r\n工作日,2027年1月4日\r\n", encoding="gb18030")
    assert read_calendar(path) == [
        CalendarDay(date(2027, 1, 4), True, ""),
        CalendarDay(date(2027, 2, 5), False, ""),
    ]


def test_every_bad_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "calendar.csv"
    rows = ["2027-02-30,休息日,", "2027-02-05,放假,", "2027-01-04,工作日,", "2027/1/4,休息日,"]
    path.write_text("\n".join(["日期,类型,说明", *rows]), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        read_calendar(path)
    assert [(p.row, p.column, p.value, p.problem) for p in refused.value.problems] == [
        (2, "日期", "2027-02-30", "不是日期"),
        (3, "类型", "放假", "不是日期类型"),
        (5, "日期", "2027/1/4", "日期重复"),
    ]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x01", "日期,类型\n".encode()])
def test_a_file_that_is_no_calendar_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "calendar.csv"
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=r"calendar\.csv"):
        read_calendar(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="文件打不开"):
        read_calendar(tmp_path / "none.csv")
