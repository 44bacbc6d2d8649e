"""Ledgers (台账): lines that units report, and the office's word on them: confirmed, or returned with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data.work.asks import Ask, Values, refuse
from data.work.books import Books, Entry, changed, refuse_stale, stale, written
from data.work.save import Done, Place
from data.work.step import SEEN, Step, rows_step

MOST_LINES = 100  # confirmed with one press
_TIME = re.compile(r"([01]\d|2[0-3])[:：][0-5]\d")
_UNIT, _YEAR, _TASK = Ask("unit", "单位", "unit"), Ask("year", "年度", "integer"), Ask("task_no", "任务序号")
_ITEM = Ask("item", "事项", required=False, most=200)
_PERIOD = Ask("period", "期次", required=False, most=40)
_LINE = (_UNIT, _YEAR, _TASK, _ITEM, _PERIOD, Ask("triggered_on", "触发日期", required=False, most=40))


def line_ref(task_no: str, item: str | None, period: str | None, triggered_at: datetime | None) -> str:
    """What a line of a unit's ledger of a year is called in addresses and by its attachments."""
    at = triggered_at.strftime("%Y-%m-%d %H:%M") if triggered_at else ""
    return "#".join((task_no, item or "", period or "", at)).rstrip("#")


def _about_report(values: Values) -> str:
    of = values["item"] or values["period"] or values["triggered_on"]
    return f"{values.need('unit')} 任务{values.need('task_no')}" + (f"（{of}）" if of else "")


def _about_lines(values: Values) -> str:
    lines = values.tables["lines"]
    first = f"{lines[0].need('unit')} 任务{lines[0].need('task_no')}" if lines else ""
    return first if len(lines) < 2 else f"{first}等{len(lines)}行"


def _report(books: Books, values: Values) -> Done:
    key = _find_key(books, values)
    task = _find_task(books, key)
    entry = books.find("ledger", **key)
    if entry is None and values["seen"] is not None:
        raise refuse(None, None, "这一行已不在台账中，本次没有存入", "请刷新页面，看过最新情况再填")
    if entry is not None and values["seen"] is None:
        raise refuse("事项", values["item"], "台账中已有这一行", "请从已填报的行里打开修改，或写另一个事项")
    texts = _reported(books, values)
    unit_id, year = str(key["unit_id"]), int(key["year"])
    if entry is not None:
        refuse_stale(entry, values)
        texts["count"] = texts["count"] or entry.texts["count"]
        row = changed("ledger", entry, **texts)
    else:
        _refuse_new(books, key, task["deadline_kind"], values)
        own = {name: values[name] for name in ("task_no", "item", "period")}
        moment = _moment(values, "triggered")
        row = written("ledger", unit=unit_id, year=str(year), triggered_on=moment, **own, **texts)
    ref = line_ref(key["task_no"], key["item"], key["period"], key["triggered_at"])
    return Done((row,), Place("ledger", ref, unit_id, year))


def _find_key(books: Books, values: Values) -> dict[str, Any]:
    """Of which line a form speaks, of the doer's own unit if it is a unit."""
    [read] = books.query(
        "work/line_moment", period=values["period"], triggered_on=_moment(values, "triggered")
    )
    return {
        "unit_id": books.unit(values.need("unit")),
        "year": int(values.need("year")),
        "task_no": values.need("task_no"),
        "item": values["item"],
        **read,
    }


def _moment(values: Values, name: str) -> str | None:
    """A date with its time of day where one is written, as a cell of a ledger holds it."""
    day, time = values[f"{name}_on"], values[f"{name}_time"]
    if time is not None and not _TIME.fullmatch(time):
        chinese = {"triggered": "触发时刻", "completed": "完成时刻"}[name]
        raise refuse(chinese, time, "不是时刻", "请写成 09:30 的样子")
    return f"{day} {time.replace('：', ':')}" if day and time else day


def _find_task(books: Books, key: Mapping[str, Any]) -> dict[str, Any]:
    """The task of a line; refuses one that does not exist, or that the unit neither leads, owns nor supports."""
    task = books.one("work/task_of_unit", **key)
    if task is None:
        raise refuse("任务序号", key["task_no"], "该年度没有这个序号的任务", "请从任务列表中打开")
    if task["role"] is None:
        problem = "这项任务不由这个单位牵头、负责或配合，不用填报"
        raise refuse("任务序号", key["task_no"], problem, "请核对任务；如分工有误，请联系主管部门")
    return task


