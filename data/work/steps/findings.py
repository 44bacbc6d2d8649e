"""Findings (问题) at the unit: signed for, rectified, rechecked."""

from __future__ import annotations

from typing import Any

from data.accounts.roles import UNIT
from data.errors import InputRefused
from data.work.asks import Ask, Values, refuse
from data.work.books import Books, Entry, changed, refuse_stale, written
from data.work.days import day_of_asking, refuse_day
from data.work.save import Done, Place
from data.work.step import SEEN, Step, rows_step

FINDING = Ask("finding_id", "问题编号", "hidden")
PASS, FAIL = "通过", "不通过"
RESULTS = {"pass": PASS, "fail": FAIL}


def about_finding(values: Values) -> str:
    """The finding that a form is about, for lists of batches and the audit log."""
    return f"问题 {values.need('finding_id')}"


def _about_recheck(values: Values) -> str:
    return f"{about_finding(values)}，{values.need('recheck_result')}"


def find_finding(books: Books, values: Values) -> Entry:
    """The finding a form is about, as it stands and as the doer saw it; refuses one that no longer counts."""
    entry = books.own("findings", finding_id=values.need("finding_id"))
    refuse_stale(entry, values)
    refuse_stopped(books, entry)
    return entry


def refuse_stopped(books: Books, entry: Entry) -> None:
    """Refuse a finding or spot check that was withdrawn, by the office itself or on appeal (scoring.md section 3)."""
    ref, appeals = _appeals(books, entry)
    cleared = (appeal["decided_on"] for appeal in appeals if appeal["result"] == "withdrawn")
    day = entry.facts["withdrawn_on"] or max(cleared, default=None)
    if day is not None:
        raise refuse("编号", ref, f"“{ref}”已于{day}撤销", "不用再办理")


def refuse_appealed(books: Books, entry: Entry, *, only_waiting: bool) -> None:
    """Refuse to change by one person what an appeal is about: that takes its decision, and so two people.

    With `only_waiting` an appeal that was decided stands in nobody's way.
    """
    ref, appeals = _appeals(books, entry)
    for appeal in appeals:
        if appeal["decided_on"] is None:
            problem = f"单位{appeal['appealed_on']}的申诉还在等待裁定"
            raise refuse("编号", ref, problem, "请先裁定申诉；该撤销或改分的，裁定为撤销或改扣")
        if not only_waiting:
            problem = f"单位申诉过，已于{appeal['decided_on']}裁定"
            raise refuse("编号", ref, problem, "不能再更正；确有错误的，请撤销后重新录入")


def _appeals(books: Books, entry: Entry) -> tuple[str, list[dict[str, Any]]]:
    """Number of a finding or spot check, and the appeals against it, the newest first."""
    column = "finding_id" if "finding_id" in entry.texts else "check_id"
    ref = str(entry.texts[column])
    key = {"finding_id": None, "check_id": None, column: ref}
    return ref, books.query("work/appeals_of_matter", **key)


def is_reported(entry: Entry) -> bool:
    """Whether the unit has reported a finding rectified and no recheck has failed since (scoring.md section 3)."""
    return entry.facts["rectified_on"] is not None and _recheck_of(entry) != "fail"


def _recheck_of(entry: Entry) -> str | None:
    """The result of the recheck of the present report; None while there is none."""
    rectified_on, rechecked_on = entry.facts["rectified_on"], entry.facts["rechecked_on"]
    if rectified_on is None or rechecked_on is None or rechecked_on < rectified_on:
        return None
    result: str | None = entry.facts["recheck_result"]
    return result


def _sign(books: Books, values: Values) -> Done:
    entry = find_finding(books, values)
    if books.find("signatures", finding_id=values.need("finding_id")) is not None:
        raise refuse("问题编号", values.need("finding_id"), "已经签收过", "不用再签收")
    day = day_of_asking(books, values, "signed_on")
    refuse_day("签收日期", day, entry.facts["notified_on"], books.today, "通报日期")
    signed_by = values["signed_by"] or (books.doer.name if books.doer.role == UNIT else None)
    row = written(
        "signatures", finding_id=values["finding_id"], signed_on=day.isoformat(), signed_by=signed_by
    )
    return Done((row,))


def _rectify(books: Books, values: Values) -> Done:
    """The unit's report. One after a failed recheck begins anew: the recheck it answers goes into the history."""
    entry = find_finding(books, values)
    recheck = _recheck_of(entry)
    if recheck == "pass":
        raise _already_passed(values)
    earliest = entry.facts["rechecked_on"] if recheck == "fail" else entry.facts["notified_on"]
    why = "上次复查日期" if recheck == "fail" else "通报日期"
    refuse_day("整改完成日期", values.day("rectified_on"), earliest, books.today, why)
    texts = {
        "rectified_on": values["rectified_on"],
        "rechecked_on": None if recheck else entry.texts["rechecked_on"],
        "recheck_result": None if recheck else entry.texts["recheck_result"],
        "evidence": values["evidence"] or entry.texts["evidence"],
    }
    row = changed("findings", entry, **texts)
    ref, unit, year = values.need("finding_id"), str(entry.facts["unit_id"]), entry.facts["year"]
    return Done((row,), Place("finding", ref, unit, year))


def _already_passed(values: Values) -> InputRefused:
    return refuse("问题编号", values.need("finding_id"), "复查已经通过", "不用再报整改")


def _recheck(books: Books, values: Values) -> Done:
    entry = find_finding(books, values)
    rectified_on = entry.facts["rectified_on"]
    if rectified_on is None:
        raise refuse("问题编号", values.need("finding_id"), "单位还没有报告整改", "请等单位报告后复查")
    earlier = _recheck_of(entry)
    if earlier is not None:
        problem = f"{entry.facts['rechecked_on']}已经复查，{RESULTS[earlier]}"
        action = "请等单位再次报告整改；复查结果录错的，请撤销那一批后重录"
        raise refuse("问题编号", values.need("finding_id"), problem, action)
    refuse_day("复查日期", values.day("rechecked_on"), rectified_on, books.today, "整改完成日期")
    texts = {"rechecked_on": values["rechecked_on"], "recheck_result": values["recheck_result"]}
    return Done((changed("findings", entry, **texts),))


STEPS: tuple[Step, ...] = (
    rows_step(
        "finding.sign",
        "签收问题",
        (
            FINDING,
            SEEN,
            Ask("signed_on", "签收日期", "date", required=False),
            Ask("signed_by", "签收人", required=False, most=40),
        ),
        about_finding,
        _sign,
    ),
    rows_step(
        "finding.rectify",
        "报告整改",
        (
            FINDING,
            SEEN,
            Ask("rectified_on", "整改完成日期", "date"),
            Ask("evidence", "佐证链接或说明", required=False, most=500),
        ),
        about_finding,
        _rectify,
        takes_files=True,
    ),
    rows_step(
        "finding.recheck",
        "复查",
        (
            FINDING,
            SEEN,
            Ask("rechecked_on", "复查日期", "date"),
            Ask("recheck_result", "复查结果", "choice", choices=((PASS, PASS), (FAIL, FAIL))),
        ),
        _about_recheck,
        _recheck,
    ),
)
