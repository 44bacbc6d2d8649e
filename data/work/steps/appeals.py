"""Appeals (申诉) against a finding or a spot check: made within the scheme's objection window, decided by two people."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.work.asks import Ask, Values, refuse
from data.work.books import Books, Entry, changed, written
from data.work.days import day_of_asking, refuse_day, told_day
from data.work.save import Done, Place
from data.work.step import SEEN, Step, always, rows_step, with_reason
from data.work.steps.findings import refuse_stopped
from data.work.steps.requests import RequestKind

UPHELD, WITHDRAWN, CHANGED = "维持", "撤销", "改扣"
_APPEALED = "申诉日期"
_APPEAL = RequestKind("appeals", "申诉", "裁定", "appealed_on", _APPEALED)
_MATTER = (
    Ask("finding_id", "问题编号", "hidden", required=False),
    Ask("check_id", "抽测编号", "hidden", required=False),
)
_MARKS = {"finding_id": ("deduction", "改扣分"), "check_id": ("earned", "改得分")}


def _column(values: Values) -> str:
    """Which of the two an appeal is against: the name of its column."""
    stated = [name for name in _MARKS if values[name] is not None]
    if len(stated) != 1:
        raise refuse("问题编号", None, "没有写明申诉的是哪个问题或哪次抽测", "请从问题或抽测的页面上申诉")
    return stated[0]


def _find(books: Books, values: Values) -> tuple[dict[str, Any], Entry]:
    """The key of its appeals, and the finding or spot check itself; refuses one that no longer counts."""
    column = _column(values)
    kind = "findings" if column == "finding_id" else "spot_checks"
    entry = books.own(kind, **{column: values[column]})
    refuse_stopped(books, entry)
    return {"finding_id": values["finding_id"], "check_id": values["check_id"]}, entry


def _about(values: Values) -> str:
    named = f"问题 {values['finding_id']}" if values["finding_id"] else f"抽测 {values['check_id']}"
    return f"对{named}的申诉"


def _make(books: Books, values: Values) -> Done:
    key, entry = _find(books, values)
    kind = "finding" if key["finding_id"] else "check"
    ref = str(key["finding_id"] or key["check_id"])
    day = day_of_asking(books, values, "appealed_on")
    happened_on = entry.facts["notified_on" if kind == "finding" else "checked_on"]
    refuse_day(_APPEALED, day, happened_on, books.today, "通报日期" if kind == "finding" else "抽测日期")
    _APPEAL.refuse_second(books.query("work/appeals_of_matter", **key), day)
    [window] = books.query("pages/objection_window", kind=kind, ref=ref)
    _refuse_late(window, day)
    row = written("appeals", **key, appealed_on=day.isoformat(), reason=values["reason"])
    return Done((row,), Place(kind, ref, str(entry.facts["unit_id"]), entry.facts["year"]))


def _refuse_late(window: dict[str, Any], day: date) -> None:
    """Refuse an appeal after the last day of the objection window of pages/objection_window."""
    if window["last_day"] is None or day <= window["last_day"]:
        return
    last = told_day(window["last_day"], is_provisional=window["is_provisional"])
    problem = f"申诉期限是{last}：自{window['known_on']}起{window['workdays']}个工作日"
    raise refuse(_APPEALED, str(day), problem, "已过期限，请与政务公开主管部门联系")


def _decide(books: Books, values: Values) -> Done:
    key, _ = _find(books, values)
    entry = _APPEAL.find_waiting(books, values, key)
    decided_on = _APPEAL.day_of_decision(books, values, entry)
    _refuse_marks(values)
    column, _ = _MARKS[_column(values)]
    texts = {"result": values["result"], column: values[column]}
    return Done((changed("appeals", entry, decided_on=decided_on.isoformat(), **texts),))


def _refuse_marks(values: Values) -> None:
    """Only 改扣 states marks, and it must: those of a finding or those of a check."""
    against = _column(values)
    for matter, (column, label) in _MARKS.items():
        is_wanted = values["result"] == CHANGED and matter == against
        if values[column] is None and is_wanted:
            raise refuse(label, None, "改扣而没有写改为多少分", "请填写分数")
        if values[column] is not None and not is_wanted:
            raise refuse(label, values[column], "只有改扣才写分数", "请删去，或改选“改扣”")


def _about_decision(values: Values) -> str:
    marks = values["deduction"] or values["earned"]
    changed_to = f"为{marks}分" if marks else ""
    return with_reason(f"{_about(values)}：{values.need('result')}{changed_to}", values["reason"])


STEPS: tuple[Step, ...] = (
    rows_step(
        "appeal.make",
        "申诉",
        (
            *_MATTER,
            Ask("reason", "申诉理由", "lines", most=500),
            Ask("appealed_on", _APPEALED, "date", required=False),
        ),
        _about,
        _make,
        takes_files=True,
    ),
    rows_step(
        "appeal.decide",
        "裁定申诉",
        (
            *_MATTER,
            Ask("appealed_on", _APPEALED, "hidden"),
            SEEN,
            Ask("result", "裁定结果", "choice", choices=tuple((r, r) for r in (UPHELD, WITHDRAWN, CHANGED))),
            Ask("deduction", "改扣分", "number", required=False),
            Ask("earned", "改得分", "number", required=False),
            Ask("reason", "裁定理由", "lines", most=500),
            Ask("decided_on", "裁定日期", "date", required=False),
        ),
        _about_decision,
        _decide,
        needs_second=always,
    ),
)
