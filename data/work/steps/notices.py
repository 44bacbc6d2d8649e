"""Notices of findings (问题通报): notified with a deadline, put right before the unit signs, withdrawn."""

from __future__ import annotations

from datetime import date

from data.accounts.roles import INSPECTOR
from data.errors import NotAllowed
from data.work.asks import Ask, Values, refuse
from data.work.books import Books, Entry, changed, written
from data.work.days import counted_day, refuse_day
from data.work.save import Done, Place
from data.work.step import SEEN, Step, rows_step, with_reason
from data.work.steps.findings import FINDING, about_finding, find_finding, refuse_appealed

SOURCES = ("日常抽测", "季度检查", "第三方", "上级通报", "社会监督")
_YES_NO = (("是", "是"), ("否", "否"))
_UNIT = Ask("unit", "单位", "unit")
_SOURCE = Ask("source", "来源", "choice", choices=tuple((source, source) for source in SOURCES))
_WHAT = (
    Ask("item", "指标", "item", required=False),
    Ask("description", "问题描述", "lines"),
    Ask("count", "数量", "integer", required=False),
    Ask("deduction", "扣分", "number", required=False),
    Ask("is_repeat", "重复问题", "choice", required=False, choices=_YES_NO),
    Ask(
        "quarter",
        "季度",
        "choice",
        required=False,
        choices=tuple((str(n), f"第{n}季度") for n in range(1, 5)),
    ),
)
_REFERENCES = (
    Ask("task_no", "任务序号", required=False, most=40),
    Ask("check_id", "抽测编号", required=False, most=60),
    Ask("inspection_id", "检查编号", required=False, most=60),
)
_DUE = (
    Ask("due_on", "整改时限", "date", required=False),
    Ask("due_in", "或限几个工作日", "integer", required=False),
)
_CORRECTED = tuple(ask.name for ask in _WHAT)


def _notify(books: Books, values: Values) -> Done:
    unit_id = books.unit(values.need("unit"))
    notified_on = values.day("notified_on") or books.today
    year = _year(books, values, unit_id, notified_on)
    refuse_day("通报日期", notified_on, date(year, 1, 1), books.today, "所属年度")
    due_on, told = _due(books, values, notified_on)
    number = books.next_id("findings", f"WT{year}-")
    texts = {name: values[name] for name in (*_CORRECTED, "source", "task_no", "check_id", "inspection_id")}
    row = written(
        "findings",
        **texts,
        finding_id=number,
        unit=values["unit"],
        year=str(year),
        notified_on=notified_on.isoformat(),
        due_on=due_on.isoformat() if due_on else None,
        evidence=values["evidence"],
    )
    numbered = f"编号{number}" + (f"，整改时限{told}" if told else "，没有整改时限")
    return Done((row,), Place("finding", number, unit_id, year), numbered + _unscored(books, year))


def _unscored(books: Books, year: int) -> str:
    """A word on a year without a scheme, in which nothing is scored yet."""
    has_scheme = books.one("work/scheme_of_year", year=year) is not None
    return "" if has_scheme else f"；{year}年还没有考核办法，启用以前不计分"


def _due(books: Books, values: Values, notified_on: date) -> tuple[date | None, str]:
    due_on, told = counted_day(books, values, "due_on", ("due_in", "或限几个工作日"), notified_on)
    if due_on is not None and due_on < notified_on:
        raise refuse("整改时限", str(due_on), f"早于通报日期（{notified_on}）", "请核对日期")
    return due_on, told


def _year(books: Books, values: Values, unit_id: str, notified_on: date) -> int:
    """The year of the check or inspection that found it, else that of the notice; refuses those of another unit."""
    years = [
        _referred(books, kind, column, label, values[column], unit_id)
        for kind, column, label in _FOUND_BY
        if values[column] is not None
    ]
    return years[0] if years else notified_on.year


_FOUND_BY = (("spot_checks", "check_id", "抽测编号"), ("inspections", "inspection_id", "检查编号"))


def _referred(books: Books, kind: str, column: str, label: str, ref: str | None, unit_id: str) -> int:
    entry = books.find(kind, **{column: ref})
    if entry is None:
        raise refuse(label, ref, f"没有这个{label}", "请核对编号")
    if entry.facts["unit_id"] != unit_id:
        raise refuse(label, ref, "不是对这个单位的", "请核对单位和编号")
    return int(entry.facts["year"])


def _about_notice(values: Values) -> str:
    return f"{values.need('unit')}的问题"


def _correct(books: Books, values: Values) -> Done:
    """Typing errors put right as long as the unit has not begun to act on what it was told."""
    entry = find_finding(books, values)
    _refuse_others_notice(books, entry)
    _refuse_begun(books, entry)
    due_on, told = _due(books, values, entry.facts["notified_on"])
    texts = {name: values[name] for name in _CORRECTED}
    row = changed("findings", entry, **texts, due_on=due_on.isoformat() if due_on else None)
    return Done((row,), told=f"整改时限{told}" if told else "")


def _refuse_others_notice(books: Books, entry: Entry) -> None:
    """An inspector puts right what they notified themselves; a supervisor anybody's."""
    if books.doer.role != INSPECTOR:
        return
    [head] = books.query("pages/finding_head", ref=entry.facts["finding_id"])
    if head["login"] != books.doer.login:
        raise NotAllowed("检查员只能更正自己通报的问题，请联系通报人或主管")


def _refuse_begun(books: Books, entry: Entry) -> None:
    ref = entry.facts["finding_id"]
    if books.query("work/acts_of_unit", finding_id=ref) or entry.facts["rectified_on"] is not None:
        raise refuse("问题编号", ref, "单位已经签收或开始办理，不能再更正", "确有错误的，请撤销后重新通报")


def _withdraw(books: Books, values: Values) -> Done:
    entry = find_finding(books, values)
    refuse_appealed(books, entry, only_waiting=True)
    day = values.day("withdrawn_on") or books.today
    refuse_day("撤销日期", day, entry.facts["notified_on"], books.today, "通报日期")
    return Done((changed("findings", entry, withdrawn_on=day.isoformat()),))


def _about_withdrawal(values: Values) -> str:
    return with_reason(about_finding(values), values["reason"])


STEPS: tuple[Step, ...] = (
    rows_step(
        "finding.notify",
        "通报问题",
        (
            _UNIT,
            _SOURCE,
            *_WHAT,
            *_REFERENCES,
            Ask("notified_on", "通报日期", "date", required=False),
            *_DUE,
            Ask("evidence", "佐证链接或说明", required=False, most=500),
        ),
        _about_notice,
        _notify,
        takes_files=True,
    ),
    rows_step("finding.correct", "更正问题", (FINDING, SEEN, *_WHAT, *_DUE), about_finding, _correct),
    rows_step(
        "finding.withdraw",
        "撤销问题",
        (
            FINDING,
            SEEN,
            Ask("reason", "撤销理由", "lines", most=500),
            Ask("withdrawn_on", "撤销日期", "date", required=False),
        ),
        _about_withdrawal,
        _withdraw,
    ),
)
