"""Requests for more time (延期): asked by the unit, decided by two people; the deadline that was set first stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.work.asks import Ask, Values, refuse
from data.work.books import Books, changed, written
from data.work.days import counted_day, day_of_asking, refuse_day
from data.work.save import Done, Place
from data.work.step import SEEN, Step, always, rows_step, with_reason
from data.work.steps.findings import find_finding, is_reported
from data.work.steps.requests import RequestKind

GRANTED, REFUSED = "同意", "不同意"
_REQUESTED = "申请日期"
_REQUEST = RequestKind("extensions", "申请", "批复", "requested_on", _REQUESTED)
_MATTER = (
    Ask("finding_id", "问题编号", "hidden", required=False),
    Ask("unit", "单位", "hidden", required=False),
    Ask("year", "年度", "hidden", required=False),
    Ask("task_no", "任务序号", "hidden", required=False),
    Ask("item", "事项", "hidden", required=False),
)


@dataclass(frozen=True)
class Matter:
    """What more time is asked for: its key in core.extensions, the fields of its row, its present deadline."""

    key: dict[str, Any]
    texts: dict[str, str | None]
    due_on: date | None
    begins_on: date | None
    is_done: bool
    place: Place


def _about(values: Values) -> str:
    if values["finding_id"]:
        return f"问题 {values['finding_id']} 延期"
    item = f"（{values['item']}）" if values["item"] else ""
    return f"{values['unit'] or ''}任务 {values['task_no'] or ''}{item}延期"


def _find(books: Books, values: Values) -> Matter:
    if values["finding_id"] is not None:
        return _find_finding(books, values)
    year = values["year"] or ""
    if values["unit"] is None or not (year.isascii() and year.isdigit()) or values["task_no"] is None:
        raise refuse("问题编号", None, "没有写明延期的是哪一件事", "请从问题或台账的页面上申请")
    return _find_entry(books, values)


def _find_finding(books: Books, values: Values) -> Matter:
    ref = values.need("finding_id")
    entry = find_finding(books, Values({"finding_id": ref, "seen": None}))
    key = {"finding_id": ref, "unit_id": None, "year": None, "task_no": None, "item": None}
    place = Place("finding", ref, str(entry.facts["unit_id"]), entry.facts["year"])
    due_on = _extended(books, key) or entry.facts["due_on"]
    return Matter(key, {"finding_id": ref}, due_on, entry.facts["notified_on"], is_reported(entry), place)


def _find_entry(books: Books, values: Values) -> Matter:
    """The ledger entry a request names by its period or item, or the only one of its task (scoring.md section 4)."""
    unit_id, year = books.unit(values.need("unit")), int(values.need("year"))
    key = {
        "finding_id": None,
        "unit_id": unit_id,
        "year": year,
        "task_no": values["task_no"],
        "item": values["item"],
    }
    entries = books.query("work/entries_of_task", unit_id=unit_id, year=year, task_no=values["task_no"])
    item = values["item"]
    meant = [entry for entry in entries if item is None or item == entry["entry"] or item in entry["names"]]
    if len(meant) != 1:
        problem = "没有这样的应办事项" if not meant else "这项任务有几件事项，没有写明是哪一件"
        raise refuse("任务序号", values["task_no"], problem, "请从台账页面上申请")
    texts = {name: values[name] for name in ("unit", "year", "task_no", "item")}
    ref = f"{values['task_no']}#{item}" if item else values.need("task_no")
    due_on = _extended(books, key) or meant[0]["due_on"]
    place = Place("task", ref, unit_id, year)
    return Matter(key, texts, due_on, None, meant[0]["done_on"] is not None, place)


def _requests(books: Books, key: dict[str, Any]) -> list[dict[str, Any]]:
    return books.query("work/extensions_of_matter", **key)


def _extended(books: Books, key: dict[str, Any]) -> date | None:
    """The deadline that the latest granted request set (scoring.md section 3), None without one."""
    granted = [one for one in _requests(books, key) if one["decision"] == "granted"]
    latest = max(granted, key=lambda one: (one["decided_on"], one["requested_on"]), default=None)
    return latest["new_due_on"] if latest else None


def _ask(books: Books, values: Values) -> Done:
    matter = _find(books, values)
    if matter.is_done:
        raise refuse(None, None, "已经报告办结", "不用申请延期")
    if matter.due_on is None:
        raise refuse(None, None, "这件事没有时限", "不用申请延期")
    day = day_of_asking(books, values, "requested_on")
    refuse_day(_REQUESTED, day, matter.begins_on or date.min, books.today, "通报日期")
    _REQUEST.refuse_second(_requests(books, matter.key), day)
    row = written("extensions", **matter.texts, requested_on=day.isoformat(), reason=values["reason"])
    late = "" if day <= matter.due_on else f"时限{matter.due_on}已过，等待批复期间仍按逾期计算"
    return Done((row,), matter.place, late)


def _decide(books: Books, values: Values) -> Done:
    matter = _find(books, values)
    entry = _REQUEST.find_waiting(books, values, matter.key)
    decided_on = _REQUEST.day_of_decision(books, values, entry)
    new_due_on, told = _granted_until(books, values, matter)
    row = changed(
        "extensions",
        entry,
        decided_on=decided_on.isoformat(),
        decision=values["decision"],
        new_due_on=new_due_on.isoformat() if new_due_on else None,
    )
    return Done((row,), told=f"延期至{told}" if told else "")


def _granted_until(books: Books, values: Values, matter: Matter) -> tuple[date | None, str]:
    """The new deadline: a date, or working days after the present one; none of a request that is refused."""
    if values["decision"] == REFUSED:
        if values["reason"] is None:
            raise refuse("批复理由", None, "不同意而没有写理由", "请写明理由，单位会看到")
        return None, ""
    day, told = counted_day(
        books, values, "new_due_on", ("extended_by", "或延几个工作日"), matter.due_on or books.today
    )
    if day is None:
        raise refuse("延期至", None, "同意延期而没有写延到哪一天", "请填日期或工作日数")
    if matter.due_on is not None and day <= matter.due_on:
        raise refuse("延期至", str(day), f"不晚于现在的时限（{matter.due_on}）", "请核对日期")
    return day, told


def _about_decision(values: Values) -> str:
    return with_reason(f"{_about(values)}：{values.need('decision')}", values["reason"])


STEPS: tuple[Step, ...] = (
    rows_step(
        "extension.ask",
        "申请延期",
        (
            *_MATTER,
            Ask("reason", "申请理由", "lines", most=500),
            Ask("requested_on", _REQUESTED, "date", required=False),
        ),
        _about,
        _ask,
        takes_files=True,
    ),
    rows_step(
        "extension.decide",
        "批复延期",
        (
            *_MATTER,
            Ask("requested_on", _REQUESTED, "hidden"),
            SEEN,
            Ask("decision", "批复结果", "choice", choices=((GRANTED, GRANTED), (REFUSED, REFUSED))),
            Ask("new_due_on", "延期至", "date", required=False),
            Ask("extended_by", "或延几个工作日", "integer", required=False),
            Ask("reason", "批复理由", "lines", required=False, most=500),
            Ask("decided_on", "批复日期", "date", required=False),
        ),
        _about_decision,
        _decide,
        needs_second=always,
    ),
)
