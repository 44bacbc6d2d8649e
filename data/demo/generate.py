"""The fact files of the demo district, as its office would have kept them.

    from data.demo.generate import write_demo
    files = write_demo(folder)      # in the order in which they can be imported

The same content on every machine and every day: nothing here reads the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, cast

from data.demo.facts import year_facts
from data.demo.items import DEMO_SCHEMES
from data.demo.rows import Row
from data.demo.sheets import Sheet
from data.demo.units import (
    DEMO_UNTIL,
    DEPARTMENTS,
    GROUPS,
    INSTITUTIONS,
    LABEL,
    NO_LEDGER,
    TOWNS,
    UNIT_BY_ID,
    UNITS,
    YEARS,
    Unit,
    units_of,
)
from data.demo.workbooks import write_csv, write_workbook
from data.files.kinds import KINDS

__all__ = ["DEMO_ROUNDS", "DEMO_SCHEMES", "DEMO_UNTIL", "DemoRound", "write_demo"]


class DemoRound(NamedTuple):
    """A round to close: its name, which starts with the year it belongs to, its as-of date, who sees it."""

    name: str
    as_of: date
    publish: str

    @property
    def year(self) -> int:
        """The assessment year; the year's last round is closed in the following January."""
        return int(self.name[:4])


DEMO_ROUNDS = (
    DemoRound("2025年第一季度", date(2025, 3, 31), "own"),
    DemoRound("2025年年中", date(2025, 6, 30), "full"),
    DemoRound("2025年第三季度", date(2025, 9, 30), "full"),
    DemoRound("2025年年终", date(2026, 1, 31), "full"),
    DemoRound("2026年第一季度", date(2026, 3, 31), "own"),
    DemoRound("2026年年中", date(2026, 6, 30), "full"),
    DemoRound("2026年第三季度", date(2026, 9, 30), "full"),
)
# Kind of fact -> rows, of one year.
Facts = dict[str, list[Row]]
# Units that keep a workbook of their own in 2026.
_OWN_WORKBOOK = ("Z01", "Z02", "B06")
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


def _columns(kind: str, *left_out: str) -> tuple[str, ...]:
    """All columns of a kind but those an office does not keep."""
    return tuple(field.name for field in KINDS[kind].fields if field.name not in left_out)


def _basics(folder: Path, facts: dict[int, Facts]) -> list[Path]:
    """Units and tasks of both years in one workbook."""
    units = [cast(Row, asdict(unit)) for unit in UNITS]
    sheets = [Sheet("单位", "units", _columns("units"), units, "被考核单位名单")]
    for year in YEARS:
        rows, title = facts[year]["tasks"], f"{year}年政务公开重点任务清单"
        sheets.append(Sheet(f"{year}年任务", "tasks", _columns("tasks", "source"), rows, title))
    return [write_workbook(folder / f"01-单位和任务清单（{LABEL}）.xlsx", sheets)]


def _between(rows: list[Row], first: int, last: int) -> list[Row]:
    """Checks of those months; the checks of the following January belong to the last one."""

    def month(row: Row) -> int:
        day = cast(date, row["checked_on"])
        return day.month if day.year == row["year"] else 12

    return [row for row in rows if first <= month(row) <= last]


def _checks_2025(folder: Path, rows: list[Row]) -> list[Path]:
    """One CSV a half-year, the older one in the older encoding."""
    columns = _columns("spot_checks", "task_no")
    first = Sheet("", "spot_checks", columns, _between(rows, 1, 6), "2025年上半年日常抽测记录", mixed=True)
    second = Sheet("", "spot_checks", columns, _between(rows, 7, 12), "2025年下半年日常抽测记录")
    return [
        write_csv(folder / "02-2025年日常抽测（上半年）.csv", first, "gb18030"),
        write_csv(folder / "03-2025年日常抽测（下半年）.csv", second, "utf-8-sig"),
    ]


def _checks_2026(folder: Path, rows: list[Row]) -> list[Path]:
    """One workbook a quarter."""
    files = []
    columns = _columns("spot_checks", "task_no")
    for index, quarter in enumerate(_QUARTERS):
        part = _between(rows, 3 * index + 1, 3 * index + 3)
        title = f"2026年{quarter}日常抽测记录"
        sheet = Sheet("抽测", "spot_checks", columns, part, title, mixed=index == 1)
        files.append(write_workbook(folder / f"{index + 4:02d}-2026年日常抽测（{quarter}）.xlsx", [sheet]))
    return files


def _inspections(folder: Path, facts: dict[int, Facts]) -> list[Path]:
    """Both years in one workbook, the cells of a unit merged."""
    columns = ("unit", "year", "quarter", "inspected_on", "inspector", "inspection_id")
    sheets = [
        Sheet(f"{year}年", "inspections", columns, one["inspections"], f"{year}年季度检查", merged="unit")
        for year, one in facts.items()
    ]
    return [write_workbook(folder / "08-季度检查记录.xlsx", sheets)]


