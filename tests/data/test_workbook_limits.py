"""Workbooks nobody should have sent: refused in seconds with a Chinese sentence, never a traceback."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from reading_helpers import CHECK_HEADINGS, check_row, read_one, refusal, stored

from data.errors import InputRefused
from data.files import workbook
from data.files.cells import cell_name, cell_place
from data.files.limits import Limits, run_limited
from data.files.workbook import read_workbook


@pytest.fixture
def plain(tmp_path):
    """A sound workbook with one spot check."""
    book = openpyxl.Workbook()
    book.active.append(CHECK_HEADINGS)
    book.active.append(check_row(1))
    book.save(tmp_path / "抽测.xlsx")
    return tmp_path / "抽测.xlsx"


def repack(path, part: str, content: bytes):
    """The same package with one part replaced or added."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in {**parts, part: content}.items():
            book.writestr(name, data)
    return path


def the_problem(path) -> str:
    (problem,) = refusal(path)
    return problem.problem


def test_one_cell_in_the_last_corner_is_refused_within_seconds(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "角落"
    book.active["XFD1048576"] = "x"
    path = tmp_path / "角落.xlsx"
    book.save(path)
    began = time.monotonic()
    (problem,) = refusal(path)
    assert time.monotonic() - began < 10
    assert (problem.sheet, problem.problem) == ("角落", "工作表有16384列，超出限度（1000列）")


def test_two_corners_that_span_the_whole_sheet_are_refused(plain):
    book = openpyxl.load_workbook(plain)
    book.active["XFD1048576"] = "x"
    book.save(plain)
    assert the_problem(plain) == "工作表大得超出限度，已停止读取"


def test_more_columns_than_any_table_has_are_refused(plain):
    book = openpyxl.load_workbook(plain)
    book.active["XFD1"] = "x"
    book.save(plain)
    assert the_problem(plain) == "工作表有16384列，超出限度（1000列）"


def test_far_away_formatting_without_content_does_no_harm(plain):
    book = openpyxl.load_workbook(plain)
    book.active["XFD1048576"].number_format = "0.00"
    book.save(plain)
    assert stored(read_one(plain), "check_id") == [(2, "C1")]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(plain, monkeypatch):
    monkeypatch.setattr(workbook, "run_limited", lambda *_: pytest.fail("the child was started"))
    assert "压缩比异常" in the_problem(repack(plain, "xl/media/bomb.bin", b"\0" * (80 << 20)))


def test_too_much_content_or_too_many_parts_are_refused(plain, monkeypatch):
    monkeypatch.setattr(workbook, "_MAX_UNPACKED", 1000)
    assert "解压后过大" in the_problem(plain)
    monkeypatch.undo()
    monkeypatch.setattr(workbook, "_MAX_ENTRIES", 3)
    assert "解压后过大" in the_problem(plain)


def test_an_endless_reading_is_stopped(plain, tmp_path):
    with pytest.raises(InputRefused) as refused:
        read_workbook(plain, "抽测.xlsx", tmp_path / "a", Limits(wall_seconds=0.001))
    assert "读取时间过长" in str(refused.value)


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ("", "done"),
        ("while True: pass", "time"),
        ("bytearray(1 << 30)", "memory"),
        ("raise ValueError", "crash"),
        ("__import__('os').abort()", "memory"),
        ("open('big', 'wb').truncate(1 << 30)", "crash"),
    ],
)
def test_a_child_is_held_to_its_limits(tmp_path, monkeypatch, body, ending):
    lines = [
        "import sys",
        "from data.files.limits import OUT_OF_MEMORY",
        "from data.system import restrict_this_process",
        "restrict_this_process(*map(int, sys.argv[1:4]))",
        "try:",
        f"    {body or 'pass'}",
        "except MemoryError:",
        "    sys.exit(OUT_OF_MEMORY)",
    ]
    (tmp_path / "spoilt_child.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(workbook.__file__).parents[2]))
    tight = Limits(memory_bytes=1 << 29, cpu_seconds=1, wall_seconds=20, file_bytes=1 << 20)
    assert run_limited("spoilt_child", [], tmp_path, tight) == ending


def test_a_cell_with_ten_million_letters_is_refused_by_name(plain):
    long = "长" * 10_000_000
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + xml_row(1, [*CHECK_HEADINGS, "备注"])
        + xml_row(2, [*check_row(1), long])
        + "</sheetData></worksheet>"
    )
    repack(plain, "xl/worksheets/sheet1.xml", sheet.encode())
    (problem,) = refusal(plain)
    assert (problem.row, problem.column) == (2, "备注")
    assert "单元格F2" in problem.problem


