"""Deadlines of a plan of 2023, read as the product reads them."""

from __future__ import annotations

from datetime import date

from data.calendar import WorkCalendar, seed_days
from data.plan.deadlines import Deadline, next_due, read_deadlines

ISSUED = date(2023, 7, 21)
CALENDAR = WorkCalendar({entry.day: entry.is_workday for entry in seed_days()})


def only(words: str) -> Deadline:
    """The one deadline that words hold."""
    found = read_deadlines(words, 2023, ISSUED)
    assert len(found) == 1, found
    return found[0]


def due(words: str) -> str | None:
    """The next day on which the one deadline of words falls due."""
    day, _ = next_due(only(words), CALENDAR, ISSUED, 2023)
    return day.isoformat() if day else None