def _finding_book(folder: Path, number: int, year: int, facts: Facts) -> Path:
    """Findings, requests for more time and appeals of a year in one workbook."""
    parts = (("问题清单", "findings"), ("延期申请", "extensions"), ("申诉", "appeals"))
    sheets = [
        Sheet(name, kind, _columns(kind), facts[kind], f"{year}年{name}登记表", mixed=True)
        for name, kind in parts
    ]
    return write_workbook(folder / f"{number:02d}-{year}年问题整改、延期和申诉.xlsx", sheets)


def _ledger(name: str, rows: list[Row], units: Sequence[Unit], title: str, *, mixed: bool = False) -> Sheet:
    """The ledgers of some units on one sheet."""
    ids = {unit.unit_id for unit in units}
    own = [row for row in rows if row["unit"] in ids]
    return Sheet(name, "ledger", _columns("ledger"), own, title, mixed)


def _ledgers_2025(folder: Path, rows: list[Row]) -> list[Path]:
    """One file a group: workbooks and a CSV file; the towns' one repeats its headings."""
    sheets = {
        group: _ledger("台账", rows, members, f"2025年{group}工作台账", mixed=group != INSTITUTIONS)
        for group, members in _by_group(2025).items()
    }
    towns = replace(sheets[TOWNS], heading_every=60)
    return [
        write_workbook(folder / f"11-2025年工作台账（{TOWNS}）.xlsx", [towns]),
        write_csv(folder / f"12-2025年工作台账（{DEPARTMENTS}）.csv", sheets[DEPARTMENTS], "gb18030"),
        write_workbook(folder / f"13-2025年工作台账（{INSTITUTIONS}）.xlsx", [sheets[INSTITUTIONS]]),
    ]


def _by_group(year: int) -> dict[str, list[Unit]]:
    """The active units of a year, group by group."""
    return {group: [unit for unit in units_of(year) if unit.group == group] for group in GROUPS}


def _ledgers_2026(folder: Path, rows: list[Row]) -> list[Path]:
    """Some units a workbook of their own, the other towns a sheet each, the rest together."""
    files = []
    for number, unit_id in enumerate(_OWN_WORKBOOK, start=14):
        path = folder / f"{number}-2026年工作台账（{UNIT_BY_ID[unit_id].name}）.xlsx"
        files.append(write_workbook(path, [_own_sheet(UNIT_BY_ID[unit_id], rows, mixed=number == 15)]))
    others = {
        group: [unit for unit in members if unit.unit_id not in _OWN_WORKBOOK + NO_LEDGER[2026]]
        for group, members in _by_group(2026).items()
    }
    towns = [_own_sheet(unit, rows, mixed=at % 2 == 1) for at, unit in enumerate(others[TOWNS])]
    departments = _ledger("台账", rows, others[DEPARTMENTS], "2026年区直部门工作台账")
    institutions = _ledger("台账", rows, others[INSTITUTIONS], "2026年事业单位工作台账")
    return [
        *files,
        write_workbook(folder / "17-2026年工作台账（其他镇街）.xlsx", towns),
        write_csv(folder / "18-2026年工作台账（其他区直部门）.csv", departments, "utf-8-sig"),
        write_workbook(folder / "19-2026年工作台账（事业单位）.xlsx", [institutions]),
    ]


def _own_sheet(unit: Unit, rows: list[Row], *, mixed: bool) -> Sheet:
    return _ledger(unit.short_name, rows, [unit], f"2026年工作台账·{unit.name}", mixed=mixed)


def _review_book(folder: Path, number: int, year: int, facts: Facts) -> Path:
    """Reviews, bonus and deductions, and for the finished year what followed from it."""
    parts = (("年度考核", "reviews"), ("加减分", "adjustments"), ("结果运用", "outcomes"))
    sheets = [
        Sheet(name, kind, _columns(kind), facts[kind], f"{year}年{name}登记表")
        for name, kind in parts
        if facts[kind]
    ]
    return write_workbook(folder / f"{number}-{year}年考核评分和结果.xlsx", sheets)


def _figures(folder: Path, facts: dict[int, Facts]) -> list[Path]:
    """What the annual report counts, both years in one workbook."""
    columns = _columns("report_figures")
    sheets = [
        Sheet(f"{year}年", "report_figures", columns, one["report_figures"], f"{year}年年报统计数据")
        for year, one in facts.items()
    ]
    return [write_workbook(folder / "22-政府信息公开年报统计数据.xlsx", sheets)]


def write_demo(folder: Path) -> list[Path]:
    """Write the demo's 22 fact files into `folder` and return them in import order.

    The folder is made when it is missing; files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    facts = {year: year_facts(year) for year in YEARS}
    return [
        *_basics(folder, facts),
        *_checks_2025(folder, facts[2025]["spot_checks"]),
        *_checks_2026(folder, facts[2026]["spot_checks"]),
        *_inspections(folder, facts),
        _finding_book(folder, 9, 2025, facts[2025]),
        _finding_book(folder, 10, 2026, facts[2026]),
        *_ledgers_2025(folder, facts[2025]["ledger"]),
        *_ledgers_2026(folder, facts[2026]["ledger"]),
        _review_book(folder, 20, 2025, facts[2025]),
        _review_book(folder, 21, 2026, facts[2026]),
        *_figures(folder, facts),
    ]
