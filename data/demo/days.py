"""Days an office works on, drawn the same way on every machine."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

SEED = 20250101
# Public holidays within the two demo years: nobody checks, notifies or decides on these days.
_HOLIDAYS = (
    (date(2025, 1, 1), date(2025, 1, 1)),
    (date(2025, 1, 28), date(2025, 2, 4)),
    (date(2025, 4, 4), date(2025, 4, 6)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)


def stream(part: str, year: int) -> Random:
    """A random stream of its own for one part of one year, so that parts do not disturb each other."""
    return Random(f"{SEED}/{part}/{year}")


def is_office_day(day: date) -> bool:
    """Monday to Friday outside the holidays."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in _HOLIDAYS)


def office_day(day: date) -> date:
    """`day` itself or the next office day after it."""
    while not is_office_day(day):
        day += timedelta(days=1)
    return day


def office_day_before(day: date) -> date:
    """`day` itself or the last office day before it."""
    while not is_office_day(day):
        day -= timedelta(days=1)
    return day


def add_office_days(day: date, number: int) -> date:
    """The office day `number` office days after `day`."""
    for _ in range(number):
        day = office_day(day + timedelta(days=1))
    return day


def draw_day(rng: Random, first: date, last: date) -> date:
    """An office day from `first` to `last`, both included; the last one before `last` where none is."""
    span = max(0, (last - first).days)
    return office_day_before(min(last, office_day(first + timedelta(days=rng.randint(0, span)))))
