"""`plan --review` and back: a workbook to correct, what its corrections become, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from storing import rows as ask

from dashboard.__main__ import main
from data.batches import FactBatch
from data.files.reading import read_files
from data.layout import file_digest
from data.release import Writer

UNITS = """单位编码,单位名称,单位类别,别名
B1,区财政局,区直部门,
B2,区文化和旅游局,区直部门,区文旅体局
B3,区行政审批服务局,区直部门,
Z1,东河镇,镇街,
Z2,西山街道,镇街,
"""
PLAN = """云政办发〔2024〕5号
关于印发2024年公开工作安排的通知
2024年4月15日
序号 | 工作任务 | 工作要求 | 责任单位 | 时限要求
1 | 平台 | 梳理栏目 | 区文旅局牵头，各镇街配合 | 2024年9月底前
2 | 平台 | 更新指南 | 区行政审批局、政策起草部门 | 信息变更之日起5个工作日内
3 | 监督 | 通报结果 | 区财政局 | 6月底、12月底前各通报一次
4 | 监督 | 整理台账 | 各镇街 | 适当时候
5 | 监督 | 归档 | 区财政局 | 长期坚持
各单位于5月20日前报送联络员名单。
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, scheme_store: Path) -> Path:
    """A folder with the plan, a store of five units and the plan's review; nobody writes to them."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "单位.csv").write_text(UNITS, encoding="utf-8")
    (folder / "方案.txt").write_text(PLAN, encoding="utf-8")
    store = Path(shutil.copytree(scheme_store, folder / "store"))
    Writer(store).submit(FactBatch(read_files([folder / "单位.csv"]).sheets))
    asked = (
        "plan",
        folder / "方案.txt",
        "--year",
        "2024",
        "--review",
        folder / "核对.xlsx",
        "--store",
        store,
    )
    assert main([str(word) for word in asked]) == 0
    return folder


class Desk:
    """A plan, its store and its review, and hands to correct it."""

    def __init__(self, folder: Path, cli: Callable[..., Any]) -> None:
        self.plan, self.store, self.book = folder / "方案.txt", folder / "store", folder / "核对.xlsx"
        self.cli = cli

    def run(self, *words: object) -> Any:
        return self.cli("plan", *words, "--year", "2024", "--store", self.store)

    def review_again(self) -> None:
        self.book.unlink()
        answer = self.run(self.plan, "--review", self.book)
        assert answer.code == 0, answer.err

    def correct(self, **cells: object) -> None:
        """correct(时限改为=("3", "2024年7月底前")): the cell of task 3."""
        book = openpyxl.load_workbook(self.book)
        for heading, (number, value) in cells.items():
            sheet = book["责任单位认定" if heading == "认定为" else "核对"]
            cell(sheet, number, heading).value = value
        book.save(self.book)

    def accept(self) -> Any:
        return self.run(self.book, "--accept")

    def parties(self) -> set[tuple[str, str, str | None]]:
        return set(ask(self.store, "select task_no, role, unit_id from core.parties where year = 2024"))

    def task(self, number: str, columns: str) -> tuple[object, ...]:
        (found,) = ask(
            self.store, f"select {columns} from core.tasks where year = 2024 and task_no = '{number}'"
        )
        return found


def cell(sheet: Worksheet, number: str, heading: str):
    headings = [one.value for one in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == number)
    return row[headings.index(heading)]


@pytest.fixture
def desk(tmp_path: Path, base: Path, cli: Callable[..., Any]) -> Desk:
    return Desk(Path(shutil.copytree(base, tmp_path / "desk")), cli)


def test_the_review_shows_words_beside_what_was_understood_questions_first(desk):
    book = openpyxl.load_workbook(desk.book)
    sheet = book["核对"]
    numbers = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert numbers == ["1", "2", "4", "附-1", "3", "5"]
    shown = {heading.value: cell(sheet, "1", heading.value).value for heading in sheet[1]}
    assert (shown["责任单位原文"], shown["牵头"], shown["配合"]) == (
        "区文旅局牵头，各镇街配合",
        "区文旅局",
        "@各镇街",
    )
    assert (shown["时限原文"], shown["类型"], shown["日期"].date()) == (
        "2024年9月底前",
        "固定日期",
        date(2024, 9, 30),
    )
    assert "单位表中没有“区文旅局”" in shown["须核对"]
    assert shown["建议"] == "区文旅局→区文化和旅游局"
    assert cell(sheet, "附-1", "存入").value == "否"
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:U7"
    choices = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert any("固定日期" in formula for formula in choices.values())
    words = {row[0]: row[2] for row in book["责任单位认定"].iter_rows(min_row=2, values_only=True)}
    assert words == {"区文旅局": "区文化和旅游局", "区行政审批局": "区行政审批服务局", "政策起草部门": None}


def test_the_review_says_where_every_task_came_from(desk):
    source = openpyxl.load_workbook(desk.book)["出处"]
    told = {row[0]: row[1] for row in source.iter_rows(max_row=7, values_only=True)}
    assert (told["文件"], told["SHA-256"]) == ("方案.txt", file_digest(desk.plan))
    assert (told["文号"], told["印发日期"]) == ("云政办发〔2024〕5号", "2024-04-15")
    places = {row[0]: row[1] for row in source.iter_rows(min_row=10, values_only=True)}
    assert places["3"] == "方案.txt 第7行"


def test_an_untouched_review_stores_what_the_document_says(desk):
    answer = desk.accept()
    assert (answer.code, "已存入第4批：5项任务，" in answer.err) == (0, True), answer.err
    assert desk.task("1", "responsible, deadline, source")[:2] == (
        "区文旅局牵头，各镇街配合",
        "2024年9月底前",
    )
    assert desk.task("1", "source")[0].startswith("方案.txt 第5行 原文：")
    assert ask(desk.store, "select count(*) from core.tasks where task_no = '附-1'") == [(0,)]
    again = desk.accept()
    assert "与第4批完全相同" in again.err


def test_corrections_become_the_words_of_the_task(desk):
    desk.correct(
        责任=("2", "区行政审批服务局、@镇街"), 待定=("2", None), 时限改为=("4", "每季度结束后15日内")
    )
    desk.correct(类型=("5", "固定日期"), 日期=("5", date(2024, 11, 30)))
    desk.correct(时限改为=("3", "6月底前通报；12月底前再通报"), 存入=("附-1", "是"), 指标=("5", "C1"))
    answer = desk.accept()
    assert answer.code == 0, answer.err
    assert desk.task("5", "item") == ("C1",)
    assert desk.task("2", "responsible") == ("责任单位：区行政审批服务局、镇街",)
    assert {unit for number, _, unit in desk.parties() if number == "2"} == {"B3", "Z1", "Z2"}
    dates = dict(
        ask(
            desk.store,
            "select task_no || '.' || deadline_no, coalesce(strftime(due_on, '%Y-%m-%d'), kind) "
            "from core.task_deadlines where year = 2024",
        )
    )
    assert (dates["3.1"], dates["3.2"]) == ("2024-06-30", "2024-12-31")
    assert (dates["4.1"], dates["5.1"], dates["附-1.1"]) == ("recurring", "2024-11-30", "2024-05-20")
    source = desk.task("5", "source")[0]
    assert source.startswith("方案.txt 第9行 原文：")
    assert "长期坚持" in source


def test_a_word_decided_in_the_review_means_its_unit_from_then_on(desk):
    desk.correct(认定为=("区文旅局", "区文化和旅游局"))
    desk.correct(认定为=("区行政审批局", "B3、@镇街"))
    desk.correct(认定为=("政策起草部门", "逐项确定"))
    assert "5项任务、3条责任单位认定" in desk.accept().err
    assert {("1", "lead", "B2"), ("2", "owner", "B3"), ("2", "owner", "Z1")} <= desk.parties()
    assert ("2", "unresolved", None) in desk.parties()
    next_plan = desk.plan.with_name("明年.txt")
    next_plan.write_text(PLAN.replace("2024", "2025"), encoding="utf-8")
    asked = ("plan", next_plan, "--year", "2025", "--store", desk.store, "--format", "json")
    first, second = json.loads(desk.cli(*asked).out)[:2]
    assert (first["lead"], second["owners"]) == (["区文化和旅游局"], ["@镇街", "区行政审批服务局"])
    assert second["unresolved"] == ["政策起草部门"]
    desk.cli("undo", 4, "--store", desk.store)
    assert json.loads(desk.cli(*asked).out)[0]["lead"] == ["区文旅局"]


def refused(desk: Desk, *cells: str) -> None:
    """The review is refused, each of these cells is named, and nothing is stored."""
    answer = desk.accept()
    assert answer.code == 3
    lines = [line for line in answer.err.splitlines() if not line.startswith("注意：")]
    assert all(line.startswith("核对.xlsx 工作表“") for line in lines)
    assert [said for said in cells if said not in answer.err] == [], answer.err
    assert ask(desk.store, "select max(batch_id) from raw.batches") == [(3,)]


def test_every_mistake_is_named_with_its_cell_and_nothing_is_stored(desk):
    desk.correct(
        牵头=("1", "有关部门"), 日期=("1", "9月31日"), 类型=("2", "定时"), 时限改为=("4", "看情况吧")
    )
    desk.correct(日期=("3", date(2024, 8, 1)), 工作要求=("3", None), 存入=("附-1", "存"))
    desk.correct(责任单位原文=("5", "区审计局"), 类型=("5", "定期"))
    refused(
        desk,
        "第2行 “待定”列：这样写会读成“有关部门”",
        "第2行 “日期”列，值为“9月31日”：不是有效日期",
        "“类型”列，值为“定时”：没有这种类型",
        "“时限改为”列，值为“看情况吧”：读不出时限",
        "“类型”列，值为“固定日期”：这一项有几个时限",
        "“工作要求”列：没有写工作要求",
        "“存入”列，值为“存”：不是规定的写法",
        "“责任单位原文”列，值为“区审计局”：原文不能改",
        "“类型”列，值为“定期”：这一类时限由规则推算",
    )


def test_a_lead_beside_equal_owners_and_another_number_are_refused(desk):
    desk.correct(责任=("1", "区财政局"), 序号=("3", "33"))
    refused(
        desk,
        "“责任”列，值为“区财政局”：已有牵头单位，不能再有并列的责任单位",
        "“序号”列，值为“33”：序号在“出处”中没有",
        "“序号”列，值为“3”：这一项的行不见了",
    )


def test_a_decision_that_names_nobody_is_refused(desk):
    desk.correct(认定为=("区文旅局", "区文化局"))
    desk.correct(认定为=("区行政审批局", "@园区"))
    desk.correct(认定为=("政策起草部门", "逐项确定、B1"))
    refused(
        desk,
        "“认定为”列，值为“区文化局”：没有这个单位“区文化局”",
        "“认定为”列，值为“@园区”：没有这个单位类别或称谓“@园区”",
        "“认定为”列，值为“逐项确定、B1”：“逐项确定”不能与单位写在一起",
    )


def test_a_row_taken_out_is_missed_and_a_row_said_no_is_left_out(desk):
    book = openpyxl.load_workbook(desk.book)
    sheet = book["核对"]
    sheet.delete_rows(cell(sheet, "3", "序号").row)
    book.save(desk.book)
    assert "值为“3”：这一项的行不见了" in desk.accept().err
    desk.review_again()
    desk.correct(存入=("3", "否"))
    assert "4项任务" in desk.accept().err


def test_import_says_that_a_review_goes_to_plan(desk):
    refused = desk.cli("import", desk.book, "--store", desk.store)
    assert refused.code == 3
    assert "这是方案核对表" in refused.err
    assert "plan 核对.xlsx --year 年度 --accept" in refused.err


def test_a_plan_of_another_year_is_asked_about(desk):
    answer = desk.cli("plan", desk.plan, "--year", "2026", "--store", desk.store)
    assert "文件印发于2024-04-15，这里按2026年度读取，请核对年度。" in answer.err
    assert "请核对年度" not in desk.run(desk.plan).err


def test_a_review_is_of_its_year_and_never_overwritten(desk):
    again = desk.run(desk.plan, "--review", desk.book)
    assert (again.code, "文件已存在" in again.err) == (3, True)
    other = desk.cli("plan", desk.book, "--year", "2025", "--accept", "--store", desk.store)
    assert (other.code, "这是2024年度的核对表" in other.err) == (3, True)
    assert desk.run(desk.book, "--review", desk.book.with_name("x.xlsx")).code == 2


def test_a_revised_document_is_held_against_what_is_stored(desk):
    assert "与已存任务相比" not in desk.run(desk.plan).err
    desk.run(desk.plan, "--accept")
    revised = PLAN.replace("2024年9月底前", "2024年10月底前").replace(
        "5 | 监督 | 归档", "6 | 监督 | 归档整理"
    )
    desk.plan.write_text(revised, encoding="utf-8")
    lines = desk.run(desk.plan).err.splitlines()
    assert "与已存任务相比：新增1项，变更1项，相同3项，取消1项" in lines
    assert "变更 第1项：时限要求“2024年9月底前”改为“2024年10月底前”" in lines
    assert "新增 第6项：归档整理" in lines
    assert "取消 第5项（第4批）：归档" in lines
    assert "本方案没有的任务不会因存入而删除，照旧有效" in lines
    assert any("先存入本方案，再撤销它们所在的批次（undo 4）" in line for line in lines)
    desk.review_again()
    book = openpyxl.load_workbook(desk.book)
    assert cell(book["核对"], "6", "与已存任务相比").value == "新增"
    assert "时限要求：“2024年9月底前”改为" in cell(book["核对"], "1", "与已存任务相比").value
    assert [row[0] for row in book["本方案没有的任务"].iter_rows(min_row=2, values_only=True)] == ["5"]


def test_undoing_the_old_plan_after_storing_the_new_drops_only_what_is_gone(desk):
    desk.run(desk.plan, "--accept")
    desk.plan.write_text(PLAN.replace("5 | 监督 | 归档", "6 | 监督 | 归档整理"), encoding="utf-8")
    desk.run(desk.plan, "--accept")
    numbers = "select string_agg(task_no, ',' order by task_no) from core.tasks where year = 2024"
    assert ask(desk.store, numbers) == [("1,2,3,4,5,6",)]
    desk.cli("undo", 4, "--store", desk.store)
    assert ask(desk.store, numbers) == [("1,2,3,4,6",)]


def test_stored_words_that_reach_nobody_are_listed_to_be_filled_in_and_imported(desk):
    desk.run(desk.plan, "--accept")
    listed = desk.run("--format", "csv")
    assert listed.out.splitlines() == [
        "文件用语,单位,建议,任务",
        "区文旅局,,区文化和旅游局,1",
        "区行政审批局,,区行政审批服务局,2",
        "政策起草部门,,,2",
    ]
    filled = desk.plan.with_name("认定.csv")
    filled.write_text(listed.out.replace("区文旅局,,", "区文旅局,B2,"), encoding="utf-8")
    assert desk.cli("import", filled, "--accept-valid", "--store", desk.store).code == 0
    assert ("1", "lead", "B2") in desk.parties()
    assert "区文旅局" not in desk.run("--format", "csv").out


def test_tasks_of_a_fact_file_that_the_plan_lacks_are_not_to_be_undone_blindly(desk):
    tasks = desk.plan.with_name("任务.csv")
    tasks.write_text("年度,序号,工作要求,责任单位,时限要求\n2024,9,公开预算,B1,年底前\n", encoding="utf-8")
    desk.cli("import", tasks, "--store", desk.store)
    lines = desk.run(desk.plan).err.splitlines()
    assert "与已存任务相比：新增5项，变更0项，相同0项，取消1项" in lines
    assert "第4批是事实文件，撤销时其中别的内容也一并撤销，请先用 batches 核对" in lines
    assert not any("undo" in line for line in lines)


def test_the_table_suggests_near_names_and_chooses_none(desk):
    (first, *_) = csv.DictReader(desk.run(desk.plan, "--format", "csv").out.splitlines())
    assert (first["牵头"], first["建议"]) == ("区文旅局", "区文旅局→区文化和旅游局")
