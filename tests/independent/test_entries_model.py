"""Entries of the task kinds the golden districts do not have, each as rows in and states out (section 4)."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest

from .entries import task_entries
from .facts import Extension, Facts, LedgerRow, Task

YEAR_END = date(2023, 12, 31)


def states(deadline, rows, on=YEAR_END, extensions=(), completed=()):
    """{reference: state} of a task numbered 7 whose ledger rows are given as keyword dicts."""
    task = Task(2023, "7", "要求", "各镇街", deadline)
    ledger = tuple(LedgerRow("U", 2023, "7", **row) for row in rows)
    asked = tuple(Extension(unit="U", year=2023, task_no="7", **row) for row in extensions)
    facts = Facts(ledger=ledger, extensions=asked)
    return {entry.ref: entry.state for entry in task_entries(task, "U", facts, on, {}, completed)}


def granted(item, until, decided=date(2023, 2, 2)):
    return {
        "requested_on": date(2023, 2, 1),
        "item": item,
        "decided_on": decided,
        "decision": "granted",
        "new_due_on": until,
    }


@pytest.mark.parametrize(
    "words", ["长期坚持", "每两周至少更新一次", "不少于30日", "按照区财政统一部署执行", ""]
)
def test_kinds_without_entries(words):
    assert states(words, [{"completed_on": date(2023, 3, 1)}]) == {}


def test_a_dated_task_waits_until_it_is_due_or_done():
    open_row = {"item": "乙"}
    done_row = {"item": "甲", "completed_on": date(2023, 7, 3)}
    assert states("2023年6月底前", [], on=date(2023, 6, 30)) == {"7": "waiting"}
    assert states("2023年6月底前", [], on=date(2023, 7, 1)) == {"7": "not_done"}
    assert states("2023年6月底前", [done_row]) == {"7": "late"}
    assert states("2023年6月底前", [done_row, open_row]) == {"7": "not_done"}
    assert states("2023年6月底前", [done_row], on=date(2023, 7, 2)) == {"7": "not_done"}
    assert states("2023年10月底前", [done_row], on=date(2023, 7, 3)) == {"7": "on_time"}


def test_an_extension_moves_the_only_entry_once_it_is_granted():
    done = [{"completed_on": date(2023, 7, 3)}]
    moved = granted(None, date(2023, 7, 31))
    assert states("2023年6月底前", done, extensions=[moved]) == {"7": "on_time"}
    late_decision = granted(None, date(2023, 7, 31), decided=date(2023, 8, 1))
    assert states("2023年6月底前", done, on=date(2023, 7, 31), extensions=[late_decision]) == {"7": "late"}


def test_occurrences_take_their_period_and_the_rest_in_order_of_completion():
    rows = [
        {"period": "2023Q2", "completed_on": date(2023, 7, 1)},
        {"item": "乙", "completed_on": date(2023, 9, 1)},
        {"item": "甲", "completed_on": date(2023, 3, 1)},
    ]
    expected = {"7#2023Q1": "on_time", "7#2023Q2": "late", "7#2023Q3": "on_time", "7#2023Q4": "waiting"}
    assert states("每季度最后一天", rows) == expected
    moved = granted("2023Q2", date(2023, 7, 1))
    assert states("每季度最后一天", rows, extensions=[moved]) == expected | {"7#2023Q2": "on_time"}
    assert states("每季度最后一天", rows, extensions=[granted(None, YEAR_END)]) == expected


def test_one_occurrence_a_year_is_the_whole_task():
    assert states("每年1月31日前", [{"period": "2023", "completed_on": date(2023, 2, 1)}]) == {"7": "late"}


def test_a_count_is_done_when_its_running_total_reaches_the_number():
    rows = [
        {"item": "甲", "count": Fraction(2), "completed_on": date(2023, 11, 1)},
        {"item": "乙", "completed_on": date(2023, 5, 1)},
    ]
    assert states("年内不少于3次", rows, on=date(2023, 10, 31)) == {"7": "waiting"}
    assert states("年内不少于3次", rows, on=date(2023, 11, 1)) == {"7": "on_time"}
    assert states("年内不少于3次", rows[1:], on=date(2024, 1, 1)) == {"7": "not_done"}


@pytest.mark.parametrize(
    ("triggered", "completed", "state"),
    [
        (datetime(2023, 3, 1, 20), datetime(2023, 3, 3, 20), "on_time"),
        (datetime(2023, 3, 1, 20), datetime(2023, 3, 3, 21), "late"),
        (datetime(2023, 3, 1, 20), date(2023, 3, 3), "on_time"),
        (date(2023, 3, 1), datetime(2023, 3, 3, 23), "on_time"),
        (date(2023, 3, 1), date(2023, 3, 4), "late"),
        (date(2023, 3, 1), None, "not_done"),
    ],
)
def test_hours_need_times_on_both_sides(triggered, completed, state):
    row = {"triggered_on": triggered, "completed_on": completed}
    assert states("48小时内予以回应", [row], on=date(2023, 3, 4)) == {"7": state}


def test_events_count_from_their_day_on_and_are_named_by_item_or_day():
    rows = [
        {"triggered_on": date(2023, 9, 20), "item": "甲", "completed_on": date(2023, 10, 24)},
        {"triggered_on": date(2023, 9, 28)},
    ]
    words = "信息形成或变更之日起20个工作日内公开"
    assert states(words, rows, on=date(2023, 9, 27)) == {"7": "waiting"}
    assert states(words, rows) == {"7#甲": "on_time", "7#2023-09-28": "not_done"}
    done = states(words, rows, completed={"7#2023-09-28"}, on=date(2023, 10, 30))
    assert done == {"7#甲": "on_time", "7#2023-09-28": "on_time"}
