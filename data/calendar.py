"""Working days of the State Council, moved workdays included, in a table the office can edit."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.errors import InputRefused, Problem

_HEADINGS = ("日期", "类型", "说明")
_TYPES = {"工作日": True, "休息日": False}
_FIRST_YEAR = 2004
_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True)
class CalendarDay:
    """One day of the table; `note` names the holiday, or the holiday a moved workday makes up for."""

    day: date
    is_workday: bool
    note: str


class WorkCalendar:
    """Which days are worked; days outside the table are Monday to Friday (spec/files.md section 3)."""

    def __init__(self, days: Mapping[date, bool]) -> None:
        self._days = dict(days)
        known = Counter(day.year for day in self._days)
        self._complete = {year for year, n in known.items() if n == _days_in(year)}

    def is_workday(self, day: date) -> bool:
        """Whether the table, or else the weekday, says the day is worked."""
        return self._days.get(day, day.isoweekday() <= 5)

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies in a year the table does not hold in full (暂定)."""
        return day.year not in self._complete

    def add_workdays(self, day: date, n: int) -> tuple[date, bool]:
        """The n-th workday after a day (before it, for negative n), the day itself not counted; 0 is the day.

        Also whether any day counted on the way is provisional.
        """
        step = timedelta(days=1 if n > 0 else -1)
        left, is_provisional = abs(n), False
        while left:
            day += step
            left -= self.is_workday(day)
            is_provisional = is_provisional or self.is_provisional(day)
        return day, is_provisional

    def workdays_between(self, start: date, end: date) -> int:
        """Workdays after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.workdays_between(end, start)
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(self.is_workday(day) for day in days)


def _days_in(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday


def seed_days() -> list[CalendarDay]:
    """Every day from 2004 to the last year the State Council's notices are known for, in order."""
    from chinese_calendar.constants import holidays

    start, last = date(_FIRST_YEAR, 1, 1), max(holidays).year
    return [_seed_day(start + timedelta(days=n)) for n in range((date(last, 12, 31) - start).days + 1)]


def _seed_day(day: date) -> CalendarDay:
    from chinese_calendar.constants import Holiday, holidays, workdays

    if day in holidays:
        return CalendarDay(day, is_workday=False, note=Holiday(holidays[day]).chinese)
    if day in workdays:
        return CalendarDay(day, is_workday=True, note=f"{Holiday(workdays[day]).chinese}调休上班")
    return CalendarDay(day, is_workday=day.isoweekday() <= 5, note="")


def write_calendar(path: Path, days: Iterable[CalendarDay]) -> None:
    """Writes the table as CSV for Excel and WPS: UTF-8 with BOM; 日期, 类型 (工作日/休息日), 说明."""
    with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        for entry in days:
            writer.writerow((entry.day.isoformat(), "工作日" if entry.is_workday else "休息日", entry.note))


def read_calendar(path: Path) -> list[CalendarDay]:
    """Reads the table back, sorted by day.

    Raises InputRefused with every bad row: a date that is none or stands twice, a type that is neither 工作日
    nor 休息日; also for a file that is no such table.
    """
    path = Path(path)
    rows = list(csv.reader(io.StringIO(_text(path), newline="")))
    headings = [cell.strip() for cell in rows[0]] if rows else []
    if not {"日期", "类型"} <= set(headings):
        raise _refused(path, "第一行没有“日期”“类型”两列标题", "请用 calendar 导出的表格修改后再导入")
    places = {name: headings.index(name) for name in _HEADINGS if name in headings}
    problems: list[Problem] = []
    days: dict[date, CalendarDay] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
        problem = _problem(path, number, cells, days)
        if problem is None:
            day = parse_day(cells["日期"])
            assert day is not None
            days[day] = CalendarDay(day, _TYPES[cells["类型"]], cells.get("说明", ""))
        else:
            problems.append(problem)
    if problems:
        raise InputRefused(problems)
    if not days:
        raise _refused(path, "表中没有日期", "请至少填写一行")
    return [days[day] for day in sorted(days)]


def _problem(path: Path, row: int, cells: Mapping[str, str], seen: Mapping[date, object]) -> Problem | None:
    day = parse_day(cells["日期"])
    if day is None:
        return Problem(path.name, None, row, "日期", cells["日期"], "不是日期", "请写成 2023-10-01 的样子")
    if day in seen:
        return Problem(path.name, None, row, "日期", cells["日期"], "日期重复", "请只保留一行")
    if cells["类型"] not in _TYPES:
        return Problem(path.name, None, row, "类型", cells["类型"], "不是日期类型", "请填“工作日”或“休息日”")
    return None


def parse_day(words: str) -> date | None:
    """A day as people write it: 2027-02-05, 2027/2/5, 2027.2.5, 2027年2月5日, 20270205; None for anything else."""
    match = _DATE.fullmatch(words)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups() if part is not None))
    except ValueError:
        return None


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError:
        raise _refused(path, "文件打不开", "请检查路径和权限") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(path, "不是文本表格", "请另存为 CSV（UTF-8）")


def _refused(path: Path, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(path.name, None, None, None, None, problem, action)])