def _reported(books: Books, values: Values) -> dict[str, str | None]:
    """What a form says was done; refuses nothing said, and what has not happened yet."""
    if values["completed_on"] is None and values["progress"] is None:
        raise refuse("完成情况", None, "没有填写", "请写完成情况，已完成的请填完成日期")
    for name, chinese in (("completed_on", "完成日期"), ("triggered_on", "触发日期")):
        day = values.day(name)
        if day is not None and day > books.today:
            raise refuse(chinese, str(day), f"晚于今天（{books.today}）", "请等发生以后再填报")
    count = values.number("count")
    if count is not None and count < 1:
        raise refuse("次数", values["count"], "不足1次", "请写1或更大的整数")
    texts = {name: values[name] for name in ("count", "progress", "evidence")}
    return {**texts, "completed_on": _moment(values, "completed")}


def _refuse_new(books: Books, key: Mapping[str, Any], deadline_kind: str | None, values: Values) -> None:
    """Refuse a new line that would fit no entry of its task: without its period or its name."""
    if deadline_kind == "recurring":
        names = [owed["entry"] for owed in books.query("work/entries_of_task", **key)]
        if key["period"] not in names:
            problem = "没有填写" if values["period"] is None else "不是这项任务的期次"
            raise refuse("期次", values["period"], problem, f"请选：{'、'.join(names)}")
    if deadline_kind == "count" and key["item"] is None:
        raise refuse("事项", None, "没有填写", "请写是哪一次，如“第一次培训”")


def _find_line(books: Books, values: Values) -> Entry:
    """The line a decision is about, as it stands and as the doer saw it; refuses one that is decided already."""
    key = _find_key(books, values)
    entry = books.find("ledger", **key)
    if entry is None:
        problem = "这一行已不在台账中"
        raise refuse("任务序号", values["task_no"], problem, "请刷新页面，看过最新情况再办理")
    refuse_stale(entry, values)
    earlier = books.find("entry_decisions", **key)
    if earlier is not None and earlier.batch_id >= entry.batch_id:
        raise stale(earlier.batch_id)
    return entry


def _decision(books: Books, entry: Entry, decision: str, reason: str | None = None) -> dict[str, str | None]:
    key = {name: entry.texts[name] for name in ("year", "task_no", "item", "period", "triggered_on")}
    told = {"decided_on": books.today.isoformat(), "decision": decision, "reason": reason}
    return {"unit": str(entry.facts["unit_id"]), **key, **told}


def _confirm(books: Books, values: Values) -> Done:
    lines = values.tables["lines"]
    if not lines:
        raise refuse("台账行", None, "没有选择", "请至少确认一行")
    entries = [_find_line(books, line) for line in lines]
    return Done([written("entry_decisions", **_decision(books, entry, "确认")) for entry in entries])


def _return(books: Books, values: Values) -> Done:
    """The decision, and the line again without its completion: it counts as done no longer."""
    entry = _find_line(books, values)
    decision = written("entry_decisions", **_decision(books, entry, "退回", values.need("reason")))
    return Done((changed("ledger", entry, completed_on=None), decision))


STEPS: tuple[Step, ...] = (
    rows_step(
        "ledger.report",
        "填报台账",
        (
            *_LINE[:-1],
            SEEN,
            Ask("triggered_on", "触发日期", "date", required=False),
            Ask("triggered_time", "触发时刻", required=False, most=5),
            Ask("count", "次数", "integer", required=False),
            Ask("completed_on", "完成日期", "date", required=False),
            Ask("completed_time", "完成时刻", required=False, most=5),
            Ask("progress", "完成情况", "lines", required=False),
            Ask("evidence", "佐证", "lines", required=False),
        ),
        _about_report,
        _report,
        takes_files=True,
    ),
    rows_step(
        "ledger.confirm",
        "确认台账",
        (Ask("lines", "台账行", "rows", most=MOST_LINES, columns=(*_LINE, SEEN)),),
        _about_lines,
        _confirm,
    ),
    rows_step(
        "ledger.return",
        "退回台账",
        (*_LINE, SEEN, Ask("reason", "退回理由", "lines", most=500)),
        _about_report,
        _return,
    ),
)
