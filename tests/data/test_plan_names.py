"""Responsible words and whom they mean: near names for a human, decisions that stay, and nothing chosen by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from storing import UNITS, facts, rows

from data.layout import Layout
from data.plan.naming import Naming, naming, unreached
from data.release import Writer

HEADING = f"{UNITS},别名"
DECISION = "文件用语,单位"
TASK = "年度,序号,工作要求,责任单位,时限要求"
NAMES = ("区财政局", "区审计局", "区文化和旅游局", "区人力资源和社会保障局", "区行政审批服务局", "东河镇")
KNOWN = Naming(names=[*((name, name) for name in NAMES), ("镇街", "@镇街"), ("区直部门", "@区直部门")])


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("区财证局", ["区财政局"]),
        ("云岭区财政局", ["区财政局"]),
        ("区文旅局", ["区文化和旅游局"]),
        ("区人社局", ["区人力资源和社会保障局"]),
        ("区行政审批局", ["区行政审批服务局"]),
        ("东河镇人民政府", []),
        ("区应急管理局", []),
        ("政策起草部门", []),
        ("@各镇街道", ["@镇街"]),
        ("@各直属机构", []),
    ],
)
def test_near_names_are_suggested_and_no_others(word: str, near: list[str]) -> None:
    assert KNOWN.suggestions(word) == near


def test_a_word_that_is_borne_or_decided_needs_no_suggestion() -> None:
    known = Naming(decided={"区文旅局": ()}, borne=frozenset({"区财政局"}), names=KNOWN.names)
    assert known.suggestions("区文旅局") == []
    assert known.suggestions("区财政局") == []


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    units = ("B1,区财政局,区直部门,", "B2,区文化和旅游局,区直部门,", "Z1,东河镇,镇街,", "Z2,西山街道,镇街,")
    tasks = (
        "2024,1,要求,起草部门牵头；区文旅局配合,长期",
        "2024,2,要求,区文旅局、各乡镇,年底前",
        "2024,3,要求,区财政局、有关部门,年底前",
    )
    writer = Writer(folder / "store")
    writer.submit(facts(folder, "单位", HEADING, *units))
    writer.submit(facts(folder, "任务", TASK, *tasks))
    return folder / "store"


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(base, tmp_path / "store"))


def decide(store: Path, folder: Path, name: str, *lines: str) -> int:
    return Writer(store).submit(facts(folder, name, DECISION, *lines)).batch_id


def parties(store: Path, task_no: str) -> list[tuple[object, ...]]:
    asked = "select role, word, unit_id from core.parties where year = 2024 and task_no = '{}' order by all"
    return rows(store, asked.format(task_no))


def test_nothing_is_chosen_by_itself(base: Path) -> None:
    assert parties(base, "2") == [("owner", "区文旅局", None), ("owner", "各乡镇", None)]
    assert naming(Layout(base), ["区文旅局"]).suggestions("区文旅局") == ["区文化和旅游局"]


def test_a_decision_reaches_every_stored_task_in_the_place_its_words_have(
    store: Path, tmp_path: Path
) -> None:
    decide(
        store, tmp_path, "认定", "区文旅局,B2", "起草部门,区财政局", "@各乡镇,@镇街", "有关部门,B2、东河镇"
    )
    assert parties(store, "1") == [("lead", "起草部门", "B1"), ("support", "区文旅局", "B2")]
    assert {unit for _, _, unit in parties(store, "2")} == {"B2", "Z1", "Z2"}
    assert ("owner", "有关部门", "Z1") in parties(store, "3")
    assert unreached(Layout(store), 2024) == []


def test_the_newest_decision_counts_and_an_undone_one_gives_way(store: Path, tmp_path: Path) -> None:
    decide(store, tmp_path, "一", "区文旅局,B1")
    second = decide(store, tmp_path, "二", "区 文旅局,B2")
    assert ("support", "区文旅局", "B2") in parties(store, "1")
    Writer(store).undo(second)
    assert ("support", "区文旅局", "B1") in parties(store, "1")


def test_a_decided_group_means_its_units_of_today(store: Path, tmp_path: Path) -> None:
    decide(store, tmp_path, "认定", "各乡镇,@镇街")
    Writer(store).submit(facts(tmp_path, "新单位", HEADING, "Z3,南湖镇,镇街,"))
    assert {unit for _, word, unit in parties(store, "2") if word == "各乡镇"} == {"Z1", "Z2", "Z3"}


def test_a_role_settled_task_by_task_stays_open_and_is_no_longer_asked(store: Path, tmp_path: Path) -> None:
    decide(store, tmp_path, "认定", "起草部门,逐项确定")
    assert ("unresolved", "起草部门", None) in parties(store, "1")
    listed = {
        row["words"]: (row["unit"], row["suggestions"], row["tasks"])
        for row in unreached(Layout(store), 2024)
    }
    assert listed == {
        "起草部门": ("逐项确定", [], "1"),
        "区文旅局": ("", ["区文化和旅游局"], "1、2"),
        "@各乡镇": ("", [], "2"),
        "有关部门": ("", [], "3"),
    }


def test_words_stored_before_places_were_kept_support_a_lead_and_else_own(
    store: Path, tmp_path: Path
) -> None:
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id()))) as connection:
        connection.execute("update raw.task_parties set place = null")
    decide(store, tmp_path, "认定", "有关部门,B2", "起草部门,B1")
    assert ("owner", "有关部门", "B2") in parties(store, "3")
    assert ("owner", "起草部门", "B1") in parties(store, "1")
