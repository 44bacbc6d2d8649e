"""draw: a reproducible sample of units x items, stored before anyone checks, and drawn again by anyone."""

from __future__ import annotations

import argparse
from typing import Any

from dashboard.commands.answers import records
from dashboard.commands.arguments import (
    add_as_of,
    add_by,
    add_format,
    add_store,
    add_year,
    find_unit,
    open_store,
    year_and_date,
)
from dashboard.commands.output import print_json, print_rows, say
from dashboard.commands.trail import write_down
from dashboard.text.checks import LEVELS
from data.draw import DrawBatch, Exclusion, Redraw, find_draw, redraw
from data.errors import InputRefused, Problem, UsageError
from data.release import Writer
from data.store import Store

_CELL_HEADINGS = {
    "turn": "顺序",
    "group_name": "类别",
    "name": "单位",
    "item": "编号",
    "item_name": "评分项",
    "level_text": "已抽情况",
    "check_count": "已抽次数",
    "checked_on": "抽中后检查日期",
}
_LIST_HEADINGS = {
    "draw_no": "抽样",
    "year": "年度",
    "as_of": "截止日期",
    "size": "抽取项数",
    "population": "抽样范围",
    "exclusions": "排除单位",
    "checked": "已检查",
    "seed": "种子",
    "made_at": "抽取时间",
    "made_by": "经办人",
    "release_id": "数据版本",
    "live_text": "状态",
}
_DRAW_KEYS = (
    "draw_no",
    "seed",
    "size",
    "year",
    "as_of",
    "group",
    "made_at",
    "by",
    "release_id",
    "population",
    "population_digest",
    "is_live",
)
_STRATUM_KEYS = ("stratum", "group_name", "level", "population", "drawn")
_CELL_KEYS = ("turn", "unit_id", "name", "item", "item_name", "stratum", "check_count", "checked_on")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    draw = commands.add_parser("draw", help="抽取下一批抽测对象（单位×评分项），先存档后检查，可重抽核对")
    draw.add_argument("--size", type=int, metavar="项数", help="抽取多少项")
    draw.add_argument("--seed", metavar="种子", help="公开产生的号码或文字；同一种子得到同一结果")
    draw.add_argument("--group", metavar="类别", help="只在一个单位类别中抽取")
    draw.add_argument(
        "--exclude",
        action="extend",
        nargs="+",
        default=[],
        metavar="单位=理由",
        help="不参加抽取的单位和理由，可列多个",
    )
    draw.add_argument("--list", action="store_true", help="列出已存档的抽样")
    draw.add_argument("--show", type=int, metavar="抽样", help="显示一次已存档的抽样")
    draw.add_argument("--redo", type=int, metavar="抽样", help="按存档的种子和数据版本重抽，并与存档核对")
    add_year(draw)
    add_as_of(draw)
    add_by(draw)
    add_format(draw)
    add_store(draw)
    draw.set_defaults(run=run_draw)


def run_draw(arguments: argparse.Namespace) -> int:
    """Draw and store, or list, show or redo a stored draw; 1 when a redo gives something else."""
    store = open_store(arguments.store)
    if arguments.list:
        return _list(store, arguments)
    if arguments.show is not None:
        return _show(store, arguments.show, arguments.format)
    if arguments.redo is not None:
        return _redo(store, arguments.redo, arguments.format)
    if arguments.size is None or arguments.seed is None:
        raise UsageError("请用 --size 写明抽取多少项、用 --seed 写明种子；或用 --list、--show、--redo")
    return _draw(store, arguments)


def _draw(store: Store, arguments: argparse.Namespace) -> int:
    year, as_of = year_and_date(store, arguments)
    batch = DrawBatch(
        layout=store.layout,
        year=store.year(year),
        as_of=as_of,
        size=arguments.size,
        seed=arguments.seed,
        group_name=arguments.group,
        exclusions=tuple(_exclusion(store, words) for words in arguments.exclude),
        by=arguments.by,
    )
    receipt = Writer(arguments.store).submit(batch)
    write_down(arguments, receipt, size=arguments.size, seed=arguments.seed)
    newest = store.table("pages/draws", year=None)
    draw_no = int(newest.loc[newest["batch_id"] == receipt.batch_id, "draw_no"].iloc[0])
    say(f"已存档为第{draw_no}次抽样（第{receipt.batch_id}批），数据版本 {receipt.release_id}")
    return _show(store, draw_no, arguments.format)


