"""The refused rows come back as a workbook that looks like the one that came in."""

from __future__ import annotations

import openpyxl
from reading_helpers import CHECK_HEADINGS, check_row, read_all, read_one, stored, write_text

from data.errors import Problem
from data.files.returned import write_returned
from data.files.sheet import Sheet

TITLE = ["示范区日常抽测情况表"]


def problem(sheet: Sheet, row: int | None, column: str | None = None, text: str = "不是日期") -> Problem:
    return Problem(sheet.file, sheet.sheet, row, column, "x", text, "请改成2023-07-21的样子。")


def came_in(tmp_path) -> tuple[Sheet, ...]:
    """A workbook of two tables and a page of remarks; rows 4 to 6 of the first are data."""
    book = openpyxl.Workbook()
    checks = book.active
    checks.title = "一季度 抽测"
    checks.append(TITLE)
    checks.append([])
    checks.append(["序号", *CHECK_HEADINGS, "联系人"])
    for number in (1, 2, 3):
        checks.append([number, *check_row(number), f'="张{number}"'])
        checks.cell(number + 3, 7).data_type = "s"
    book.create_sheet("说明").append(["请按时填报"])
    book.create_sheet("单位").append(["单位编码", "单位名称", "单位类别"])
    book["单位"].append(["U1", "甲镇", "镇街"])
    book.save(tmp_path / "上报.xlsx")
    return read_all(tmp_path / "上报.xlsx").sheets


def rows_of(path, sheet: str | None = None) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [list(row) for row in (book[sheet] if sheet else book.active).iter_rows(values_only=True)]


def test_only_bad_rows_come_back_under_the_same_titles_and_headings(tmp_path):
    sheets = came_in(tmp_path)
    bad = [problem(sheets[0], 6, "抽测日期"), problem(sheets[0], 4, "得分", "不是数字")]
    (path,) = write_returned(tmp_path / "退回", sheets, bad)
    assert path == tmp_path / "退回" / "上报-退回.xlsx"
    assert rows_of(path, "一季度 抽测") == [
        [*TITLE, *[None] * 7],
        [None] * 8,
        ["序号", *CHECK_HEADINGS, "联系人", "退回原因"],
        ["1", *check_row(1), '="张1"', "得分：不是数字（请改成2023-07-21的样子）"],
        ["3", *check_row(3), '="张3"', "抽测日期：不是日期（请改成2023-07-21的样子）"],
    ]


def test_all_tables_of_the_file_keep_their_names_even_without_bad_rows(tmp_path):
    sheets = came_in(tmp_path)
    (path,) = write_returned(tmp_path, sheets, [problem(sheets[0], 4)])
    assert openpyxl.load_workbook(path).sheetnames == ["一季度 抽测", "单位"]
    assert rows_of(path, "单位") == [["单位编码", "单位名称", "单位类别", "退回原因"]]


def test_reasons_of_one_row_are_joined_and_said_once(tmp_path):
    sheets = came_in(tmp_path)
    same = problem(sheets[0], 4, None, "编号重复")
    (path,) = write_returned(tmp_path, sheets, [same, problem(sheets[0], 4, "得分", "是负数"), same])
    assert (
        rows_of(path)[3][-1] == "编号重复（请改成2023-07-21的样子）；得分：是负数（请改成2023-07-21的样子）"
    )


def test_bad_cells_are_coloured_whatever_name_the_problem_uses(tmp_path):
    sheets = came_in(tmp_path)
    bad = [problem(sheets[0], 4, "checked_on"), problem(sheets[0], 5, "得分"), problem(sheets[0], 6)]
    (path,) = write_returned(tmp_path, sheets, bad)
    page = openpyxl.load_workbook(path).active
    coloured = {
        cell.coordinate
        for row in page.iter_rows(min_row=4)
        for cell in row
        if cell.fill.fgColor.rgb == "FFFFD966"
    }
    assert coloured == {"D4", "E5"}


def test_a_decorated_heading_of_the_file_names_its_column(tmp_path):
    text = "抽测编号,单位,*抽测日期（必填）,得分,满分\nC1,甲镇,昨天,1,2\n"
    sheet = read_one(write_text(tmp_path / "抽测.csv", text))
    assert sheet.heading("checked_on") == "*抽测日期（必填）"
    assert sheet.heading("item") == "指标"
    (path,) = write_returned(tmp_path, [sheet], [problem(sheet, 2, "*抽测日期（必填）")])
    assert openpyxl.load_workbook(path).active["C2"].fill.fgColor.rgb == "FFFFD966"


