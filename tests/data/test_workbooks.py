"""XLSX, XLS and ODS: the same rows out of all three."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from reading_helpers import CHECK_HEADINGS, check_row, read_all, read_one, refusal, stored
from workbook_writers import WRITERS, write_xls, write_xlsx

DAY = dt.date(2023, 7, 21)
MOMENT = dt.datetime(2023, 7, 21, 10, 30)


@pytest.mark.parametrize("suffix", WRITERS)
def test_numbers_dates_and_booleans_become_the_text_a_person_sees(tmp_path, suffix):
    headings = [
        "单位",
        "年度",
        "任务序号",
        "事项",
        "期次",
        "次数",
        "触发日期",
        "完成日期",
        "完成情况",
        "佐证",
    ]
    row = [1001.0, 2023, 1.5, 0.1, True, 3.0, MOMENT, DAY, " 已完成 ", 123456789012.0]
    path = WRITERS[suffix](tmp_path / f"台账.{suffix}", {"台账": [["工作台账"], headings, row]})
    sheet = read_one(path)
    fields = ["unit", "year", "task_no", "item", "period", "count"]
    fields += ["triggered_on", "completed_on", "progress", "evidence"]
    assert stored(sheet, *fields) == [
        (
            3,
            "1001",
            "2023",
            "1.5",
            "0.1",
            "是",
            "3",
            "2023-07-21 10:30:00",
            "2023-07-21",
            "已完成",
            "123456789012",
        )
    ]
    assert (sheet.file, sheet.sheet, sheet.header_row) == (path.name, "台账", 2)


def test_times_and_durations_and_odd_seconds(tmp_path):
    nearly = MOMENT - dt.timedelta(microseconds=200)
    rows = [
        ["单位", "年度", "任务序号", "事项", "期次", "触发日期"],
        ["甲镇", 2023, "1", dt.time(9, 5), dt.timedelta(hours=36, minutes=1), nearly],
    ]
    path = write_xlsx(tmp_path / "台账.xlsx", {"台账": rows})
    assert stored(read_one(path), "item", "period", "triggered_on") == [
        (2, "09:05:00", "36:01:00", "2023-07-21 10:30:00")
    ]


@pytest.mark.parametrize("suffix", WRITERS)
def test_row_numbers_are_those_of_wps(tmp_path, suffix):
    rows = [
        [],
        [None, "标题"],
        [],
        CHECK_HEADINGS,
        check_row(1),
        [],
        ["　", None],
        CHECK_HEADINGS,
        check_row(2),
    ]
    path = WRITERS[suffix](tmp_path / f"抽测.{suffix}", {"表": rows})
    assert stored(read_one(path), "check_id") == [(5, "C1"), (9, "C2")]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_may_start_right_of_column_a(tmp_path, suffix):
    rows = [[], [None, None, *CHECK_HEADINGS], [None, None, *check_row(1)]]
    sheet = read_one(WRITERS[suffix](tmp_path / f"抽测.{suffix}", {"表": rows}))
    assert sheet.columns["check_id"] == 2
    assert stored(sheet, "check_id", "possible") == [(3, "C1", "2")]


def test_line_breaks_in_cells_are_kept(tmp_path):
    rows = [[*CHECK_HEADINGS, "备注"], [*check_row(1), '一\n二\r\n三,“四”"五"']]
    path = write_xlsx(tmp_path / "抽测.xlsx", {"表": rows})
    assert stored(read_one(path), "note") == [(2, '一\n二\n三,“四”"五"')]


@pytest.mark.parametrize("suffix", ["xlsx", "xls"])
def test_several_kinds_in_one_workbook_hidden_sheets_too(tmp_path, suffix):
    sheets = {
        "说明": [["请按时填报"]],
        "抽测": [CHECK_HEADINGS, check_row(1)],
        "单位": [["单位编码", "单位名称", "单位类别"], ["U1", "甲镇", "镇街"]],
        "空表": [],
    }
    path = WRITERS[suffix](tmp_path / f"全部.{suffix}", sheets)
    if suffix == "xlsx":
        book = openpyxl.load_workbook(path)
        book["单位"].sheet_state = "hidden"
        book.save(path)
    result = read_all(path)
    assert [(sheet.sheet, sheet.kind.name) for sheet in result.sheets] == [
        ("抽测", "spot_checks"),
        ("单位", "units"),
    ]
    assert result.notes == (f"{path.name} 工作表“说明”：没有认出表头，未读取",)
    assert len({sheet.sha256 for sheet in result.sheets}) == 1


def test_a_chart_sheet_is_no_table(tmp_path):
    path = write_xlsx(tmp_path / "抽测.xlsx", {"表": [CHECK_HEADINGS, check_row(1)]})
    book = openpyxl.load_workbook(path)
    book.create_chartsheet("图", 0)
    book.save(path)
    assert stored(read_one(path), "check_id") == [(2, "C1")]


def test_a_sheet_that_is_nearly_a_table_is_refused_though_another_is_fine(tmp_path):
    nearly = ["问题编号", "单位", "来源", "问题描述", "日期"]
    path = write_xlsx(tmp_path / "全部.xlsx", {"抽测": [CHECK_HEADINGS], "问题": [nearly]})
    (problem,) = refusal(path)
    assert (problem.sheet, problem.row) == ("问题", 1)
    assert "缺少表头：通报日期" in problem.problem


def test_a_workbook_without_any_table_names_every_sheet(tmp_path):
    path = write_xlsx(tmp_path / "杂.xlsx", {"一": [["你好"]], "二": [["单位", "年度"]], "三": []})
    assert [problem.sheet for problem in refusal(path)] == ["一", "二"]


def test_an_empty_workbook_is_refused(tmp_path):
    (problem,) = refusal(write_xlsx(tmp_path / "空.xlsx", {"一": []}))
    assert problem.problem == "工作簿里没有内容"


def test_the_content_decides_not_the_extension(tmp_path):
    path = write_xls(tmp_path / "旧.xls", {"表": [CHECK_HEADINGS, check_row(1)]})
    assert stored(read_one(path.rename(tmp_path / "抽测.xlsx")), "check_id") == [(2, "C1")]


def test_a_column_without_heading_is_reported(tmp_path):
    rows = [[*CHECK_HEADINGS], [*check_row(1), None, "随手记"]]
    assert read_one(write_xlsx(tmp_path / "抽测.xlsx", {"表": rows})).extra == ("第7列（没有表头）",)
