"""Dates of work: inside a span, today for a unit, counted in working days by the office's calendar."""

from __future__ import annotations

from datetime import date

from data.accounts.roles import UNIT
from data.work.asks import Values, refuse
from data.work.books import Books

LONGEST = 365  # working days of a deadline


def refuse_day(name: str, day: date | None, not_before: date, not_after: date, why: str) -> None:
    """Refuse a date outside a span, both days included; `why` names what the first day of it is."""
    if day is None or not_before <= day <= not_after:
        return
    problem = f"早于{why}（{not_before}）" if day < not_before else f"晚于今天（{not_after}）"
    raise refuse(name, str(day), problem, "请核对日期")


def day_of_asking(books: Books, values: Values, name: str) -> date:
    """The day on which a unit asks or signs: today for its own account, as stated where the office records it."""
    stated = None if books.doer.role == UNIT else values.day(name)
    return stated or books.today


def told_day(day: date, *, is_provisional: bool) -> str:
    """A date that was counted; 暂定 where the calendar of its year is not published."""
    return f"{day}（暂定）" if is_provisional else str(day)


def counted_day(
    books: Books, values: Values, on: str, within: tuple[str, str], start: date
) -> tuple[date | None, str]:
    """A deadline given as a date or as working days after `start`, and how it is told; (None, "") for neither.

    `on` names the answer that is a date, `within` the one that is a number, with its label. Refuses both at once.
    """
    name, label = within
    day, number = values.day(on), values[name]
    if number is None:
        return day, str(day or "")
    if day is not None:
        raise refuse(label, number, "日期和工作日只能填一种", "请去掉其中一个")
    if not 0 < int(number) <= LONGEST:
        raise refuse(label, number, f"不在1到{LONGEST}之间", "请核对工作日数")
    counted, is_provisional = books.workday_after(start, int(number))
    return counted, told_day(counted, is_provisional=is_provisional)
