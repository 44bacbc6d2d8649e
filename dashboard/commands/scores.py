"""score, explain and overdue: what comes out."""

from __future__ import annotations

import argparse
from datetime import date

from dashboard.commands.answers import explain_answer, overdue_answer, records, score_answer
from dashboard.commands.arguments import (
    add_as_of,
    add_format,
    add_store,
    add_year,
    find_unit,
    open_store,
    year_and_date,
)
from dashboard.commands.output import print_json, print_rows, say
from dashboard.text.charts import CAUSES
from dashboard.text.commands import OVERDUE_STATUS, SCORE_STATUS
from dashboard.text.numbers import marks
from data.errors import UsageError
from data.store import Store

_SCORE_HEADINGS = {
    "group_name": "类别",
    "rank": "名次",
    "interval": "名次区间",
    "unit_id": "编码",
    "name": "单位",
    "total": "得分",
    "grade": "等次",
    "status_text": "状态",
    "reason": "说明",
}
_LOSS_HEADINGS = {
    "component": "环节",
    "period": "期间",
    "item": "指标",
    "cause": "原因",
    "ref": "依据",
    "marks": "失分",
    "recoverable": "可挽回",
    "due_on": "时限",
    "description": "说明",
}
_OVERDUE_HEADINGS = {
    "status_text": "状态",
    "days_late": "逾期天数",
    "due_on": "时限",
    "original_due_on": "原时限",
    "unit_id": "单位",
    "ref": "编号",
    "description": "内容",
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    score = commands.add_parser("score", help="各单位得分与名次")
    explain = commands.add_parser("explain", help="一个单位失分的原因，以及还能挽回多少")
    explain.add_argument("unit", metavar="单位", help="编码、名称或别名")
    for parser, run in ((score, run_score), (explain, run_explain)):
        add_year(parser)
        add_as_of(parser)
        add_format(parser)
        add_store(parser)
        parser.set_defaults(run=run)
    overdue = commands.add_parser("overdue", help="逾期的问题和任务，以及即将到期的")
    add_as_of(overdue)
    overdue.add_argument(
        "--due-within", type=int, default=3, metavar="N", help="几个工作日内到期也列出（默认3）"
    )
    add_format(overdue)
    add_store(overdue)
    overdue.set_defaults(run=run_overdue)


def run_score(arguments: argparse.Namespace) -> int:
    """Score and rank every unit."""
    store = open_store(arguments.store)
    year, as_of = year_and_date(store, arguments)
    if arguments.format == "json":
        print_json(score_answer(store, year, as_of))
        return 0
    rows = records(store.query("pages/score", year=year, as_of=as_of))
    for row in rows:
        row["interval"] = None if row["rank"] is None else f"{row['rank_low']}–{row['rank_high']}"
        row["status_text"] = SCORE_STATUS[row["status"]]
    decimals = {"total": _decimals(store, year)}
    print_rows(rows, _SCORE_HEADINGS, arguments.format, decimals)
    _say_basis(store, year, as_of)
    return 0


def run_explain(arguments: argparse.Namespace) -> int:
    """Every lost mark of a unit with its cause."""
    store = open_store(arguments.store)
    year, as_of = year_and_date(store, arguments)
    unit_id = find_unit(store, arguments.unit)
    answer = explain_answer(store, unit_id, year, as_of)
    if arguments.format == "json":
        print_json(answer)
        return 0
    rows = records(store.query("pages/explain", year=year, as_of=as_of, what_ifs_for=unit_id))
    for row in rows:
        row |= {
            "component": row["component_name"],
            "item": row["item_name"],
            "cause": CAUSES[row["cause"]],
            "marks": round(row["marks"], 4),
            "recoverable": round(row["recoverable"], 4),
        }
    print_rows(rows, _LOSS_HEADINGS, arguments.format, {"marks": 4, "recoverable": 4})
    if answer["base"] is not None:
        lost = answer["full_marks"] - answer["base"]
        total = marks(answer["total"], _decimals(store, year))
        say(f"满分{answer['full_marks']:g}，失分合计{lost:.4f}，基础分{answer['base']:.4f}，总分{total}")
    else:
        say(f"未评定：{_reason(store, unit_id, year, as_of)}")
    _say_basis(store, year, as_of)
    return 0


def _reason(store: Store, unit_id: str, year: int, as_of: date) -> str:
    """Why a unit has no score."""
    units = store.query("pages/not_rated", year=year, as_of=as_of, group_name=None)
    return str(units.set_index("unit_id")["reason"].get(unit_id, ""))


def run_overdue(arguments: argparse.Namespace) -> int:
    """Findings and tasks past their deadline, and those due within N working days."""
    if arguments.due_within < 0:
        raise UsageError("--due-within 不能为负")
    store = open_store(arguments.store)
    as_of = arguments.as_of or date.today()
    answer = overdue_answer(store, as_of, arguments.due_within)
    if arguments.format == "json":
        print_json(answer)
        return 0
    rows = [{**row, "status_text": OVERDUE_STATUS[row["status"]]} for row in answer]
    print_rows(rows, _OVERDUE_HEADINGS, arguments.format)
    say(f"截止{as_of}，数据版本 {store.release_id}")
    return 0


def _decimals(store: Store, year: int) -> int:
    """How many decimals the year's scheme prints a score with."""
    edition = store.table("pages/method_edition", edition=store.year(year).edition)
    return int(edition["decimals"].iloc[0])


def _say_basis(store: Store, year: int, as_of: date) -> None:
    demo = "，演示数据" if store.is_demo else ""
    say(f"{store.year(year).scheme_name}，截止{as_of}，数据版本 {store.release_id}{demo}")
