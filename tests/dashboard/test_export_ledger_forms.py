"""台账模板: a unit's own workbook, filled in the way a unit does, comes back through `import` unchanged."""

from __future__ import annotations

import io
import json
import shutil
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.ledger_forms import ledger_form_pieces
from dashboard.exports.occasion import Occasion
from data.files import forms
from data.files.kinds import KINDS
from data.store import Store

DAY = date(2026, 11, 20)
AT = {"year": 2026, "as_of": DAY}
HEAD = 3  # row of the headings, counted from 1
Table = list[dict[str, Any]]


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def made(demo: Store) -> dict[str, bytes]:
    """Unit → its workbook."""
    pieces = ledger_form_pieces(Occasion.of(demo, year=2026, as_of=DAY))
    return {piece.path.split("/")[1].split("_")[1]: piece.make() for piece in pieces}


@pytest.fixture
def store(demo_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo_store, tmp_path / "store"))


def opened(made: dict[str, bytes], unit: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made[unit]))


def headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): int(cell.column) for cell in sheet[HEAD]}


def lines(sheet: Worksheet) -> Table:
    names = list(headings(sheet))
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=HEAD + 1, values_only=True)]


def of_task(sheet: Worksheet, task_no: str, mark: str = forms.RESERVED) -> int:
    """The row of a task's first line so marked, counted from 1."""
    found = [row["任务序号"] == task_no and row[forms.ROW] == mark for row in lines(sheet)]
    return HEAD + 1 + found.index(True)


def fill(sheet: Worksheet, row: int, **answers: object) -> None:
    for heading, value in answers.items():
        sheet.cell(row, headings(sheet)[heading]).value = value  # type: ignore[assignment]


def copy_below(sheet: Worksheet, row: int) -> int:
    """Insert a copy of a row under it, as one does in WPS; answers its number."""
    sheet.insert_rows(row + 1)
    for cell in sheet[row]:
        below = sheet.cell(row + 1, int(cell.column))
        below.value, below.number_format = cell.value, copy(cell.number_format)
    return row + 1


def ledger(store: Store) -> pd.DataFrame:
    """What the units have reported, without where it stands."""
    rows = store.query("pages/ledger_form", **AT)
    return rows[~rows["is_reserved"]].reset_index(drop=True)


def scores(cli: Any, store: Path) -> dict[str, Any]:
    answer = json.loads(cli("score", "--as-of", DAY, "--format", "json", "--store", store).out)
    return {row["name"]: row for row in answer}


def entries(store: Path, unit_id: str, task_no: str) -> dict[str, str]:
    """ref → state of a unit's entries."""
    tasks = Store(store).query("pages/unit_tasks", **AT, unit_id=unit_id)
    own = tasks[tasks["task_no"] == task_no]
    return dict(zip(own["ref"], own["state"], strict=True))


def hand_in(store: Path, unit_id: str) -> str:
    units = Store(store).query("pages/handed_in", **AT, group_name=None)
    return str(units.set_index("unit_id").loc[unit_id, "state"])


def test_every_unit_has_a_workbook_and_one_unit_can_be_asked_for(demo: Store, made: dict[str, bytes]) -> None:
    units = demo.query("pages/units", **AT, group_name=None)
    assert set(made) == set(units["name"])
    [piece] = ledger_form_pieces(Occasion.of(demo, year=2026, as_of=DAY, unit_id="B04"))
    assert piece.path == "台账模板/台账模板_区民政局_2026年度_2026-11-20.xlsx"


def test_its_headings_are_those_of_the_ledger_in_their_order(made: dict[str, bytes]) -> None:
    sheet = opened(made, "区民政局")["工作台账"]
    kept = [heading for heading in headings(sheet) if heading not in forms.HELPERS]
    assert kept == [field.chinese for field in KINDS["ledger"].fields]
    assert set(headings(sheet)) - set(kept) == set(forms.HELPERS)
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:3]) == ("E4", "A3:")


def test_a_unit_finds_its_own_tasks_with_their_dates(made: dict[str, bytes]) -> None:
    rows = lines(opened(made, "区民政局")["工作台账"])
    monthly = [row for row in rows if row["任务序号"] == "15"]
    assert [row["期次"] for row in monthly] == [f"2026-{month:02d}" for month in range(1, 13)]
    assert (monthly[-1][forms.ROW], monthly[-1][forms.DUE]) == (forms.RESERVED, datetime(2026, 12, 31))
    assert {row[forms.ROLE] for row in monthly} == {"牵头"}
    [group_task] = [row for row in rows if row["任务序号"] == "10-2"]
    assert group_task[forms.DUE] == datetime(2026, 3, 26), "20 working days after 2026-02-27"
    assert group_task[forms.ROW] == forms.REPORTED
    *_, waiting = [row for row in rows if row["任务序号"] == "24"]
    assert (waiting[forms.DUE], waiting["触发日期"], waiting["事项"]) == ("触发后20个工作日", None, None)
    assert {row["任务序号"] for row in rows if row[forms.ROLE] == "配合"} == {"3", "36"}


