from __future__ import annotations

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_deadlines import CALENDAR

from data.errors import InputRefused
from data.plan.document import PlanDocument, read_plan
from data.plan.report import PLAN_HEADINGS, plan_json

HEADING = "\t序号\n\t工作任务\n\t工作要求\n\t责任单位\n\t时限要求\n"
# Own words in the form of a printed table: a page heading in the middle, groups blank or repeated.
PLAN = (
    "云政办发〔2024〕5号\n云岭区人民政府办公室关于印发2024年\n\n公开工作安排的通知\n各镇人民政府，区直各部门：\n"
    "现将安排印发给你们。请于5月20日前报送联络员名单。\n2024年4月15日\n附件\n\n"
    f"{HEADING}\n"
    "\t1\n\t完善平台\n\t网站栏目\n\t梳理网站栏目，补齐缺项。\n\t区政府办公室\n\t2024年9月底前\n\n"
    "\t2\n\t\n\t\n\t更新办事指南，\n确保与窗口一致。\n\t区行政审批局牵头，各镇配合\n\t信息变更之日起5个工作日内\n\n"
    "\t3\n\t\n\t账号管理\n\t清理停用账号。\n\t各镇、账号主办单位\n\t本方案印发之日起10个工作日内\n\n"
    f"{HEADING}\n"
    "\t4\n\t完善平台\n\t账号管理\n\t年内组织培训不少于2次。\n\t区政府办公室（区政务公开办）\n\t长期坚持\n\n"
    "\t5\n\t加强监督\n\t\n\t通报抽查结果。\n\t区政府办公室\n\t6月底、12月底前各通报一次\n\n"
    "\t6\n\t\n\t\n\t整理台账。\n\t各镇\n\t\n\n"
)


def read(folder: Path, content: str | bytes, year: int = 2024) -> PlanDocument:
    path = folder / "plan.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_plan(path, year)


def outcome(folder: Path, content: str | bytes) -> str:
    """How a damaged plan ends; any other exception is a failure."""
    try:
        answer = plan_json(read(folder, content), CALENDAR)
    except InputRefused as refused:
        return "refused" if all(str(problem) for problem in refused.problems) else "said nothing"
    return "read" if all(task["task_no"] and task["source"] for task in answer) else "lost"


def cells(document: PlanDocument) -> list[tuple[str | None, ...]]:
    return [
        (
            task.task_no,
            task.category,
            task.subcategory,
            task.requirement,
            task.responsible,
            task.deadline_words,
        )
        for task in document.tasks
    ]


def test_the_head_of_the_document(tmp_path: Path) -> None:
    document = read(tmp_path, PLAN)
    (duty,) = document.duties
    assert (duty.task_no, duty.deadlines[0].due_on) == ("附-1", date(2024, 5, 20))
    assert duty.requirement == "请于5月20日前报送联络员名单"
    assert document.title == "云岭区人民政府办公室关于印发2024年公开工作安排的通知"
    assert (document.doc_number, document.issued_on) == ("云政办发〔2024〕5号", date(2024, 4, 15))
    assert any("5月20日前报送联络员名单" in remark for remark in document.remarks)


def test_cells_keep_their_words_and_groups_are_carried_down(tmp_path: Path) -> None:
    found = cells(read(tmp_path, PLAN))
    assert found[0] == (
        *("1", "完善平台", "网站栏目", "梳理网站栏目，补齐缺项。"),
        *("区政府办公室", "2024年9月底前"),
    )
    assert found[1][:4] == ("2", "完善平台", "网站栏目", "更新办事指南，\n确保与窗口一致。")
    assert [row[1:3] for row in found[2:]] == [
        *[("完善平台", "账号管理")] * 2,
        *[("加强监督", None)] * 2,
    ]


def test_the_answer_of_plan_json(tmp_path: Path) -> None:
    answer = plan_json(read(tmp_path, PLAN), CALENDAR)
    assert [(task["kind"], task["due_on"]) for task in answer] == [
        ("fixed", "2024-09-30"),
        ("after_event", None),
        ("after_issue", "2024-04-28"),  # 28 April was worked for the holiday of 1 May
        ("open", None),
        ("fixed", "2024-06-30"),
        ("missing", None),
    ]
    assert answer[1]["rule"] == {"n": 5, "unit": "workday", "event": "信息变更"}
    assert (answer[1]["lead"], answer[1]["support"]) == (["区行政审批局"], ["@各镇"])
    assert (answer[2]["owners"], answer[2]["unresolved"]) == (["@各镇"], ["账号主办单位"])
    assert answer[3]["owners"] == ["区政府办公室"]
    assert [one["due_on"] for one in answer[4]["deadlines"]] == ["2024-06-30", "2024-12-31"]
    assert answer[0]["source"].startswith("plan.txt 第16行-第21行 原文：")
    shown = set(PLAN_HEADINGS) - {"suggestions"}  # a column of the table alone
    assert all(shown <= set(task) for task in answer)
    assert set(answer[0]) == {*shown, "responsible"}


def test_what_a_human_must_see(tmp_path: Path) -> None:
    remarks = read(tmp_path, PLAN).remarks
    assert "第3项责任单位“账号主办单位”须人工确认" in remarks
    assert any("不少于2次" in remark for remark in remarks)


