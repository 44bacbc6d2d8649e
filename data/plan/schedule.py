"""Dates that follow from a deadline's rule: n days after an event, and the occurrences of a recurring one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data.calendar import WorkCalendar
from data.plan.deadline import Deadline, add_months, day_of, last_day

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_LABELS = {"month": "{year}-{n:02d}", "quarter": "{year}Q{n}", "half": "{year}H{n}", "year": "{year}"}


def due_after(deadline: Deadline, start: date, calendar: WorkCalendar) -> tuple[date, bool]:
    """The due date n units after `start` (the day itself not counted), and whether it is provisional.

    Working days follow the calendar; days and months are calendar ones; hours without a clock time run to the
    date by which they must have passed, and are provisional.
    """
    n = deadline.n or 0
    if deadline.unit == "workday":
        return calendar.add_workdays(start, n)
    if deadline.unit == "hour":
        return start + timedelta(days=-(-n // 24)), True
    if deadline.unit in {"month", "year"}:
        return add_months(start, n * (12 if deadline.unit == "year" else 1)), False
    return start + timedelta(days=n), False


def occurrences(deadline: Deadline, year: int, calendar: WorkCalendar) -> list[tuple[str, date]]:
    """(period label, due date) of a recurring deadline in a year, every date inside its period and its window.

    Labels: 2023-03, 2023Q1, 2023H1, 2023, and 2023-W05 for ISO weeks. The same rule as
    queries/core/occurrences.sql has for stored tasks; a month without a working day has none in working days.
    """
    first, last = deadline.starts_on or date.min, deadline.ends_on or date.max
    return [(label, due) for label, due in _turns(deadline, year, calendar) if first <= due <= last]


def _turns(deadline: Deadline, year: int, calendar: WorkCalendar) -> list[tuple[str, date]]:
    if deadline.every == "week":
        return list(_weeks(deadline, year))
    months = _MONTHS[deadline.every or "year"]
    label = _LABELS[deadline.every or "year"]
    found = []
    for n in range(1, 12 // months + 1):
        within = min(deadline.month or months, months)
        if deadline.unit == "workday" and deadline.month is None and (deadline.n or 0) > 0:
            within = 1
        due = _due_in(deadline, year, (n - 1) * months + within, calendar)
        found += [(label.format(year=year, n=n), due)] if due else []
    return found


def next_occurrence(deadline: Deadline, after: date, calendar: WorkCalendar) -> tuple[date | None, bool]:
    """The first due date later than `after`, and whether it rests on an unpublished calendar."""
    year = max(after, deadline.starts_on or after).year
    years = (year, year + 1)
    dates = [due for year in years for _, due in occurrences(deadline, year, calendar) if due > after]
    due = min(dates, default=None)
    return due, due is not None and deadline.unit == "workday" and calendar.is_provisional(due)


def _weeks(deadline: Deadline, year: int) -> Iterator[tuple[str, date]]:
    for week in range(1, date(year, 12, 28).isocalendar().week + 1):
        yield f"{year}-W{week:02d}", date.fromisocalendar(year, week, deadline.day or 7)


def _due_in(deadline: Deadline, year: int, month: int, calendar: WorkCalendar) -> date | None:
    if deadline.unit != "workday" or not deadline.n:
        return day_of(year, month, deadline.day)
    days = [date(year, month, day) for day in range(1, last_day(year, month) + 1)]
    work = [day for day in days if calendar.is_workday(day)]
    place = deadline.n - 1 if deadline.n > 0 else deadline.n
    return work[max(-len(work), min(place, len(work) - 1))] if work else None