def test_what_was_reported_stands_there_already(demo: Store, made: dict[str, bytes]) -> None:
    rows = lines(opened(made, "区民政局")["工作台账"])
    reported = ledger(demo).query("name == '区民政局'")
    written = [row for row in rows if row[forms.ROW] == forms.REPORTED]
    assert len(written) == len(reported) > 10
    for row, known in zip(written, reported.itertuples(), strict=True):
        assert (row["任务序号"], row["事项"]) == (known.task_no, None if pd.isna(known.item) else known.item)
        assert (row["完成日期"] is None) == pd.isna(known.completed_at)


def test_cells_take_only_what_the_import_takes(made: dict[str, bytes]) -> None:
    sheet = opened(made, "区民政局")["工作台账"]
    rules: dict[str, Any] = {}
    for rule in sheet.data_validations.dataValidation:
        first = str(rule.sqref).split(":")[0].split(" ")[0]
        rules.setdefault(str(sheet.cell(HEAD, sheet[first].column).value), rule)
    kinds = {heading: rule.type for heading, rule in rules.items()}
    assert kinds == {
        "单位": "list",
        "年度": "list",
        "任务序号": "list",
        "期次": "list",
        "次数": "whole",
        "触发日期": "date",
        "完成日期": "date",
    }
    assert (rules["次数"].operator, rules["次数"].formula1) == ("greaterThanOrEqual", "0")
    assert forms.EXPLANATION in rules["任务序号"].formula1


def test_forms_that_come_back_untouched_change_nothing(
    made: dict[str, bytes], store: Path, tmp_path: Path, cli: Any
) -> None:
    before, known = scores(cli, store), ledger(Store(store))
    paths = [tmp_path / f"{unit}.xlsx" for unit in ("区商务和投资促进局", "区民政局", "青石桥镇人民政府")]
    for path in paths:
        path.write_bytes(made[path.stem])
    answer = cli("import", *paths, "--each", "--store", store)
    assert answer.code == 0, answer.err
    assert "未读" not in answer.err
    assert "区商务和投资促进局.xlsx 工作表“工作台账”：预留的行都没有填写" in answer.err
    pd.testing.assert_frame_equal(ledger(Store(store)), known)
    after = scores(cli, store)
    for unit, row in before.items():
        assert after[unit]["base"] == pytest.approx(row["base"], abs=1e-9), unit
        assert after[unit]["status"] == row["status"]
    assert hand_in(store, "B12") == "missing"


def test_filled_forms_count_and_a_bad_one_refuses_only_itself(
    made: dict[str, bytes], store: Path, tmp_path: Path, cli: Any
) -> None:
    before = scores(cli, store)
    good, bad = opened(made, "区商务和投资促进局"), opened(made, "茶亭镇人民政府")
    sheet = good["工作台账"]
    fill(sheet, of_task(sheet, "10-2"), 完成日期=date(2026, 8, 20), 佐证="见附件")
    fill(sheet, of_task(sheet, "25"), 完成情况="正在评估")
    first = of_task(sheet, "24")
    second = copy_below(sheet, first)
    fill(sheet, first, 事项="甲某申请", 触发日期=date(2026, 9, 1), 完成日期="2026年9月10日")
    fill(sheet, second, 事项="乙某申请", 触发日期=date(2026, 9, 1), 完成日期=date(2026, 11, 2))
    good.save(tmp_path / "商务局.xlsx")
    sheet = bad["工作台账"]
    fill(sheet, of_task(sheet, "10-2"), 完成日期=date(2026, 3, 2))
    fill(sheet, of_task(sheet, "24"), 完成情况="已答复")
    bad.save(tmp_path / "茶亭镇.xlsx")

    answer = cli("import", tmp_path / "茶亭镇.xlsx", tmp_path / "商务局.xlsx", "--each", "--store", store)
    assert answer.code == 3
    assert "触发日期" in answer.err
    assert "“工作台账”：工作台账4行" in answer.err
    assert (hand_in(store, "Z08"), hand_in(store, "B12")) == ("missing", "handed_in")
    assert entries(store, "B12", "10-2") == {"10-2": "late"}
    assert entries(store, "B12", "25") == {"25": "overdue"}, "reported, not done"
    # 20 working days from 2026-09-01 end on 2026-09-29
    assert entries(store, "B12", "24") == {"24#乙某申请": "late", "24#甲某申请": "done"}
    after = scores(cli, store)
    assert after["区商务和投资促进局"]["base"] > before["区商务和投资促进局"]["base"]
    assert after["茶亭镇人民政府"]["base"] == pytest.approx(before["茶亭镇人民政府"]["base"], abs=1e-9)
