"""files.md section 1, "Refused": each refusal names file, sheet, row, column, the value and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from district import District, Given, component, item, scheme, table

from data.batches import FactBatch
from data.errors import InputRefused, Problem
from data.files.reading import read_files
from data.release import Writer
from data.store import Store

SCHEME = scheme(
    component("spot", "spot_check", 60, {"A": [item("A1", 10, "rate")]}),
    component("review", "review", 40, {"R": [item("R1", 8, "entered")]}),
)
TASKS = """
    year | task_no | requirement | responsible | deadline
    2023 | 1       | 公开批复    | 甲镇        | 信息形成之日起20日内
"""
CHECK = "抽测编号 | 单位 | 抽测日期 | 指标 | 得分 | 满分\n"
FINDING = "问题编号 | 单位 | 来源 | 问题描述 | 通报日期 | "
LEDGER = "单位 | 年度 | 任务序号 | 触发日期 | 完成日期\n"
FIGURE = "年度 | 表 | 项目 | 栏目 | 数值\n"
# kind, the file, and of the one refused row: row number, column, value, words of the problem
REFUSED = [
    ("spot_checks", CHECK + "C1|乙镇|2023-03-01|A1|1|1", 2, "单位", "乙镇", "没有这个单位"),
    ("spot_checks", CHECK + "C1|甲镇|2023-03-01|首页|1|1", 2, "指标", "首页", "没有这个指标"),
    (
        "spot_checks",
        CHECK + "C1|甲镇|2023-03-01|A1|1|1\nC1|甲镇|2023-03-02|A1|1|1",
        3,
        "抽测编号",
        "C1",
        "重复",
    ),
    ("spot_checks", CHECK + "C1|甲镇|2023-02-30|A1|1|1", 2, "抽测日期", "2023-02-30", "不是有效日期"),
    ("spot_checks", CHECK + "C1|甲镇|2023-03-01|A1|一|1", 2, "得分", "一", "不是有效数字"),
    ("spot_checks", CHECK + "C1|甲镇|2023-03-01|A1|1|inf", 2, "满分", "inf", "不是有效数字"),
    ("spot_checks", CHECK + "C1|甲镇|2023-03-01|A1|2|1", 2, "得分", "2", "大于满分"),
    ("spot_checks", CHECK + "C1|甲镇|2023-03-01|A1|0|0", 2, "满分", "0", "必须大于0"),
    ("spot_checks", CHECK + "C1|甲镇|2023-03-01|A1|-1|1", 2, "得分", "-1", "不能为负"),
    (
        "findings",
        FINDING + "整改完成日期\nF1|甲镇|第三方|错字|2023-03-01|2023-02-01",
        2,
        "整改完成日期",
        "2023-02-01",
        "早于通报日期",
    ),
    (
        "findings",
        FINDING + "抽测编号\nF1|甲镇|第三方|错字|2023-03-01|C9",
        2,
        "抽测编号",
        "C9",
        "没有这个抽测编号",
    ),
    (
        "findings",
        FINDING + "任务序号\nF1|甲镇|第三方|错字|2023-03-01|9",
        2,
        "任务序号",
        "9",
        "没有这个序号的任务",
    ),
    ("findings", FINDING + "季度\nF1|甲镇|第三方|错字|2023-03-01|5", 2, "季度", "5", "不在1至4之间"),
    (
        "findings",
        FINDING + "年度\nF1|甲镇|第三方|错字|2022-12-31|2023",
        2,
        "通报日期",
        "2022-12-31",
        "早于所属年度",
    ),
    (
        "findings",
        FINDING + "年度\nF1|甲镇|第三方|错字|2024-01-01|2023",
        2,
        "通报日期",
        "2024-01-01",
        "截止日期",
    ),
    ("extensions", "问题编号 | 申请日期\nF9|2023-03-01", 2, "问题编号", "F9", "没有这个问题编号"),
    ("ledger", LEDGER + "甲镇|2023|1||2023-03-01", 2, "触发日期", None, "须写触发日期"),
    ("ledger", LEDGER + "甲镇|2023|1|2023-03-02|2023-03-01", 2, "完成日期", "2023-03-01", "早于触发日期"),
    (
        "reviews",
        "单位 | 年度 | 指标 | 得分 | 考核日期\n甲镇|2023|R1|9|2023-06-01",
        2,
        "得分",
        "9",
        "大于该项满分",
    ),
    ("report_figures", FIGURE + "2026|五|规章|本年制发件数|1", 2, "表", "五", "没有这张统计表"),
    ("report_figures", FIGURE + "2026|二|公文|本年制发件数|1", 2, "项目", "公文", "没有这个项目"),
    (
        "report_figures",
        FIGURE + "2026|二|规章|本年处理决定数量|1",
        2,
        "栏目",
        "本年处理决定数量",
        "没有这个栏目",
    ),
    ("report_figures", FIGURE + "2026|二|规章|本年制发件数|1.5", 2, "数值", "1.5", "件数不是整数"),
    ("report_figures", FIGURE + "2026|二|规章|本年制发件数|-1", 2, "数值", "-1", "不能为负"),
    ("report_figures", FIGURE + "206|二|规章|本年制发件数|1", 2, "年度", "206", "不在2019至2100之间"),
    (
        "report_figures",
        FIGURE + "2026|四|行政复议|结果维持|3\n2026|四|行政复议|结果纠正|1\n2026|四|行政复议|其他结果|0\n"
        "2026|四|行政复议|尚未审结|2\n2026|四|行政复议|总计|5",
        6,
        "数值",
        "5",
        "各种结果相加为6，“总计”栏为5，不相等",
    ),
]


@pytest.fixture
def district(given: Given) -> District:
    return given(SCHEME, tasks=TASKS)


@pytest.mark.parametrize(("kind", "text", "row", "column", "value", "words"), REFUSED)
def test_each_refusal_says_where_what_and_what_to_do(district, kind, text, row, column, value, words):
    before = Store(district.store).release_id
    with pytest.raises(InputRefused) as refusal:
        district.add(**{kind: text})
    [problem] = refusal.value.problems
    assert (problem.file, problem.sheet) == (f"{kind}.csv", None)
    assert (problem.row, problem.column, problem.value) == (row, column, value)
    assert words in problem.problem
    assert problem.action.startswith("请")
    assert Store(district.store).release_id == before


def write_book(path: Path) -> Path:
    """A workbook with title rows and two sheets: one good, one with a bad third row of data."""
    sheets = {
        "一季度": ["C1|甲镇|2023-03-01|A1|1|1"],
        "二季度": ["C2|甲镇|2023-05-01|A1|1|1", "C3|甲镇|2023-05-02|A1|1|1", "C4|甲镇|2023-05-03|A1|5|1"],
    }
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "日常抽测记录")
            for number, cells in enumerate(table(CHECK + "\n".join(rows)), start=2):
                sheet.write_row(number, 0, cells)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "抽测.xlsx")


def test_a_refusal_names_the_sheet_and_the_row_as_the_workbook_shows_them(district, book):
    with pytest.raises(InputRefused) as refusal:
        Writer(district.store).submit(FactBatch(read_files([book]).sheets))
    assert refusal.value.problems == [
        Problem("抽测.xlsx", "二季度", 6, "得分", "5", "得分大于满分1", "请核对后改正")
    ]


def test_one_bad_row_refuses_the_whole_call_unless_the_valid_ones_are_accepted(district, book):
    writer = Writer(district.store)
    with pytest.raises(InputRefused):
        writer.submit(FactBatch(read_files([book]).sheets))
    assert district.at("2023-12-31").result()["check_count"] == 0
    batch = FactBatch(read_files([book]).sheets, accept_valid=True)
    receipt = writer.submit(batch)
    assert (receipt.rows_in, receipt.rows_refused) == (3, 1)
    assert [problem.row for problem in batch.refused] == [6]
    assert district.at("2023-12-31").result()["check_count"] == 3


def test_what_refers_to_a_refused_row_is_refused_with_it(district):
    """F1 names the check that is refused for its marks, the extension names F1."""
    tables = {
        "spot_checks": CHECK + "C1|甲镇|2023-03-01|A1|2|1\nC2|甲镇|2023-03-01|A1|1|1",
        "findings": FINDING + "抽测编号\nF1|甲镇|日常抽测|错字|2023-03-01|C1",
        "extensions": "问题编号 | 申请日期\nF1|2023-03-01",
    }
    receipt = district.add(accept_valid=True, **tables)
    assert (receipt.rows_in, receipt.rows_refused) == (1, 3)


def test_all_problems_of_all_files_come_at_once(district):
    with pytest.raises(InputRefused) as refusal:
        district.add(
            spot_checks=CHECK + "C1|乙镇|某日|A1|2|1",
            findings=FINDING + "季度\nF1|甲镇|听说|错字|2023-03-01|5",
        )
    found = {(problem.file, problem.column) for problem in refusal.value.problems}
    assert found == {
        ("spot_checks.csv", "单位"),
        ("spot_checks.csv", "抽测日期"),
        ("spot_checks.csv", "得分"),
        ("findings.csv", "来源"),
        ("findings.csv", "季度"),
    }