def _exclusion(store: Store, words: str) -> Exclusion:
    """`单位=理由`; a unit without a reason is refused, so that nobody is left out unexplained."""
    unit, _, reason = words.replace("＝", "=").partition("=")
    if not reason.strip():
        raise InputRefused(
            [Problem("抽样", None, None, "--exclude", words, "没有写明排除理由", "请写成 单位=理由")]
        )
    return Exclusion(find_unit(store, unit.strip()), reason.strip())


def _list(store: Store, arguments: argparse.Namespace) -> int:
    rows = records(store.table("pages/draws", year=arguments.year))
    if arguments.format == "json":
        print_json([_named(row) for row in rows])
        return 0
    for row in rows:
        row["live_text"] = "有效" if row["is_live"] else "已撤销"
    print_rows(rows, _LIST_HEADINGS, arguments.format)
    return 0


def _named(draw: dict[str, Any]) -> dict[str, Any]:
    """A row of pages/draws under the names of the JSON answer."""
    draw = draw | {"group": draw["group_name"], "by": draw["made_by"]}
    return {key: draw[key] for key in _DRAW_KEYS}


def _show(store: Store, draw_no: int, form: str) -> int:
    """The drawn cells; as JSON the whole record of the draw."""
    find_draw(store, draw_no)
    cells = records(store.table("pages/draw_cells", draw_no=draw_no))
    if form == "json":
        print_json(draw_answer(store, draw_no))
        return 0
    for cell in cells:
        cell["level_text"] = LEVELS[cell["level"]]
    print_rows(cells, _CELL_HEADINGS, form)
    return 0


def draw_answer(store: Store, draw_no: int) -> dict[str, Any]:
    """`draw --format json`: the draw, the units left out with their reasons, the strata, the cells by turn."""
    draws = records(store.table("pages/draws", year=None))
    draw = next(row for row in draws if row["draw_no"] == draw_no)
    strata = records(store.table("pages/draw_strata", draw_no=draw_no))
    cells = records(store.table("pages/draw_cells", draw_no=draw_no))
    return {
        **_named(draw),
        "exclusions": records(store.table("pages/draw_exclusions", draw_no=draw_no)),
        "strata": [{key: stratum[key] for key in _STRATUM_KEYS} for stratum in strata],
        "cells": [{key: cell[key] for key in _CELL_KEYS} for cell in cells],
    }


def _redo(store: Store, draw_no: int, form: str) -> int:
    again = redraw(store, draw_no)
    if form == "json":
        print_json(_redo_answer(again))
    else:
        print(_verdict(again))
        rows = [
            {"kind": kind, "unit_id": unit_id, "item": item}
            for kind, cells in (("存档有、重抽没有", again.missing), ("重抽有、存档没有", again.extra))
            for unit_id, item in cells
        ]
        if rows:
            print_rows(rows, {"kind": "差别", "unit_id": "单位", "item": "评分项"}, form)
    return 0 if again.matches else 1


def _verdict(again: Redraw) -> str:
    if again.matches:
        return f"第{again.draw_no}次抽样：按数据版本 {again.release_id} 重抽，与存档完全一致"
    return f"第{again.draw_no}次抽样：按数据版本 {again.release_id} 重抽，与存档不一致"


def _redo_answer(again: Redraw) -> dict[str, Any]:
    return {
        "draw_no": again.draw_no,
        "release_id": again.release_id,
        "matches": again.matches,
        "is_same_population": again.is_same_population,
        "is_same_order": again.is_same_order,
        "missing": [{"unit_id": unit_id, "item": item} for unit_id, item in again.missing],
        "extra": [{"unit_id": unit_id, "item": item} for unit_id, item in again.extra],
    }
