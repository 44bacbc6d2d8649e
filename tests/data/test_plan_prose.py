"""Plans in prose: heading paths, responsible units in brackets or on their own line, deadlines in sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.errors import InputRefused
from data.plan.document import PlanDocument, PlanTask, read_plan

HEAD = "云岭区人民政府办公室关于做好公开工作的通知\n各镇人民政府：\n2024年4月15日\n"


def read(folder: Path, text: str, year: int = 2024) -> PlanDocument:
    path = folder / "plan.txt"
    path.write_text(HEAD + text, encoding="utf-8")
    return read_plan(path, year)


def path_of(task: PlanTask) -> tuple[str, str | None, str | None]:
    return task.task_no, task.category, task.subcategory


def test_brackets_under_their_headings(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、平台\n(一)网站。补齐栏目,年底前完成。(区大数据局牵头,各镇〈街〉配合)\n"
        "更新指南。(区司法局、区财政局)\n（二）账号。清理账号（含停用的）。（各镇负责落实）\n"
        "二、监督\n随机抽查，结果在决定作出后5个工作日内通报。（区政府办公室负责）。\n（此件公开发布）\n",
    )
    assert [path_of(task) for task in document.tasks] == [
        ("1-1-1", "一、平台", "(一)网站"),
        ("1-1-2", "一、平台", "(一)网站"),
        ("1-2", "一、平台", "（二）账号"),
        ("2", "二、监督", None),
    ]
    first, second, third, fourth = document.tasks
    assert (first.requirement, first.responsible) == (
        "补齐栏目,年底前完成。",
        "区大数据局牵头,各镇〈街〉配合",
    )
    assert (first.party.lead, first.party.support) == (("区大数据局",), ("@各镇〈街〉",))
    assert (first.deadline_words, first.deadlines[0].due_on) == ("年底前完成", date(2024, 12, 31))
    assert (second.party.owners, second.deadlines[0].kind) == (("区司法局", "区财政局"), "missing")
    assert third.requirement == "清理账号（含停用的）。"
    deadline = fourth.deadlines[0]
    assert (deadline.kind, deadline.n, deadline.unit) == ("after_event", 5, "workday")
    assert fourth.source == "plan.txt 第9行"


def test_a_numbered_line_that_is_a_task_itself(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、公开预算决算，年底前完成。（责任单位：区财政局、区审计局）\n"
        "二、每季度末更新解读。（责任单位：区司法局）\n",
    )
    assert [(task.requirement, task.party.owners, task.deadlines[0].kind) for task in document.tasks] == [
        ("一、公开预算决算，年底前完成", ("区财政局", "区审计局"), "fixed"),
        ("二、每季度末更新解读", ("区司法局",), "recurring"),
    ]


def test_brackets_in_numbered_lines_and_in_the_middle(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、平台\n1.补齐栏目（区大数据局负责，6月底前）。2.更新指南（区司法局负责）。3.清理账号（各镇负责）。\n"
        "（二）受理申请（区政府办公室、区司法局负责），依法答复。规范登记。（各部门负责；长期坚持）\n"
        "2．加强解读（指本区政策）（区政府各部门负责）\n",
    )
    assert [(task.requirement, task.party.owners, task.deadline_words) for task in document.tasks] == [
        ("1.补齐栏目", ("区大数据局",), "6月底前"),
        ("2.更新指南", ("区司法局",), ""),
        ("3.清理账号", ("@各镇",), ""),
        ("（二）受理申请", ("区政府办公室", "区司法局"), ""),
        ("依法答复。规范登记。", ("@各部门",), "长期坚持"),
        ("2．加强解读（指本区政策）", ("@区政府各部门",), ""),
    ]


def test_several_brackets_in_one_paragraph_and_deadlines_inside_them(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、平台\n补齐栏目。（区大数据局牵头，2024年6月底前完成）更新指南。（区司法局，长期坚持）\n",
    )
    first, second = document.tasks
    assert (first.responsible, first.deadline_words) == ("区大数据局牵头", "2024年6月底前完成")
    assert first.deadlines[0].due_on == date(2024, 6, 30)
    assert (second.requirement, second.party.owners) == ("更新指南。", ("区司法局",))


def test_responsible_units_and_deadline_on_lines_of_their_own(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、平台\n1.补齐栏目，逐项核对。\n责任单位：区大数据局、各镇\n完成时限：9月底前\n"
        "2.更新指南。\n牵头单位：区司法局\n配合单位：各镇\n",
    )
    first, second = document.tasks
    assert (first.party.owners, first.deadlines[0].due_on) == (("区大数据局", "@各镇"), date(2024, 9, 30))
    assert (second.party.lead, second.party.support) == (("区司法局",), ("@各镇",))


def test_without_brackets_every_dated_sentence_is_a_task(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、平台\n（一）网站。各镇、区直各部门要于2024年9月底前，补齐栏目。做好日常维护。\n"
        "征求意见一般不少于三十日；自2024年5月开始，按月通报。\n"
        "（二）回应。最迟应在5小时内发声，在24小时内通气。到“十四五”期末，建成数据库。\n",
    )
    found = [(task.requirement[:6], [one.kind for one in task.deadlines]) for task in document.tasks]
    assert found == [
        ("各镇、区直各", ["fixed"]),
        ("征求意见一般", ["minimum"]),
        ("自2024年", ["recurring"]),
        ("最迟应在5小", ["after_event", "after_event"]),
        ("到“十四五”", ["fixed"]),
    ]
    tasks = document.tasks
    assert tasks[0].party.owners == ("@各镇", "@区直各部门")
    assert tasks[0].subcategory == "（一）网站"
    assert (tasks[1].deadlines[0].n, tasks[1].responsible) == (30, "")
    assert "第1-1-2项缺工作要求或责任单位，请核对" in document.remarks
    assert [one.n for one in tasks[3].deadlines] == [5, 24]
    assert tasks[4].deadlines[0].due_on == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("文件公布后，3个工作日内发布解读。", "文件公布后，3个工作日内发布解读"),
        ("认真落实《2024年6月底前完成事项清单》，6月20日前报送。", "6月20日前报送"),
        ("落实“25”（2个工作日内办结）改革，每月5日前通报。", "每月5日前通报"),
    ],
)
def test_the_words_of_a_deadline_are_its_clause(tmp_path: Path, sentence: str, words: str) -> None:
    (task,) = read(tmp_path, f"一、平台\n{sentence}\n").tasks
    assert task.deadline_words == words


def test_a_rule_keeps_the_months_it_holds_for(tmp_path: Path) -> None:
    document = read(
        tmp_path, "一、平台\n自9月起，每月10日前报送信息，年底前总结，全年编发简报12期。（区大数据局负责）\n"
    )
    (task,) = document.tasks
    assert task.deadline_words == "自9月起，每月10日前报送信息；年底前总结；全年编发简报12期"
    assert [one.kind for one in task.deadlines] == ["recurring", "fixed", "count"]
    assert task.deadlines[0].starts_on == date(2024, 9, 1)


def test_sentences_without_a_definite_deadline_are_no_duties(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        "一、平台\n补齐栏目。（区大数据局）\n及时更新，占比不低于50%，做好2024年工作。\n每年至少听取1次汇报。\n",
    )
    assert [duty.requirement for duty in document.duties] == ["每年至少听取1次汇报"]
    assert any("任务表外第7行" in remark for remark in document.remarks)


def test_what_is_stored_reads_the_same_again(tmp_path: Path) -> None:
    from data.plan.deadlines import read_deadlines
    from data.plan.responsible import read_responsible

    document = read(
        tmp_path,
        "一、平台\n补齐栏目，年底前完成；每季度末月5日前通报，5月底前自查。（区大数据局牵头，各镇配合）\n",
    )
    (task,) = document.tasks
    assert tuple(read_deadlines(task.deadline_words, 2024, document.issued_on)) == task.deadlines
    assert read_responsible(task.responsible) == task.party
    assert [one.kind for one in task.deadlines] == ["fixed", "recurring", "fixed"]


@pytest.mark.parametrize("title", ["2023年度政府信息公开工作年度报告", "云岭区2023年公开工作总结"])
def test_a_report_is_no_plan(tmp_path: Path, title: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"{title}\n一、概况\n年底前完成了全部栏目。（区政府办公室负责）\n", encoding="utf-8")
    with pytest.raises(InputRefused, match="这是一份报告或总结，不是工作方案"):
        read_plan(path, 2023)


def test_prose_wrapped_by_hand(tmp_path: Path) -> None:
    first = "各镇、区直各部门要对照目录逐条核对栏目，确保要素齐全、内容准确，缺项列成清单销号，2024年9月底前补齐。"
    second = (
        "区政府办公室要组织抽查，每季度末月20日前通报结果，对问题较多的单位督促整改，结果报区政府并公开。"
    )
    lines = [text[at : at + 24] for text in (first, second) for at in range(0, len(text), 24)]
    tasks = read(tmp_path, "一、平台\n" + "\n".join(lines) + "\n").tasks
    assert [task.requirement for task in tasks] == [first.rstrip("。"), second.rstrip("。")]


@pytest.mark.parametrize(
    "line",
    ["2024年4月15日", "（2024年4月15日）", "2024年4月15日印发", "云岭区人民政府办公室2024年4月15日印发"],
)
def test_the_date_of_issue_in_many_places(tmp_path: Path, line: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"关于做好公开工作的通知\n补齐栏目，年底前完成。（区司法局）\n{line}\n", encoding="utf-8")
    assert read_plan(path, 2024).issued_on == date(2024, 4, 15)
