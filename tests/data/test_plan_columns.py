"""Columns found by their headings, in many wordings and any order."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from data.plan.columns import heading_of, is_heading_row
from data.plan.document import PlanDocument, read_plan


def read(folder: Path, rows: list[list[str]], merged: tuple[str, ...] = ()) -> PlanDocument:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(folder / "plan.xlsx")
    return read_plan(folder / "plan.xlsx", 2024)


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("序 号", "number"),
        ("工作任务", "category"),
        ("工作任務", "category"),
        ("重点任务", "category"),
        ("具体任务", "subcategory"),
        ("具体要求", "requirement"),
        ("工作内容及\n要求", None),
        ("主要措施", "requirement"),
        ("责任单位", "responsible"),
        ("责任部门（科室）", "responsible"),
        ("责任科室", "responsible"),
        ("牵头单位和配合单位", "responsible"),
        ("牵头单位", "lead"),
        ("牵头责任单位", "lead"),
        ("配合单位", "support"),
        ("责任人", "person"),
        ("分管领导", "person"),
        ("时限要求", "deadline"),
        ("完成时限", "deadline"),
        ("时限", "deadline"),
        ("完成时间：", "deadline"),
        ("公开时限", "deadline"),
        ("备注", "note"),
        ("区财政局", None),
        ("", None),
    ],
)
def test_headings(words: str, meaning: str | None) -> None:
    assert heading_of(words) == meaning


@pytest.mark.parametrize(
    ("cells", "heads"),
    [
        (["工作任务", "责任单位"], True),
        (["时限", "责任科室", "重点任务", "甲"], True),
        (["序号", "备注"], False),
        (["工作任务", "工作要求"], False),
        (["责任单位", "区财政局负责的全部工作任务要在年底前完成并报告情况"], False),
        (["", ""], False),
    ],
)
def test_heading_rows(cells: list[str], heads: bool) -> None:
    assert is_heading_row(cells) == heads


def test_any_order_title_rows_and_unknown_columns(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [
            ["附件2"],
            ["云岭区2024年公开工作任务分解表"],
            [],
            ["完成时限", "责任领导", "责任科室", "重点任务", "项次", "备注"],
            ["9月底前", "李四", "会计科、监管科", "公开预算。", "1", "新增"],
            ["长期", "李四", "办公室牵头,各科室配合", "更新目录。", "2", ""],
        ],
    )
    assert document.title == "云岭区2024年公开工作任务分解表"
    first, second = document.tasks
    assert (first.task_no, first.category, first.requirement) == ("1", None, "公开预算。")
    assert (first.party.owners, first.deadline_words) == (("会计科", "监管科"), "9月底前")
    assert (second.party.lead, second.party.support) == (("办公室",), ("@各科室",))


def test_two_heading_rows_with_lead_and_support_below_responsible(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [
            ["序号", "工作任务", "", "责任单位", "", "时限"],
            ["", "", "", "牵头单位", "配合单位", ""],
            ["1", "平台", "补齐栏目。", "区大数据局", "各镇", "9月底前"],
            ["2", "", "清理账号。", "区大数据局", "", "年底前"],
        ],
        ("A1:A2", "B1:C2", "D1:E1", "F1:F2"),
    )
    first, second = document.tasks
    assert (first.category, first.requirement) == ("平台", "补齐栏目。")
    assert (first.party.lead, first.party.support) == (("区大数据局",), ("@各镇",))
    assert (second.category, second.party.lead, second.party.support) == ("平台", ("区大数据局",), ())


def test_section_rows_and_remarks_inside_the_table(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [
            ["序号", "工作要求", "责任单位", "时限"],
            ["一、平台", "", "", ""],
            ["1", "补齐栏目。", "区大数据局", "9月底前"],
            ["序号", "工作要求", "责任单位", "时限"],
            ["二、监督", "", "", ""],
            ["2", "通报结果。", "区政府办公室", "年底前"],
            ["注：各单位7月5日前报送联络员。", "", "", ""],
        ],
        ("A2:D2", "A5:D5", "A7:D7"),
    )
    assert [(task.task_no, task.category) for task in document.tasks] == [
        ("1", "一、平台"),
        ("2", "二、监督"),
    ]
    assert [duty.deadlines[0].due_on.isoformat() for duty in document.duties] == ["2024-07-05"]


def test_one_task_over_several_rows_of_parties(tmp_path: Path) -> None:
    rows = [
        ["序号", "工作要求", "责任单位", "时限"],
        ["1", "补齐栏目。", "区大数据局", "9月底前"],
        ["", "", "各镇", "年底前"],
        ["2", "通报结果。", "区政府办公室", "年底前"],
    ]
    document = read(tmp_path, rows, ("A2:A3", "B2:B3"))
    first, second = document.tasks
    assert first.party.owners == ("区大数据局", "@各镇")
    assert [one.due_on.isoformat() for one in first.deadlines] == ["2024-09-30", "2024-12-31"]
    assert second.task_no == "2"


def test_without_a_deadline_column_dates_come_from_the_requirement(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        [
            ["工作任务", "责任单位"],
            ["于9月20日前编好目录，年内培训不少于2次。", "区大数据局"],
            ["及时公开目录。", "各镇"],
            ["完善机制。", "各镇"],
        ],
    )
    assert [task.task_no for task in document.tasks] == ["1", "2", "3"]
    assert [[one.kind for one in task.deadlines] for task in document.tasks] == [
        ["fixed", "count"],
        ["open"],
        ["missing"],
    ]
    assert document.tasks[0].deadlines[0].words == "于9月20日前编好目录"
