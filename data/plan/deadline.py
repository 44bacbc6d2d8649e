"""What a deadline in words means (spec/files.md section 3)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

VAGUE = frozenset({"open", "external", "missing"})


@dataclass(frozen=True)
class Deadline:
    """One deadline.

    kind: fixed | recurring | after_event | after_issue | interval | count | minimum | open | external
    | missing.
    due_on: the date of `fixed`, the by-date of `count`, else None (`next_due` computes the others).
    n, unit: after_event, after_issue, interval, minimum: so many workday | day | hour | month | year;
    count: so many `time`; recurring: the n-th `workday` of the period (negative: from its end), else None.
    event: the words of the event after which time runs.
    every: week | month | quarter | half | year. month: month within that period, None = its last.
    day: day of that month, or ISO weekday of the week; None = the last day.
    starts_on, ends_on: recurring: the first and last day of its turns, None where the words say none.
    flags: Chinese notes for the human who checks the plan.
    """

    words: str
    kind: str
    due_on: date | None = None
    n: int | None = None
    unit: str | None = None
    event: str | None = None
    every: str | None = None
    month: int | None = None
    day: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    flags: tuple[str, ...] = ()


def last_day(year: int, month: int) -> int:
    """Number of days of a month."""
    return monthrange(year, month)[1]


def day_of(year: int, month: int, day: int | None) -> date:
    """The day of a month; None, or a day the month does not have, is its last."""
    last = last_day(year, month)
    return date(year, month, last if day is None else min(day, last))


def add_months(start: date, n: int) -> date:
    """The same day n months later, or that month's last day where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return day_of(year, month + 1, start.day)
