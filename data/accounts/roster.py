"""A list of accounts to be made at once, and the sheet of first passwords to hand out."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from data.accounts.roles import ROLES
from data.errors import InputRefused, Problem, UsageError
from data.files.csvfile import copy_text
from data.files.workbook import read_workbook

HEADINGS = ("账号", "姓名", "角色", "单位")
_PASSWORD = "首次密码"
_ROLES = {chinese: role for role, chinese in ROLES.items()}


@dataclass(frozen=True)
class Line:
    """A row of the list: `role` by its name here, `unit` as it was written, empty for none."""

    row: int
    login: str
    name: str
    role: str
    unit: str


def read_roster(path: Path) -> list[Line]:
    """Read a list of accounts (CSV, XLSX, XLS, ODS; first sheet, headings in its first row).

    Raises InputRefused for what is no such table.
    """
    table = _cells(path)
    places = {heading: at for at, heading in enumerate(table.get(1, ()))}
    missing = [heading for heading in HEADINGS if heading not in places]
    if missing:
        raise InputRefused([refusal(path, 1, f"第一行缺少标题：{'、'.join(missing)}", "请补上后再试")])
    lines = [_line(row, cells, places) for row, cells in sorted(table.items()) if row > 1 and any(cells)]
    if not lines:
        raise InputRefused([refusal(path, None, "表中没有账号", "请至少填写一行")])
    return lines


def _line(row: int, cells: Sequence[str], places: Mapping[str, int]) -> Line:
    login, name, role, unit = (
        cells[places[heading]] if places[heading] < len(cells) else "" for heading in HEADINGS
    )
    return Line(row, login, name, _ROLES.get(role, role), unit)


def _cells(path: Path) -> dict[int, list[str]]:
    """Row number, from 1 → its cells without outer blanks."""
    with tempfile.TemporaryDirectory(prefix="openness-") as folder:
        if path.suffix.lower() == ".csv":
            text = copy_text(path, path.name, Path(folder) / "text.csv").path
            with text.open(encoding="utf-8", newline="") as stream:
                numbered = dict(enumerate(csv.reader(stream), start=1))
        else:
            first = read_workbook(path, path.name, Path(folder) / "sheets")[0]
            with first.csv.open(encoding="utf-8", newline="") as stream:
                numbered = {int(number): cells for number, *cells in csv.reader(stream)}
    return {row: [cell.strip() for cell in cells] for row, cells in numbered.items()}


def refusal(path: Path, row: int | None, problem: str, action: str) -> Problem:
    """Return what is wrong with a row of the list."""
    return Problem(path.name, None, row, None, None, problem, action)


def reserve(target: Path) -> None:
    """Make the empty file that passwords go into, for its owner alone; UsageError where there is one of that name."""
    try:
        target.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise UsageError(f"已有文件“{target}”，不会覆盖它。请用 --out 另写一个文件名") from None


def write_passwords(target: Path, lines: Sequence[Line], passwords: Sequence[str]) -> None:
    """Fill a reserved file: the list as a workbook, each account with its first password."""
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(_PASSWORD)
        page.write_row(0, 0, [*HEADINGS, _PASSWORD])
        for at, (line, password) in enumerate(zip(lines, passwords, strict=True), start=1):
            page.write_row(at, 0, [line.login, line.name, ROLES[line.role], line.unit, password])
        page.set_column(0, len(HEADINGS), 20)
