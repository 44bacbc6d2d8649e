"""round close, list, show: what was published stays published."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from dashboard.commands.answers import records
from dashboard.commands.arguments import add_as_of, add_by, add_format, add_store, add_year, open_store
from dashboard.commands.output import print_json, print_rows, say
from dashboard.commands.trail import write_down
from data.errors import StoreMissing
from data.release import Writer
from data.rounds import PUBLISH, SCOPES, PublicationBatch, RoundBatch
from data.store import Store

_LIST_HEADINGS = {
    "year": "年度",
    "name": "轮次",
    "correction_no": "更正",
    "as_of": "截止日期",
    "publish_text": "公布范围",
    "closed_at": "关闭时间",
    "closed_by": "经办人",
    "release_id": "数据版本",
    "reason": "更正理由",
}
_UNIT_HEADINGS = {
    "group_name": "类别",
    "rank": "公布名次",
    "name": "单位",
    "total": "公布得分",
    "grade": "公布等次",
    "today_total": "按今日数据得分",
    "today_rank": "按今日数据名次",
    "reason": "说明",
}
_PUBLISHED_KEYS = ("group_name", "rank", "name", "total", "grade", "reason")
_DIFFERENCE_HEADINGS = {
    "unit_id": "单位",
    "component": "环节",
    "ref": "依据",
    "published": "公布失分",
    "today": "今日失分",
    "reason": "原因",
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    rounds = commands.add_parser("round", help="关闭、列出、查看轮次")
    actions = rounds.add_subparsers(dest="action", required=True, metavar="动作")
    close = actions.add_parser("close", help="关闭并公布一个轮次")
    close.add_argument("name", metavar="轮次", help="如 第一季度、年中、年终")
    close.add_argument(
        "--publish",
        choices=PUBLISH,
        default="full",
        metavar="范围",
        help="、".join(f"{word}（{told}）" for word, told in SCOPES.items()),
    )
    close.add_argument("--correct", metavar="理由", help="对已公布的轮次作出编号更正")
    add_as_of(close)
    add_year(close)
    add_by(close)
    add_store(close)
    close.set_defaults(run=run_close)
    publish = actions.add_parser("publish", help="把已关闭的轮次公布给更多人")
    publish.add_argument("name", metavar="轮次")
    publish.add_argument("--publish", choices=PUBLISH[:2], default="full", metavar="范围")
    add_year(publish)
    add_by(publish)
    add_store(publish)
    publish.set_defaults(run=run_publish)
    listing = actions.add_parser("list", help="列出已关闭的轮次")
    show = actions.add_parser("show", help="公布的结果，与按今日数据重算的差别及原因")
    show.add_argument("name", metavar="轮次")
    add_year(show)
    for parser, run in ((listing, run_list), (show, run_show)):
        add_format(parser)
        add_store(parser)
        parser.set_defaults(run=run)


def run_close(arguments: argparse.Namespace) -> int:
    """Store the results of a round for good."""
    store = open_store(arguments.store)
    year = store.year(arguments.year)
    batch = RoundBatch(
        layout=store.layout,
        name=arguments.name,
        year=year,
        as_of=arguments.as_of or store.default_as_of(year.year),
        publish=arguments.publish,
        correction=arguments.correct,
        by=arguments.by,
    )
    if batch.as_of > date.today():
        say(f"注意：截止日期{batch.as_of}还没有到，以后的事实不会再算进这个轮次")
    receipt = Writer(arguments.store).submit(batch)
    write_down(arguments, receipt, round=batch.note, publish=batch.publish)
    print(f"已关闭{batch.note}：{receipt.rows_in}个单位，数据版本 {receipt.release_id}")
    return 0


def run_publish(arguments: argparse.Namespace) -> int:
    """Publish a closed round further than it was."""
    closed = _find_round(open_store(arguments.store), arguments.name, arguments.year)
    batch = PublicationBatch(closed["round_no"], arguments.publish, by=arguments.by)
    receipt = Writer(arguments.store).submit(batch)
    write_down(arguments, receipt, round=closed["name"], publish=batch.publish)
    told = SCOPES[batch.publish]
    print(f"已公布{closed['year']}年{closed['name']}（{told}），数据版本 {receipt.release_id}")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """All closed rounds and their corrections."""
    rows = records(open_store(arguments.store).table("pages/rounds"))
    if arguments.format == "json":
        print_json(rows)
    else:
        shown = [{**row, "publish_text": SCOPES[row["publish"]]} for row in rows]
        print_rows(shown, _LIST_HEADINGS, arguments.format)
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """A published round beside what today's facts give at the same date, and why they differ."""
    store = open_store(arguments.store)
    closed = _find_round(store, arguments.name, arguments.year)
    if closed["year"] not in store.years():
        return _show_published(store, closed, arguments.format)
    asked = {
        "year": closed["year"],
        "as_of": date.fromisoformat(closed["as_of"]),
        "round_no": closed["round_no"],
    }
    units = records(store.query("pages/round_units", **asked))
    differences = records(store.query("pages/round_differences", **asked))
    if arguments.format == "json":
        print_json({"round": closed, "units": units, "differences": differences})
        return 0
    decimals = _published(store, closed)[0]["decimals"] if units else 0
    print_rows(units, _UNIT_HEADINGS, arguments.format, {"total": decimals, "today_total": decimals})
    if differences:
        print_rows(differences, _DIFFERENCE_HEADINGS, arguments.format, {"published": 4, "today": 4})
    else:
        say("按今日数据重算，与公布结果完全一致")
    return 0


def _show_published(store: Store, closed: dict[str, Any], form: str) -> int:
    """A round whose year has lost its scheme: what was published stands, nothing can be recomputed."""
    units = _published(store, closed)
    if form == "json":
        print_json({"round": closed, "units": units, "differences": []})
    else:
        headings = {key: _UNIT_HEADINGS[key] for key in _PUBLISHED_KEYS}
        print_rows(units, headings, form, {"total": units[0]["decimals"]} if units else None)
    say(f"{closed['year']}年现在没有考核办法，只列公布的结果，无法按今日数据重算")
    return 0


def _published(store: Store, closed: dict[str, Any]) -> list[dict[str, Any]]:
    return records(store.table("pages/round_published", round_no=closed["round_no"]))


def _find_round(store: Store, name: str, year: int | None) -> dict[str, Any]:
    standing = [row for row in records(store.table("pages/rounds")) if row["stands"] and row["name"] == name]
    wanted = [row for row in standing if year is None or row["year"] == year]
    if not wanted:
        raise StoreMissing(f"没有轮次“{name}”。可用 round list 查看全部轮次")
    return max(wanted, key=lambda row: row["year"])
