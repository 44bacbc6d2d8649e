"""The demo's files: always the same bytes, labelled, and written the way offices write."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from data.demo.facts import year_facts
from data.demo.generate import write_demo
from data.demo.units import UNITS, YEARS
from data.files.reading import read_files


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"))


def test_the_same_bytes_every_time(files, tmp_path):
    again = write_demo(tmp_path / "again")
    assert [path.name for path in again] == [path.name for path in files]
    for first, second in zip(files, again, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_as_an_office_keeps_its_files(files):
    assert 15 <= len(files) <= 25
    assert [path.name for path in files] == sorted(path.name for path in files)
    assert {path.suffix for path in files} == {".csv", ".xlsx"}
    halves = [path.read_bytes() for path in files if "日常抽测" in path.name and path.suffix == ".csv"]
    assert "演示数据" in halves[0].decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        halves[0].decode("utf-8")
    assert halves[1].startswith(b"\xef\xbb\xbf")


def tables(path):
    """sheet → rows as a person sees them, title rows included."""
    if path.suffix == ".csv":
        data = path.read_bytes()
        text = data.decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030")
        return {"": list(csv.reader(text.splitlines()))}
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_every_sheet_says_that_it_is_a_demo(files):
    for path in files:
        for name, rows in tables(path).items():
            assert "演示数据" in rows[0][0], (path.name, name)


def test_dates_units_and_digits_are_written_as_people_write_them(files):
    findings = next(path for path in files if path.name.startswith("10-"))
    rows = tables(findings)["问题清单"]
    column = rows[2].index("通报日期")
    written = [row[column] for row in rows[3:]]
    assert any(isinstance(value, date) for value in written)
    texts = "\n".join(value for value in written if isinstance(value, str))
    for notation in (
        r"^\d{4}-\d\d-\d\d$",
        r"^\d{4}/\d+/\d+$",
        r"^\d{4}\.\d+\.\d+$",
        r"^\d{4}年\d+月\d+日$",
        r"^\d{8}$",
    ):
        assert re.search(notation, texts, re.M)
    assert any(re.search("[０-９]", str(cell)) for row in rows for cell in row)
    units = {row[rows[2].index("单位")] for row in rows[3:]}
    assert {"区商务和投资促进局", "区城管局", "B12"} <= units


def test_inspections_have_merged_cells_and_a_ledger_repeats_its_headings(files):
    inspections = next(path for path in files if path.name.startswith("08-"))
    sheet = CalamineWorkbook.from_path(inspections).get_sheet_by_index(0)
    assert any(first[0] < last[0] for first, last in sheet.merged_cell_ranges)
    towns = next(path for path in files if path.name.startswith("11-"))
    headings = [row for row in tables(towns)["台账"] if "任务序号" in row]
    assert len(headings) > 1


def test_every_fact_is_read_back(files):
    result = read_files(files)
    counts = Counter({"units": len(UNITS)})
    for year in YEARS:
        counts += Counter({kind: len(rows) for kind, rows in year_facts(year).items()})
    read = Counter()
    for sheet in result.sheets:
        read[sheet.kind.name] += sheet.row_count
    assert read == counts
    assert result.notes == ()
