"""The same facts in every format give the same scores."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from workbook_writers import write_ods, write_xls, write_xlsx


def read_rows(path: Path) -> list[list[object]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[cell or None for cell in row] for row in csv.reader(file)]


def in_gb18030(files: list[Path], folder: Path) -> list[Path]:
    for path in files:
        (folder / path.name).write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    return sorted(folder.iterdir())


def in_utf8_without_bom(files: list[Path], folder: Path) -> list[Path]:
    for path in files:
        (folder / path.name).write_text(path.read_text(encoding="utf-8-sig"), encoding="utf-8")
    return sorted(folder.iterdir())


def in_one_xlsx(files: list[Path], folder: Path) -> list[Path]:
    return [write_xlsx(folder / "全部.xlsx", {path.stem: read_rows(path) for path in files})]


def in_one_xls(files: list[Path], folder: Path) -> list[Path]:
    return [write_xls(folder / "全部.xls", {path.stem: read_rows(path) for path in files})]


def in_ods(files: list[Path], folder: Path) -> list[Path]:
    return [write_ods(folder / f"{path.stem}.ods", {"表": read_rows(path)}) for path in files]


@pytest.mark.parametrize("convert", [in_gb18030, in_utf8_without_bom, in_one_xlsx, in_one_xls, in_ods])
def test_the_golden_facts_score_the_same_in(convert, scheme_store, golden_store, golden, tmp_path, cli):
    store = shutil.copytree(scheme_store, tmp_path / "store")
    (tmp_path / "files").mkdir()
    files = convert(sorted((golden / "district-1").glob("*.csv")), tmp_path / "files")
    came_in = cli("import", *files, "--store", store)
    assert came_in.code == 0, came_in.err
    assert "共254行" in came_in.out
    asked = ["score", "--as-of", "2023-12-31", "--format", "json", "--store"]
    assert json.loads(cli(*asked, store).out) == json.loads(cli(*asked, golden_store).out)


def test_a_workbook_says_which_kinds_it_held(scheme_store, golden, tmp_path, cli):
    store = shutil.copytree(scheme_store, tmp_path / "store")
    files = [golden / "district-1" / f"{name}.csv" for name in ("spot_checks", "units")]
    (book,) = in_one_xlsx(files, tmp_path)
    answer = cli("import", book, "--store", store)
    assert "全部.xlsx“spot_checks”：日常抽测104行" in answer.err
    assert "全部.xlsx“units”：单位10行" in answer.err
    assert "已存入第3批：共114行" in answer.out