@pytest.mark.parametrize(
    "changed",
    [
        PLAN.replace("\n", "\r\n"),
        PLAN.replace("\t", "    ").replace("    \n", "\n"),
        "\ufeff" + PLAN,
        PLAN.replace("\n\n\t", "\n\n\n\t"),
        PLAN.replace("\t3\n\t\n", "\t3\n"),
        PLAN.encode("gb18030"),
        codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"),
    ],
    ids=["crlf", "no-tabs", "bom", "more-blank-lines", "group-cell-lost", "gb18030", "utf-16"],
)
def test_other_printings_of_the_same_table(tmp_path: Path, changed: str | bytes) -> None:
    expected = cells(read(tmp_path, PLAN))
    assert cells(read(tmp_path, changed)) == expected


def test_a_page_number_and_words_behind_the_table_are_no_cells(tmp_path: Path) -> None:
    paged = PLAN.replace(f"\n{HEADING}\n\t4", f"\n— 2 —\n\n{HEADING}\n\t4") + "联系人：张三\n"
    assert cells(read(tmp_path, paged)) == cells(read(tmp_path, PLAN))


LONG = PLAN.replace(
    "区政府办公室（区政务公开办）",
    "区政府办公室牵头，各镇、区行政审批局、区大数据中心、区融媒体中心、区司法局配合",
)


def wrapped(text: str, width: int) -> str:
    pieces = (
        [line[at : at + width] for at in range(0, len(line), width)] or [""] for line in text.split("\n")
    )
    return "\n".join(piece for line in pieces for piece in line)


@pytest.mark.parametrize("width", [14, 16, 22])
@pytest.mark.parametrize("has_tabs", [True, False], ids=["tabs", "no-tabs"])
def test_long_cells_wrapped_by_hand(tmp_path: Path, width: int, has_tabs: bool) -> None:
    text = LONG if has_tabs else LONG.replace("\t", "")
    expected = [[cell and cell.replace("\n", "") for cell in row] for row in cells(read(tmp_path, LONG))]
    found = cells(read(tmp_path, wrapped(text, width)))
    assert [[cell and cell.replace("\n", "") for cell in row] for row in found] == expected


def test_a_table_without_numbers_and_with_two_party_columns(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "\t时限\n\t牵头单位\n\t责任单位\n\t重点任务\n\n"
        "\t9月底前\n\t区司法局\n\t各镇、区财政局\n\t清理文件。\n\n"
        "\t长期坚持\n\t区大数据局\n\t\n\t开放数据。\n",
    )
    assert [task.task_no for task in document.tasks] == ["1", "2"]
    assert [task.requirement for task in document.tasks] == ["清理文件。", "开放数据。"]
    parties = [task.party for task in document.tasks]
    assert (parties[0].lead, parties[0].support) == (("区司法局",), ("@各镇", "区财政局"))
    assert parties[1].lead == ("区大数据局",)
    assert [task.deadlines[0].kind for task in document.tasks] == ["fixed", "open"]


def test_gaps_and_repeats_of_the_numbers_are_told(tmp_path: Path) -> None:
    document = read(tmp_path, PLAN.replace("\t3\n", "\t2\n").replace("\t6\n", "\t9\n"))
    assert any("缺第3、6、7、8行" in remark for remark in document.remarks)
    assert sum("序号重复" in remark for remark in document.remarks) == 2


def test_the_date_given_overrides_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    document = read_plan(path, 2024, date(2024, 5, 6))
    assert document.issued_on == date(2024, 5, 6)
    assert plan_json(document, CALENDAR)[2]["due_on"] == "2024-05-17"  # 11 May was worked


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04\x00\x00", "文件已损坏"),
        (b"\xff\xff\xff", "不是文本文件"),
        (bytes(range(256)) * 4, "不是文本文件"),
        ("政务公开年度报告".encode(), "是一份报告"),
        ("今天天气很好。".encode(), "没有找到任务表"),
        (HEADING.encode(), "只有表头"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(InputRefused, match=message):
        read(tmp_path, content)


def test_a_missing_file_and_an_absurd_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="打不开"):
        read_plan(tmp_path / "none.txt", 2024)
    with pytest.raises(InputRefused, match="年度99999不合理"):
        read(tmp_path, PLAN, 99999)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_plan_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = PLAN.encode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 60))
        content = content[:at] + data.draw(st.binary(max_size=4)) + content[at + cut :]
    assert outcome(tmp_path, content) in {"read", "refused"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 60), max_size=6), st.sampled_from(["\t", "", "\t\n", "\n", "\t9\n", "\t各镇\n"])
)
def test_lost_and_added_lines_are_no_crash(tmp_path: Path, places: list[int], put: str) -> None:
    lines = PLAN.splitlines(keepends=True)
    for place in places:
        lines[place % len(lines)] = put
    assert outcome(tmp_path, "".join(lines)) in {"read", "refused"}


@pytest.mark.parametrize(
    "words", ["区财政局和" * 15_000, "（" * 5_000, "9月底前" * 5_000], ids=["and", "open", "dates"]
)
def test_a_text_in_the_wrong_cell_is_kept_and_asked(tmp_path: Path, words: str) -> None:
    (task,) = read(tmp_path, f"工作任务 | 工作要求 | 责任单位 | 时限 |\na | b | {words} | {words} |\n").tasks
    assert task.party.unresolved == (words,)
    assert [(one.words, one.kind) for one in task.deadlines] == [(words, "missing")]
