"""Arguments that several commands share, and what they become."""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime
from pathlib import Path

from dashboard.commands.output import FORMATS
from data.errors import UsageError
from data.release import Writer
from data.store import Store

DEFAULT_STORE = "store"


def add_store(parser: argparse.ArgumentParser) -> None:
    """--store DIR, by default $OPENNESS_STORE, else ./store."""
    default = Path(os.environ.get("OPENNESS_STORE") or DEFAULT_STORE)
    parser.add_argument(
        "--store", type=Path, default=default, metavar="目录", help=f"数据库目录（默认 {default}）"
    )


def add_year(parser: argparse.ArgumentParser) -> None:
    """--year Y, by default the newest year with a scheme."""
    parser.add_argument("--year", type=int, metavar="年度", help="考核年度（默认最近一个有办法的年度）")


def add_as_of(parser: argparse._ActionsContainer) -> None:
    """--as-of D, by default today, at most the year's close."""
    parser.add_argument("--as-of", type=iso_date, metavar="日期", help="截止日期，如 2026-06-30（默认今天）")


def add_format(parser: argparse.ArgumentParser) -> None:
    """--format table|csv|json."""
    parser.add_argument(
        "--format", choices=FORMATS, default="table", metavar="格式", help="table、csv 或 json"
    )


def add_by(parser: argparse.ArgumentParser) -> None:
    """--by NAME, who answers for the change; by default the system's user."""
    parser.add_argument("--by", default=default_by(), metavar="姓名", help="经办人（默认系统用户名）")


def default_by() -> str:
    """The system's user, empty where the system names none."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


def iso_date(words: str) -> date:
    """A date written 2026-06-30; argparse shows the message."""
    try:
        return datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{words}”不是日期，请写成 2026-06-30") from None


def open_store(path: Path) -> Store:
    """The store for reading, brought up to date first where another edition of the program wrote it."""
    Writer(path).upgrade()
    return Store(path)


def year_and_date(store: Store, arguments: argparse.Namespace) -> tuple[int, date]:
    """The year and as-of date asked for, with their defaults."""
    year = store.year(arguments.year).year
    return year, arguments.as_of or store.default_as_of(year)


def find_unit(store: Store, words: str) -> str:
    """The id of the unit a person names by id, name or alias; UsageError listing near names."""
    names = store.table("pages/unit_names")
    folded = words.replace(" ", "").replace("（", "(").replace("）", ")").lower()
    hits = names.loc[names["name"] == folded, "unit_id"]
    if len(hits):
        return str(hits.iloc[0])
    near = [name for name in names["name"] if folded and folded in name][:5]
    raise UsageError(
        f"没有单位“{words}”" + (f"。是否指：{'、'.join(near)}" if near else "，请核对名称或编码")
    )