def test_what_looks_like_a_formula_or_a_link_stays_text(tmp_path):
    text = '抽测编号,单位,抽测日期,得分,满分,备注,佐证\n=1+1,-甲镇,+1,@x,2,=HYPERLINK("a"),http://a.cn\n'
    text = text.replace('=HYPERLINK("a")', '"=HYPERLINK(""a"")"')
    sheet = read_one(write_text(tmp_path / "抽测.csv", text))
    (path,) = write_returned(tmp_path, [sheet], [problem(sheet, 2)])
    cells = openpyxl.load_workbook(path).active[2]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][:7] == [
        "=1+1",
        "-甲镇",
        "+1",
        "@x",
        "2",
        '=HYPERLINK("a")',
        "http://a.cn",
    ]
    assert not any(cell.hyperlink for cell in cells)


def test_original_text_comes_back_not_what_was_made_of_it(tmp_path):
    sheet = read_one(
        write_text(tmp_path / "抽测.csv", "抽测编号,单位,抽测日期,得分,满分\n Ｃ１ ,甲镇,２０２３,1,2\n")
    )
    (path,) = write_returned(tmp_path, [sheet], [problem(sheet, 2)])
    assert rows_of(path)[1][:3] == [" Ｃ１ ", "甲镇", "２０２３"]


def test_a_mended_workbook_can_be_sent_again(tmp_path):
    sheets = came_in(tmp_path)
    (path,) = write_returned(tmp_path, sheets, [problem(sheets[0], 5, "得分")])
    again = read_all(path)
    assert stored(again.sheets[0], "check_id", "earned") == [(4, "C2", "1")]
    assert again.notes == (
        "上报-退回.xlsx 工作表“一季度 抽测”：以下列不属于“日常抽测”，未读入：序号、联系人",
        "上报-退回.xlsx 工作表“单位”：表头下面没有数据",
    )
    (second,) = write_returned(tmp_path, again.sheets, [problem(again.sheets[0], 4, "得分")])
    assert second == tmp_path / "上报-退回2.xlsx"
    assert rows_of(second)[2].count("退回原因") == 1


def test_a_workbook_returned_before_is_never_overwritten(tmp_path):
    sheets = came_in(tmp_path)
    first = write_returned(tmp_path, sheets, [problem(sheets[0], 4)])
    second = write_returned(tmp_path, sheets, [problem(sheets[0], 5)])
    assert [path.name for path in first + second] == ["上报-退回.xlsx", "上报-退回2.xlsx"]
    assert rows_of(first[0])[3][0] == "1"


def test_files_without_bad_rows_are_not_returned(tmp_path):
    sheets = came_in(tmp_path)
    good = read_one(write_text(tmp_path / "单位.csv", "单位编码,单位名称,单位类别\nU1,甲镇,镇街\n"))
    assert write_returned(tmp_path, sheets, []) == []
    assert write_returned(tmp_path, sheets, [problem(sheets[0], None)]) == []
    (path,) = write_returned(tmp_path, [good, *sheets], [problem(sheets[0], 4)])
    assert path.name == "上报-退回.xlsx"


def test_merged_and_two_row_headings_keep_every_column(tmp_path):
    text = "问题编号,单位,来源,问题描述,日期,\n,,,,通报日期,整改时限\nF1,甲镇,第三方,旧,2023-07-21,昨天\n"
    sheet = read_one(write_text(tmp_path / "问题.csv", text))
    (path,) = write_returned(tmp_path, [sheet], [problem(sheet, 3, "整改时限")])
    rows = rows_of(path)
    assert rows[1][4:] == ["通报日期", "整改时限", "退回原因"]
    assert rows[2][:6] == ["F1", "甲镇", "第三方", "旧", "2023-07-21", "昨天"]


def test_a_long_or_odd_file_name_still_makes_a_sheet(tmp_path):
    name = "a[1]" + "很" * 40
    text = "单位编码,单位名称,单位类别\nU1,甲镇,镇街\n"
    sheet = read_one(write_text(tmp_path / f"{name}.csv", text))
    (path,) = write_returned(tmp_path, [sheet], [problem(sheet, 2)])
    assert openpyxl.load_workbook(path).sheetnames == ["a_1_" + "很" * 27]


def test_columns_are_as_wide_as_their_text_within_reason(tmp_path):
    text = f"单位编码,单位名称,单位类别,别名\nU1,某某区人民政府办公室,镇街,{'长' * 100}\n"
    sheet = read_one(write_text(tmp_path / "单位.csv", text))
    (path,) = write_returned(tmp_path, [sheet], [problem(sheet, 2)])
    widths = openpyxl.load_workbook(path).active.column_dimensions
    assert [round(widths[column].width) for column in "ABDE"] == [11, 23, 41, 61]