def xml_row(number: int, cells) -> str:
    inner = "".join(
        f'<c r="{cell_name(number - 1, at)}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(cells)
    )
    return f'<row r="{number}">{inner}</row>'


def test_merged_ranges_over_the_whole_sheet_stay_within_the_table(plain):
    with zipfile.ZipFile(plain) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    repack(plain, "xl/worksheets/sheet1.xml", sheet.replace(b"</sheetData>", merged))
    assert stored(read_one(plain), "check_id") == [(2, "C1")]


def test_an_ods_with_a_million_repeated_blank_rows_is_read(tmp_path):
    book = OpenDocumentSpreadsheet()
    table = Table(name="表")
    for cells in (CHECK_HEADINGS, check_row(1)):
        row = TableRow()
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    blank = TableRow(numberrowsrepeated=1_048_000)
    blank.addElement(TableCell(numbercolumnsrepeated=16_000))
    table.addElement(blank)
    book.spreadsheet.addElement(table)
    book.save(str(tmp_path / "抽测.ods"))
    assert stored(read_one(tmp_path / "抽测.ods"), "check_id") == [(2, "C1")]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\3\4" + b"junk" * 200, "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "已损坏"),
        (b"hello, world", "不是 Excel"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        (b'<?xml version="1.0"?><Workbook/>', "网页"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, suffix, content, word):
    path = tmp_path / f"抽测.{suffix}"
    path.write_bytes(content)
    assert word in the_problem(path)


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_truncated_workbook_is_refused(plain, cut):
    data = plain.read_bytes()
    plain.write_bytes(data[: int(len(data) * cut)])
    assert "已损坏" in the_problem(plain)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_with_broken_xml_is_refused(plain, part):
    assert "已损坏" in the_problem(
        repack(plain, part, b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</x>")
    )


def test_a_renamed_text_document_is_refused(plain):
    assert "不是表格" in the_problem(repack(plain, "word/document.xml", b"<document/>"))


def test_a_zip_of_other_things_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "包.xlsx", "w") as book:
        book.writestr("读我.txt", "x")
    assert "不是表格" in the_problem(tmp_path / "包.xlsx")


def old_workbook(path, stream: str):
    """An OLE file whose only stream is called `stream`."""
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "x")
    book.save(str(path))
    data = path.read_bytes()
    name = "Workbook\0".encode("utf-16-le")
    new = f"{stream}\0".encode("utf-16-le")
    at = data.index(name)
    entry = new.ljust(64, b"\0") + len(new).to_bytes(2, "little")
    path.write_bytes(data[:at] + entry + data[at + 66 :])
    return path


def test_a_workbook_with_a_password_is_refused_with_what_to_do(tmp_path):
    (problem,) = refusal(old_workbook(tmp_path / "密.xlsx", "EncryptedPackage"))
    assert "打开密码" in problem.problem
    assert "取消密码" in problem.action


def test_an_old_text_document_is_refused(tmp_path):
    assert "不是表格" in the_problem(old_workbook(tmp_path / "文.xls", "WordDocument"))


def test_an_ods_with_a_password_is_refused(plain):
    plain = repack(plain, "META-INF/manifest.xml", b"<manifest:encryption-data/>")
    assert "打开密码" in the_problem(plain)


def test_cell_names_there_and_back():
    for place, name in {
        (0, 0): "A1",
        (9, 25): "Z10",
        (0, 26): "AA1",
        (1_048_575, 16_383): "XFD1048576",
    }.items():
        assert cell_name(*place) == name
        assert cell_place(name) == place
