"""`plan`: a published document becomes tasks, after a human looked at them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

SOURCES = Path(__file__).parent.parent.parent.parent / "shared" / "sources"
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the source documents are not part of the project"
)
KEYS = [
    *("task_no", "category", "subcategory", "requirement", "responsible", "lead", "support", "owners"),
    *("unresolved", "deadline", "kind", "due_on", "provisional", "source"),
]
UNITS = """单位编码,单位名称,单位类别
Z1,甲镇,镇
Z2,乙镇,镇
B1,区财政局,部门单位
B2,区地方事业局,部门单位
"""


@pytest.fixture(scope="module")
def document() -> Path:
    """The 2023 plan with 38 tasks (README of the sources)."""
    (path,) = SOURCES.glob("002_*.txt")
    return path


@needs_sources
def test_the_38_tasks_of_the_plan(document, tmp_path, cli):
    asked = ("plan", document, "--year", "2023", "--store", tmp_path / "none")
    answer = cli(*asked, "--format", "json")
    tasks = json.loads(answer.out)
    assert [task["task_no"] for task in tasks] == [str(n) for n in range(1, 39)]
    kinds = Counter(task["kind"] for task in tasks)
    assert kinds == {"fixed": 9, "after_issue": 1, "after_event": 9, "open": 19}
    assert sum(task["due_on"] is not None for task in tasks) == 10
    assert [task["due_on"] for task in tasks if task["kind"] == "after_issue"] == ["2023-08-18"]
    for task in tasks:
        assert [key for key in task if key not in ("rule", "deadlines", "words")] == KEYS
        assert task["lead"] or task["owners"] or task["unresolved"]
        assert document.name in task["source"]
    assert "须人工确认" in answer.err
    assert not (tmp_path / "none").exists()
    shown = cli(*asked)
    assert shown.code == 0
    assert len(cli(*asked, "--format", "csv").out.splitlines()) >= 39
    assert "区财政局" in shown.out


@needs_sources
def test_accepted_tasks_reach_every_unit_of_a_group(document, golden, tmp_path, cli):
    store = tmp_path / "store"
    asked = ("plan", document, "--year", "2023", "--accept", "--store", store)
    assert "38项任务" in cli(*asked).err
    again = cli(*asked)
    assert (again.code, "与第2批完全相同，已在库中，未重复存入" in again.err) == (0, True)
    (tmp_path / "单位.csv").write_text(UNITS, encoding="utf-8")
    cli("import", tmp_path / "单位.csv", "--store", store)
    rows = json.loads(cli("overdue", "--as-of", "2024-01-05", "--format", "json", "--store", store).out)
    reached = {(row["ref"], row["unit_id"]): row["due_on"] for row in rows}
    for task, due_on in (("12", "2023-10-31"), ("13", "2023-08-18"), ("14", "2023-10-31")):
        assert {unit for ref, unit in reached if ref == task} == {"Z1", "Z2", "B1", "B2"}
        assert reached[task, "Z1"] == due_on
    assert {unit for ref, unit in reached if ref == "27"} == {"Z1", "Z2"}
    assert {unit for ref, unit in reached if ref == "1"} == {"B1"}
    assert {unit for ref, unit in reached if ref == "4"} == set()  # 配合 is tracked, not late
    assert "28" not in {ref for ref, _ in reached}


@needs_sources
def test_another_date_of_issue_is_another_plan(document, tmp_path, cli):
    asked = ("plan", document, "--year", "2023", "--accept", "--store", tmp_path / "store")
    cli(*asked)
    moved = cli(*asked, "--issued-on", "2023-07-24", "--doc-number", "测试〔2023〕9号")
    assert "已存入第3批" in moved.err
    batches = json.loads(cli("batches", "--format", "json", "--store", tmp_path / "store").out)
    assert batches[0]["note"] == f"{document.name}（测试〔2023〕9号）"


def test_what_is_no_plan_is_refused(tmp_path, cli):
    path = tmp_path / "通知.txt"
    path.write_text("本通知没有任务表。\n", encoding="utf-8")
    answer = cli("plan", path, "--year", "2023", "--accept", "--store", tmp_path / "store")
    assert answer.code == 3
    assert answer.err.startswith("通知.txt")
    assert not (tmp_path / "store").exists()
