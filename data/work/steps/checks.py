"""Spot checks (日常抽测): recorded from the draw or freely, put right, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from data.accounts.roles import INSPECTOR
from data.errors import NotAllowed
from data.work.asks import Ask, Values, refuse
from data.work.books import Books, Entry, Row, changed, refuse_stale, written
from data.work.days import refuse_day
from data.work.save import Done, Place
from data.work.step import SEEN, Step, rows_step
from data.work.steps.faults import FAULTS_OF_ITEM, fault_rows
from data.work.steps.findings import refuse_appealed, refuse_stopped

_MARKS = (
    Ask("sample", "抽测对象", required=False, most=200),
    Ask("earned", "得分", "number"),
    Ask("possible", "满分", "number", required=False),
    Ask("note", "备注", "lines", required=False),
    Ask("checked_on", "抽测日期", "date", required=False),
    Ask("evidence", "佐证", required=False),
    Ask("task_no", "任务序号", required=False, most=40),
)
_RECORDED = tuple(ask.name for ask in _MARKS)
_CHECK = Ask("check_id", "抽测编号", "hidden")


def _about_new(values: Values) -> str:
    turn = f"（抽样第{values['turn']}项）" if values["turn"] else ""
    return f"抽测 {values.need('unit')} {values['item'] or ''}{turn}"


def _about_check(values: Values) -> str:
    return f"抽测 {values.need('check_id')}"


def _record(books: Books, values: Values) -> Done:
    draw = _drawn(books, values)
    unit_id, item = books.unit(values.need("unit")), values["item"]
    if draw and (unit_id, item) != (draw["unit_id"], draw["item"]):
        raise refuse("单位", values["unit"], "与抽样抽中的单位或指标不符", "请从抽样清单重新打开")
    day = values.day("checked_on") or books.today
    refuse_day("抽测日期", day, draw["drawn_on"] if draw else date.min, books.today, "抽样日期")
    year = int(draw["year"]) if draw else int(values["year"] or day.year)
    known = books.one("work/item_called", source="spot_check", year=year, item=item)
    texts = {name: values[name] for name in _RECORDED} | {
        "checked_on": day.isoformat(),
        "possible": values["possible"] or _points(known),
        "item": None if known and known["is_implicit"] else item,
        "checker": books.doer.name or None,
        "year": str(year),
    }
    number = books.next_id("spot_checks", f"CC{year % 100:02}-")
    check = written("spot_checks", check_id=number, unit=unit_id, **texts)
    common = {"unit": unit_id, "source": "日常抽测", "check_id": number, "item": texts["item"]}
    common |= {"task_no": values["task_no"], "evidence": values["evidence"]}
    notified_on = values.day("notified_on") or books.today
    refuse_day("通报日期", notified_on, day, books.today, "抽测日期")
    faults, told = fault_rows(books, values, notified_on, year, common)
    return Done((check, *faults), Place("check", number, unit_id, year), f"编号{number}{told}")


def _drawn(books: Books, values: Values) -> dict[str, Any] | None:
    """The drawn cell a check is made for, None for a free one; refuses a cell that somebody checked meanwhile."""
    if values["draw_no"] is None:
        return None
    draw_no, turn = int(values.need("draw_no")), int(values["turn"] or 0)
    draws = [draw for draw in books.query("pages/draws", year=None) if draw["draw_no"] == draw_no]
    cells = [cell for cell in books.query("pages/draw_cells", draw_no=draw_no) if cell["turn"] == turn]
    if not draws or not cells or not draws[0]["is_live"]:
        raise refuse("抽样", str(draw_no), "没有这次抽样的这一项，或抽样已撤销", "请从抽样清单重新打开")
    cell = cells[0]
    if cell["checked_on"] is not None:
        who = cell["checker"] or "别人"
        problem = f"第{turn}项已由{who}于{cell['checked_on']}抽测（{cell['check_id']}），本次没有存入"
        raise refuse("抽样", str(turn), problem, "请做下一项")
    return cell | {"year": draws[0]["year"], "drawn_on": draws[0]["made_at"].date()}


def _points(item: dict[str, Any] | None) -> str:
    """The full marks of a check that names none: its item's points."""
    if item is None or item["is_implicit"]:
        raise refuse("满分", None, "没有填写", "请填写满分")
    return f"{item['points']:g}"


def _own_check(books: Books, values: Values) -> Entry:
    """The check a form is about; an inspector's own only: those that their account recorded."""
    check_id = values.need("check_id")
    entry = books.own("spot_checks", check_id=check_id)
    if books.doer.role == INSPECTOR:
        [recorded] = books.query("pages/recorded_check", ref=check_id)
        if recorded["login"] != books.doer.login:
            raise NotAllowed("检查员只能更正或撤销自己录入的抽测，请联系主管")
    refuse_stale(entry, values)
    refuse_stopped(books, entry)
    return entry


def _correct(books: Books, values: Values) -> Done:
    entry = _own_check(books, values)
    refuse_appealed(books, entry, only_waiting=False)
    texts = {name: values[name] for name in _RECORDED}
    texts["checked_on"] = values["checked_on"] or entry.texts["checked_on"]
    texts["possible"] = values["possible"] or entry.texts["possible"]
    refuse_day("抽测日期", values.day("checked_on"), date.min, books.today, "")
    place = Place("check", values.need("check_id"), entry.facts["unit_id"], entry.facts["year"])
    return Done((changed("spot_checks", entry, **texts),), place)


def _withdraw(books: Books, values: Values) -> Done:
    """The check, and with it the findings that rest on it."""
    entry = _own_check(books, values)
    refuse_appealed(books, entry, only_waiting=True)
    day = values.day("withdrawn_on") or books.today
    refuse_day("撤销日期", day, entry.facts["checked_on"], books.today, "抽测日期")
    reason = "；".join(filter(None, (entry.texts["note"], f"撤销：{values.need('reason')}")))
    check = changed("spot_checks", entry, withdrawn_on=day.isoformat(), note=reason)
    return Done((check, *_findings_of(books, values.need("check_id"), day)))


def _findings_of(books: Books, check_id: str, day: date) -> list[Row]:
    found = books.query("work/findings_of_check", check_id=check_id)
    entries = [books.own("findings", finding_id=row["finding_id"]) for row in found]
    for entry in entries:
        refuse_appealed(books, entry, only_waiting=True)
    return [changed("findings", entry, withdrawn_on=day.isoformat()) for entry in entries]


STEPS: tuple[Step, ...] = (
    rows_step(
        "check.record",
        "录入抽测",
        (
            Ask("draw_no", "抽样", "integer", required=False),
            Ask("turn", "顺序", "integer", required=False),
            Ask("year", "年度", "integer", required=False),
            Ask("unit", "单位", "unit"),
            Ask("item", "指标", "item", required=False),
            *_MARKS,
            FAULTS_OF_ITEM,
            Ask("notified_on", "通报日期", "date", required=False),
        ),
        _about_new,
        _record,
        takes_files=True,
    ),
    rows_step("check.correct", "更正抽测", (_CHECK, SEEN, *_MARKS), _about_check, _correct, takes_files=True),
    rows_step(
        "check.withdraw",
        "撤销抽测",
        (
            _CHECK,
            SEEN,
            Ask("withdrawn_on", "撤销日期", "date", required=False),
            Ask("reason", "撤销理由", "lines", most=200),
        ),
        _about_check,
        _withdraw,
    ),
)
