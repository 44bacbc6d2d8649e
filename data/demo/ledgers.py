"""What the units wrote into their ledgers about the tasks."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from data.demo.days import add_office_days, draw_day, office_day, office_day_before, stream
from data.demo.disputes import due_date
from data.demo.office_texts import (
    EVENTS,
    OCCASIONS,
    PROGRESS_DONE,
    PROGRESS_OPEN,
    PROGRESS_STEADY,
    SITE,
)
from data.demo.rows import Row
from data.demo.task_texts import PlanRow
from data.demo.tasks import plan, units_named
from data.demo.units import LAST_DAY, NO_LEDGER, PROFILES, TIED_2026, Unit, units_of

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SUPPORTING = 0.25  # share of supporting units that keep a row as well


class Desk:
    """One unit's ledger for one year."""

    def __init__(self, year: int, unit: Unit, rng: Random) -> None:
        self.year = year
        self.unit = unit
        self.rng = rng
        self.diligence = PROFILES[year][unit.unit_id].diligence
        self.last = office_day_before(LAST_DAY[year])
        self.start = max(date(year, 1, 5), unit.active_from or date.min)

    def rows(self, task: PlanRow) -> list[Row]:
        """The rows of one task, none where the unit forgot it."""
        head: Row = {"unit": self.unit.unit_id, "year": self.year, "task_no": task.no}
        return [head | row for row in _KINDS[task.kind](self, task)]

    def _done(self, day: date) -> Row:
        row: Row = {"completed_on": day, "progress": self.rng.choice(PROGRESS_DONE)}
        if self.rng.random() < 0.7:
            page = f"{day:%Y%m%d}{self.rng.randint(10, 99)}"
            row["evidence"] = f"{SITE}/{self.unit.unit_id.lower()}/tz/{page}.html"
        return row

    def _open(self) -> list[Row]:
        """Not done: often a row that says so, else nothing."""
        return [{"progress": self.rng.choice(PROGRESS_OPEN)}] if self.rng.random() < 0.6 else []

    def _finished(self, first: date, due: date) -> date | None:
        """The day something due is done: in time, late, or (None) not at all by the end of the demo."""
        drawn = self.rng.random()
        if drawn < self.diligence:
            day = draw_day(self.rng, max(first, self.start), max(due, self.start))
        elif drawn < self.diligence + (1 - self.diligence) * 0.6:
            day = office_day(due + timedelta(days=self.rng.randint(2, 40)))
        else:
            return None
        return day if day <= self.last else None

    def fixed(self, task: PlanRow) -> Iterator[Row]:
        """One row, completed in the two months before the date where all goes well."""
        due = due_date(self.year, task)
        day = self._finished(due - timedelta(days=60), due)
        yield from [self._done(day)] if day else self._open()

    def recurring(self, task: PlanRow) -> Iterator[Row]:
        """One row a period; a month's row is written in its last ten days."""
        months = _MONTHS[task.due]
        for number in range(1, 12 // months + 1):
            due, period = self._period(task, number, months)
            if not self.start <= due <= self.last + timedelta(days=12):
                continue
            day = self._finished(due - timedelta(days=10), due)
            if day:
                yield self._done(day) | {"period": period}

    def _period(self, task: PlanRow, number: int, months: int) -> tuple[date, str]:
        """End and name of the n-th period of the year."""
        if task.deadline.startswith("每年1月"):
            return date(self.year, 1, 31), str(self.year)
        month = number * months
        end = date(self.year, month, calendar.monthrange(self.year, month)[1])
        names = {
            "month": f"{self.year}-{month:02d}",
            "quarter": f"{self.year}Q{number}",
            "year": str(self.year),
        }
        return end, names[task.due]

    def count(self, task: PlanRow) -> Iterator[Row]:
        """One row each time; diligent units reach the number before the end."""
        names = OCCASIONS[task.topic]
        wanted = int(task.due) + (1 if self.rng.random() < 0.3 else 0)
        for number in range(wanted):
            span = (date(self.year, 12, 18) - self.start).days // wanted
            first = self.start + timedelta(days=span * number + 10)
            day = draw_day(self.rng, first, first + timedelta(days=max(5, span - 12)))
            if day <= self.last and self.rng.random() < self.diligence + 0.02:
                name = f"{names[number % len(names)]}（第{number + 1}次）"
                yield self._done(day) | {"item": name, "count": 1}

    def after_event(self, task: PlanRow) -> Iterator[Row]:
        """One row an event, with the day (for hours: the time) it happened."""
        names = EVENTS[task.topic]
        number, measure = task.due.split()
        happened = 1 if measure == "days" else self.rng.randint(1, min(4, len(names)))
        span = 75 if measure == "days" else (self.last - self.start).days - 3
        for name in self.rng.sample(names, happened):
            event = draw_day(self.rng, self.start, self.start + timedelta(days=self.rng.randint(5, span)))
            yield self._answer(event, int(number), measure) | {"item": name}

    def _answer(self, event: date, number: int, measure: str) -> Row:
        """When an event was answered: in time, late, or not yet."""
        drawn = self.rng.random()
        in_time, late = drawn < self.diligence, drawn < self.diligence + (1 - self.diligence) * 0.6
        if measure == "hours":
            return self._answer_in_hours(event, in_time=in_time, late=late)
        allowed = max(1, number - 3) if measure == "workdays" else max(1, number // 2)
        waited = (
            self.rng.randint(0 if number == 1 else 1, allowed)
            if in_time
            else number + self.rng.randint(4, 15)
        )
        day = add_office_days(event, waited)
        if not (in_time or late) or day > self.last:
            return {"triggered_on": event, "progress": self.rng.choice(PROGRESS_OPEN)}
        return {"triggered_on": event} | self._done(day)

    def _answer_in_hours(self, event: date, *, in_time: bool, late: bool) -> Row:
        """Asked and answered in office hours: the same or the next day, or after three days and more."""
        asked = datetime.combine(
            event, time(self.rng.randint(8, 16), self.rng.choice((0, 5, 12, 20, 35, 48)))
        )
        if in_time and self.rng.random() < 0.5:
            answered = asked + timedelta(minutes=self.rng.randint(20, 110))
        else:
            day = event + timedelta(days=1 if in_time else self.rng.randint(3, 7))
            answered = datetime.combine(
                day, time(self.rng.randint(8, 17), self.rng.choice((3, 10, 25, 40, 55)))
            )
        if not (in_time or late) or answered.date() > self.last:
            return {"triggered_on": asked, "progress": self.rng.choice(PROGRESS_OPEN)}
        return {"triggered_on": asked} | self._done(answered.date()) | {"completed_on": answered}

    def undated(self, task: PlanRow) -> Iterator[Row]:
        """Open-ended tasks: some units note that the work goes on."""
        if self.rng.random() < self.diligence * 0.5:
            yield {"progress": self.rng.choice(PROGRESS_STEADY)}


_KINDS: dict[str, Callable[[Desk, PlanRow], Iterator[Row]]] = {
    "fixed": Desk.fixed,
    "after_issue": Desk.fixed,
    "recurring": Desk.recurring,
    "count": Desk.count,
    "after_event": Desk.after_event,
    "open": Desk.undated,
    "interval": Desk.undated,
    "minimum": Desk.undated,
    "external": Desk.undated,
    "missing": Desk.undated,
}


def ledger_rows(year: int, unit: Unit) -> list[Row]:
    """A unit's ledger of a year in plan order; empty where it handed in nothing."""
    if unit.unit_id in NO_LEDGER[year] or (year == 2026 and unit.unit_id in TIED_2026):
        return []
    rng = stream(f"ledger-{unit.unit_id}", year)
    desk = Desk(year, unit, rng)
    rows = []
    for task in plan(year):
        helps = unit in units_named(year, task.support) and rng.random() < _SUPPORTING
        if helps or unit in units_named(year, task.owners):
            rows += desk.rows(task)
    return rows


def all_ledger_rows(year: int) -> list[Row]:
    """The ledgers of all units, by unit and plan order."""
    return [row for unit in units_of(year) for row in ledger_rows(year, unit)]
