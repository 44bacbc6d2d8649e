"""Cells that readers lose: merged ranges, errors, formulas without a result."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.table import CoveredTableCell, TableCell
from odf.text import P
from reading_helpers import CHECK_HEADINGS, check_row, read_one, refusal, stored
from workbook_writers import Rows, ods_cell, write_ods_rows, write_xlsx

from data.files import xlsx_cells


def merged_rows() -> Rows:
    return [
        ["日常抽测情况表", None, None, None, None],
        CHECK_HEADINGS,
        ["C1", "甲镇", "2023-07-21", "1", "2"],
        ["C2", None, None, "2", None],
        ["C3", "乙镇", "2023-07-22", "2", "2"],
    ]


def test_merged_cells_count_for_every_row_they_cover_xlsx(tmp_path):
    path = write_xlsx(tmp_path / "抽测.xlsx", {"表": merged_rows()})
    book = openpyxl.load_workbook(path)
    for cells in ("A1:E1", "B3:B4", "C3:C4", "D4:E4"):
        book.active.merge_cells(cells)
    book.save(path)
    check_merged(path)


def test_merged_cells_count_for_every_row_they_cover_xls(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for at, row in enumerate(merged_rows()):
        for column, value in enumerate(row):
            if value is not None and (at, column) not in {(0, 0), (2, 1), (2, 2), (3, 3)}:
                sheet.write(at, column, value)
    sheet.write_merge(0, 0, 0, 4, "日常抽测情况表")
    sheet.write_merge(2, 3, 1, 1, "甲镇")
    sheet.write_merge(2, 3, 2, 2, "2023-07-21")
    sheet.write_merge(3, 3, 3, 4, "2")
    book.save(str(tmp_path / "抽测.xls"))
    check_merged(tmp_path / "抽测.xls")


def test_merged_cells_count_for_every_row_they_cover_ods(tmp_path):
    rows = merged_rows()
    rows[0] = [ods_cell("日常抽测情况表", numbercolumnsspanned=5), CoveredTableCell(numbercolumnsrepeated=4)]
    rows[2][1] = ods_cell("甲镇", numberrowsspanned=2)
    rows[2][2] = ods_cell("2023-07-21", numberrowsspanned=2)
    rows[3] = [
        "C2",
        CoveredTableCell(numbercolumnsrepeated=2),
        ods_cell("2", numbercolumnsspanned=2),
        CoveredTableCell(),
    ]
    check_merged(write_ods_rows(tmp_path / "抽测.ods", "表", rows))


def check_merged(path) -> None:
    assert stored(read_one(path), "check_id", "unit", "checked_on", "earned", "possible") == [
        (3, "C1", "甲镇", "2023-07-21", "1", "2"),
        (4, "C2", "甲镇", "2023-07-21", "2", "2"),
        (5, "C3", "乙镇", "2023-07-22", "2", "2"),
    ]


def test_headings_merged_over_two_rows(tmp_path):
    rows = [
        ["问题编号", "单位", "来源", "问题描述", "日期", None],
        [None, None, None, None, "通报日期", "整改时限"],
        ["F1", "甲镇", "第三方", "旧", "2023-07-21", "2023-08-01"],
    ]
    path = write_xlsx(tmp_path / "问题.xlsx", {"表": rows})
    book = openpyxl.load_workbook(path)
    for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"):
        book.active.merge_cells(cells)
    book.save(path)
    sheet = read_one(path)
    assert sheet.header_row == 2
    assert stored(sheet, "finding_id", "due_on") == [(3, "F1", "2023-08-01")]


def test_error_cells_are_refused_by_name_xlsx(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "抽测.xlsx") as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, CHECK_HEADINGS)
        sheet.write_row(1, 0, check_row(1))
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 4, "=NA()", None, "#N/A")
    check_errors(tmp_path / "抽测.xlsx", {("D2", "#DIV/0!"), ("E2", "#N/A")})


def test_error_cells_are_refused_by_name_xls(tmp_path):
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("前言").write(0, 0, "说明")
    sheet = book.add_sheet("表")
    for at, heading in enumerate(CHECK_HEADINGS):
        sheet.write(0, at, heading)
    for at, value in enumerate(check_row(1)[:3]):
        sheet.write(1, at, value)
    sheet.row(1).set_cell_error(3, "#DIV/0!")
    sheet.row(1).set_cell_error(4, 0x2A)
    book.save(str(tmp_path / "抽测.xls"))
    check_errors(tmp_path / "抽测.xls", {("D2", "#DIV/0!"), ("E2", "#N/A")})


def test_error_cells_are_refused_by_name_ods(tmp_path):
    def error(words: str):
        cell = TableCell(valuetype="string", stringvalue="", formula="of:=1/0")
        cell.addElement(P(text=words))
        return cell

    rows = [CHECK_HEADINGS, [*check_row(1)[:3], error("#DIV/0!"), error("Err:502")]]
    path = write_ods_rows(tmp_path / "抽测.ods", "表", rows)
    check_errors(path, {("D2", "#DIV/0!"), ("E2", "Err:502")})


def check_errors(path, expected: set[tuple[str, str]]) -> None:
    problems = refusal(path)
    assert {(problem.sheet, problem.row) for problem in problems} == {("表", 2)}
    assert {problem.column for problem in problems} == {"得分", "满分"}
    for cell, words in expected:
        assert any(f"单元格{cell}" in problem.problem and problem.value == words for problem in problems)


def test_errors_deep_in_a_large_sheet_are_found(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "抽测.xlsx") as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, CHECK_HEADINGS)
        for number in range(1, 20_001):
            sheet.write_row(number, 0, check_row(number))
        for number in range(500, 20_001, 500):
            sheet.write_formula(number, 3, "=1/0", None, "#DIV/0!")
    assert [problem.row for problem in refusal(tmp_path / "抽测.xlsx")] == list(range(501, 20_002, 500))


@pytest.mark.parametrize("chunk", [1, 7, 100, 1 << 20])
def test_errors_are_found_wherever_the_file_is_cut(tmp_path, monkeypatch, chunk):
    monkeypatch.setattr(xlsx_cells, "_CHUNK", chunk)
    with xlsxwriter.Workbook(tmp_path / "抽测.xlsx") as book:
        sheet = book.add_worksheet("表")
        for row in range(4):
            sheet.write_row(row, 0, ["甲", 1, True])
            sheet.write_formula(row, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(4, 27, "=1+1", None, "")
    with zipfile.ZipFile(tmp_path / "抽测.xlsx") as book:
        found = xlsx_cells.bad_cells(book, xlsx_cells.sheet_parts(book)["表"])
    errors = [(row, 3, "#DIV/0!") for row in range(4)]
    assert found == [*errors, (4, 27, xlsx_cells.NOT_COMPUTED)]


def test_an_error_in_a_column_that_is_not_read_does_no_harm(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "抽测.xlsx") as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, [*CHECK_HEADINGS, "核对"])
        sheet.write_row(1, 0, check_row(1))
        sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
    assert stored(read_one(tmp_path / "抽测.xlsx"), "earned") == [(2, "1")]


def test_a_formula_counts_with_its_result(tmp_path):
    path = tmp_path / "抽测.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, [*CHECK_HEADINGS, "备注"])
        sheet.write_row(1, 0, check_row(1))
        sheet.write_formula(1, 3, "=1+0.5", None, 1.5)
        sheet.write_formula(1, 5, '=T("空")', None, "空")
    assert stored(read_one(path), "earned", "note") == [(2, "1.5", "空")]


def test_a_formula_whose_result_is_empty_text_is_blank(tmp_path):
    path = tmp_path / "抽测.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, [*CHECK_HEADINGS, "备注"])
        sheet.write_row(1, 0, check_row(1))
        sheet.write_formula(1, 5, '=""', None, "空")
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    part = "xl/worksheets/sheet1.xml"
    assert "<v>空</v>".encode() in parts[part]
    with zipfile.ZipFile(path, "w") as book:
        for name, data in parts.items():
            book.writestr(name, data.replace("<v>空</v>".encode(), b"<v></v>"))
    assert stored(read_one(path), "note") == [(2, None)]


def test_a_formula_never_computed_is_refused_by_name(tmp_path):
    rows = [CHECK_HEADINGS, [*check_row(1)[:3], "=1+0", "2"]]
    (problem,) = refusal(write_xlsx(tmp_path / "抽测.xlsx", {"表": rows}))
    assert "单元格D2" in problem.problem
    assert "公式没有计算结果" in problem.problem


def test_text_that_names_an_error_is_text(tmp_path):
    rows = [[*CHECK_HEADINGS, "备注"], [*check_row(1), "显示为 #N/A"]]
    assert stored(read_one(write_xlsx(tmp_path / "抽测.xlsx", {"表": rows})), "note") == [(2, "显示为 #N/A")]
