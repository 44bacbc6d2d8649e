"""Findings written down with the check or inspection that found them: what the form asks of each, and their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from data.errors import InputRefused
from data.work.asks import Ask, Values, refusal
from data.work.books import Books, Row, written
from data.work.days import LONGEST, told_day

DAYS = "整改时限（工作日）"
_ITEM = Ask("item", "指标", "item", required=False)
_COLUMNS = (
    Ask("description", "问题描述", "lines"),
    Ask("count", "数量", "integer", required=False),
    Ask("deduction", "扣分", "number", required=False),
    Ask("days", DAYS, "integer", required=False),
    Ask("is_repeat", "重复问题", "choice", required=False, choices=(("是", "是"), ("否", "否"))),
)
FAULTS = Ask("findings", "发现的问题", "rows", required=False, most=12, columns=(_ITEM, *_COLUMNS))
FAULTS_OF_ITEM = Ask("findings", "同时通报的问题", "rows", required=False, most=5, columns=_COLUMNS)
"""The same where the item is that of the check."""


def fault_rows(
    books: Books, values: Values, notified_on: date, year: int, common: Mapping[str, str | None]
) -> tuple[list[Row], str]:
    """New findings, one a row of `findings`, all notified on one day, and what is told of them.

    `common` are fields they share. The deadline is so many working days after the notice; without a number there
    is none.
    """
    faults = values.tables.get("findings", ())
    _refuse_days(faults)
    numbers = _next_numbers(books, f"WT{year}-", len(faults))
    shared = {**common, "notified_on": notified_on.isoformat(), "year": str(year)}
    rows, told = [], ""
    for number, fault in zip(numbers, faults, strict=True):
        due_on, due_told = _due(books, notified_on, fault)
        own = {name: fault[name] for name in ("description", "count", "deduction", "is_repeat")}
        own |= {"item": fault["item"]} if fault["item"] else {}
        rows.append(written("findings", **{**shared, **own, "finding_id": number, "due_on": due_on}))
        told += f"；问题{number}" + (f"整改时限{due_told}" if due_told else "没有整改时限")
    return rows, told


def _due(books: Books, notified_on: date, fault: Values) -> tuple[str | None, str]:
    if fault["days"] is None:
        return None, ""
    day, is_provisional = books.workday_after(notified_on, int(fault.need("days")))
    return day.isoformat(), told_day(day, is_provisional=is_provisional)


def _refuse_days(faults: tuple[Values, ...]) -> None:
    wrong = [
        replace(refusal(DAYS, fault["days"], f"不在1至{LONGEST}之间", "请核对天数"), row=row)
        for row, fault in enumerate(faults, start=1)
        if fault["days"] is not None and not 1 <= int(fault["days"]) <= LONGEST
    ]
    if wrong:
        raise InputRefused(wrong)


def _next_numbers(books: Books, prefix: str, count: int) -> list[str]:
    """So many free numbers of findings, one after the other."""
    digits = books.next_id("findings", prefix).removeprefix(prefix)
    return [f"{prefix}{int(digits) + place:0{len(digits)}}" for place in range(count)]
