"""Files that are refused before a row is stored, each with what is wrong and what to do."""

from __future__ import annotations

import pytest
from reading_helpers import HEAD, check_file, check_line, read_one, refusal, stored, write_text

from data.files.cells import MAX_CELL


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空的"),
        (HEAD.encode("utf-16"), "空字符"),
        (f"{HEAD}\nC1,a\0b,2023-07-21,1,2\n".encode(), "空字符"),
        (HEAD.encode("gb18030") + b"\n\xff\xff\xff,1\n", "编码"),
        (HEAD.encode() + "\nC1,甲镇乙镇丙镇丁镇戊镇".encode()[:-1], "损坏的字符"),
        (HEAD.encode("utf-8-sig") + b"\nC1,\xbc\xd7\n", "损坏的字符"),
        (HEAD.encode() + b"\nC1,\xed\xa0\x80,2023-07-21,1,2\n", "损坏的字符"),
        (b"check_id,unit,checked_on,earned,possible\nC1,\xed\xa0\x80,2023-07-21,1,2\n", "编码"),
    ],
)
def test_what_is_not_whole_text_is_refused(tmp_path, content, word):
    path = tmp_path / "抽测.csv"
    path.write_bytes(content)
    (problem,) = refusal(path)
    assert word in problem.problem


@pytest.mark.parametrize("place", ["head", "deep"])
def test_an_unpaired_quote_is_refused(tmp_path, place):
    filler = [] if place == "head" else [check_line(number) for number in range(100)]
    (problem,) = refusal(check_file(tmp_path, HEAD, *filler, 'C1,"甲镇,2023-07-21,1,2', check_line(2)))
    assert "引号不成对" in problem.problem


def test_text_after_a_closing_quote_is_refused_not_shortened(tmp_path):
    lines = [check_line(number) for number in range(100)]
    (problem,) = refusal(check_file(tmp_path, f"{HEAD},备注", *lines, 'C1,甲镇,2023-07-21,1,2,"三公"经费'))
    assert "引号" in problem.problem


@pytest.mark.parametrize("letters", [MAX_CELL + 1, 200_000, 10_000_000])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_with_too_much_text_is_refused(tmp_path, letters, quote):
    lines = [check_line(number) + ",短" for number in range(60)]
    long = check_line(60) + f",{quote}{'长' * letters}{quote}"
    (problem, *_) = refusal(check_file(tmp_path, f"{HEAD},备注", *lines, long))
    assert any(word in problem.problem for word in ("字", "太长", "4 MB"))


def test_a_cell_as_long_as_wps_allows_is_read(tmp_path):
    sheet = read_one(check_file(tmp_path, f"{HEAD},备注", check_line(1) + "," + "长" * MAX_CELL))
    assert stored(sheet, "note") == [(2, "长" * MAX_CELL)]


@pytest.mark.parametrize("row", ["head", "data"])
def test_a_million_columns_are_refused(tmp_path, row):
    wide = "x," * 1_000_000
    lines = [f"{HEAD},{wide}", check_line(1)] if row == "head" else [HEAD, *["C1"] * 60, wide]
    (problem,) = refusal(check_file(tmp_path, *lines))
    assert "列" in problem.problem or "格" in problem.problem


def test_a_file_that_is_no_known_table_is_refused_with_what_can_be_read(tmp_path):
    (problem,) = refusal(write_text(tmp_path / "通讯录.csv", "姓名,电话\n张三,110\n"))
    assert "没有认出表头" in problem.problem
    assert "日常抽测" in problem.action


def test_a_missing_heading_is_named(tmp_path):
    (problem,) = refusal(check_file(tmp_path, "表", HEAD.replace("满分", "总分"), check_line(1)))
    assert problem.row == 2
    assert "缺少表头：满分" in problem.problem


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("计划.doc", "文字材料"),
        ("计划.docx", "文字材料"),
        ("计划.wps", "文字材料"),
        ("台账.et", "不认识的文件类型“.et”"),
        ("台账.xlsb", "不认识的文件类型“.xlsb”"),
        ("台账", "无扩展名"),
        ("~$台账.xlsx", "临时文件"),
    ],
)
def test_other_file_types_are_refused_with_advice(tmp_path, name, word):
    (problem,) = refusal(write_text(tmp_path / name, "x"))
    assert word in problem.problem


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    (tmp_path / "夹.csv").mkdir()
    problems = refusal(tmp_path / "没有.csv", tmp_path / "夹.csv")
    assert [problem.problem for problem in problems] == ["找不到这个文件"] * 2


def test_problems_of_all_files_come_together(tmp_path):
    good = check_file(tmp_path, HEAD, check_line(1))
    files = {problem.file for problem in refusal(tmp_path / "甲.csv", good, tmp_path / "乙.doc")}
    assert files == {"甲.csv", "乙.doc"}
