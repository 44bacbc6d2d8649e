"""The receipt of 单位, and what stands below the boards of 排名: equal to what the command line says."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash

from dashboard.commands.answers import explain_answer, score_answer
from dashboard.pages import receipt, unit
from dashboard.server import create_app
from dashboard.text import numbers
from dashboard.view import View
from data.release import Writer
from data.store import Store

DAY = date(2026, 11, 20)


def view_at(path: str, **own: str) -> View:
    unit_id = path.rpartition("/")[2] if path.startswith("/unit/") else None
    return View(path, 2026, DAY, unit_id=unit_id, given=("as_of",), own=tuple(own.items()))


def drawn(app: Dash, slot: str, path: str = "/unit/Z07", **own: str) -> Any:
    view = view_at(path, **own).to_json()
    return ask(app, f"{slot}.children", shell_view_data=view)[slot]["children"]


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def losses(store: Store) -> list[dict[str, Any]]:
    return list(explain_answer(store, "Z07", 2026, DAY)["losses"])


def table_rows(part: Any) -> list[dict[str, Any]]:
    """The rows of the first table in a drawn part, by heading."""
    text = words_of(part)
    start = text.index('"data-table": "') + len('"data-table": ')
    content = json.loads(json.JSONDecoder().raw_decode(text[start:])[0])
    headings = [column["heading"] for column in content["columns"]]
    return [dict(zip(headings, row, strict=True)) for row in content["rows"]]


def test_the_address_opens_the_receipt() -> None:
    assert unit.choose(view_at("/unit/Z07", component="spot")) is receipt.layout
    assert unit.choose(view_at("/unit/Z07")) is unit.layout


def test_the_total_is_the_scores_and_its_components(app: Dash, store: Store) -> None:
    score = next(row for row in score_answer(store, 2026, DAY) if row["unit_id"] == "Z07")
    part = drawn(app, "unit-receipt")
    assert f"总分 {numbers.marks(score['total'])} ＝ 基础分 {numbers.marks(score['base'], 4)}" in words_of(
        part
    )
    rows = table_rows(part)
    assert [row["得分"] for row in rows] == [
        numbers.marks(each["score"]) for each in score["components"].values()
    ]
    assert rows[0]["考核环节"]["href"] == "/unit/Z07?as_of=2026-11-20&component=spot"


def test_each_component_loses_what_explain_says(app: Dash, losses: list[dict[str, Any]]) -> None:
    lost: dict[str, float] = defaultdict(float)
    for loss in losses:
        lost[loss["component"]] += loss["marks"]
    assert lost
    for component, marks in lost.items():
        rows = table_rows(drawn(app, "unit-receipt-level", component=component))
        assert sum(float(row["失分（占总分）"]) for row in rows) == pytest.approx(marks, abs=0.002)


def test_each_item_lists_the_facts_explain_lists(app: Dash, losses: list[dict[str, Any]]) -> None:
    by_item: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for loss in losses:
        by_item[loss["component"], loss["item"]][loss["ref"]] += loss["marks"]
    for (component, item), marks in by_item.items():
        rows = table_rows(drawn(app, "unit-receipt-level", component=component, item=item))
        shown = {
            row["编号"]["text"]: float(row["失分（占总分）"]) for row in rows if float(row["失分（占总分）"])
        }
        assert shown == pytest.approx(
            {ref: lost for ref, lost in marks.items() if lost > 0.00005}, abs=0.00006
        )


def test_each_kind_of_fact_leads_to_its_row_in_a_file(app: Dash, losses: list[dict[str, Any]]) -> None:
    by_cause = {loss["cause"]: loss for loss in losses}
    assert {"check", "finding", "task_not_done", "review"} <= set(by_cause)
    for loss in by_cause.values():
        own = {name: loss[name] for name in ("component", "item", "ref")}
        fact, sources = drawn(app, "unit-receipt-level", **own)
        assert loss["ref"] in words_of(fact)
        rows = table_rows(sources)
        assert rows
        assert all(row["文件"] and int(row["行"]) > 1 and row["存入人"] for row in rows)


def test_who_checked_is_not_told(app: Dash, store: Store, losses: list[dict[str, Any]]) -> None:
    check = next(loss for loss in losses if loss["cause"] == "check")
    own = {name: check[name] for name in ("component", "item", "ref")}
    told = words_of(drawn(app, "unit-receipt-level", **own))
    assert "抽测人" not in told
    assert "抽测日期" in told


def test_a_findings_sum_is_written_out(app: Dash) -> None:
    """2 marks of its own and 35 days at 0.05, at most 1: 3."""
    told = words_of(drawn(app, "unit-receipt-level", component="quarterly", item="Q4.2", ref="WT2026-287"))
    assert "2 ＋ 逾期1（35天 × 0.05，上限1） ＝ 3" in told


def test_the_rule_is_the_schemes(app: Dash) -> None:
    told = words_of(drawn(app, "unit-receipt-rule", component="spot", item="S1.3"))
    assert "抽测得分之和÷抽测满分之和×7分" in told


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"component": "nothing"}, "没有这个环节"),
        ({"component": "spot", "item": "nothing"}, "没有这个环节"),
        ({"component": "spot", "item": "S1.3", "ref": "nothing"}, "没有这条事实"),
    ],
)
def test_what_does_not_exist_is_said(app: Dash, own: dict[str, str], said: str) -> None:
    assert said in words_of(drawn(app, "unit-receipt-level", **own))
    assert "state-failed" not in words_of(drawn(app, "unit-receipt-trail", **own))


def test_published_and_todays_results_agree_until_facts_change(app: Dash) -> None:
    assert "全部一致" in words_of(drawn(app, "ranking-published", "/ranking"))


def test_a_published_result_that_differs_says_why_and_leads_there(demo_store: Path, tmp_path: Path) -> None:
    changed = shutil.copytree(demo_store, tmp_path / "store")
    batches = Store(changed).table("pages/batches")
    reviews = batches[batches["note"].astype(str).str.contains("2026年考核评分")]["batch_id"].iloc[0]
    Writer(changed).undo(int(reviews), "测试")
    rows = table_rows(drawn(create_app(changed), "ranking-published", "/ranking"))
    assert rows
    assert all(row["公布总分"] != row["现总分"] or row["公布名次"] != row["现名次"] for row in rows)
    assert all(row["为什么"] for row in rows)
    assert rows[0]["明细"]["href"].endswith("?as_of=2026-09-30#unit-rounds")


def test_two_units_stand_side_by_side(app: Dash, store: Store) -> None:
    scores = {row["unit_id"]: row for row in score_answer(store, 2026, DAY)}
    part = drawn(app, "ranking-compared", "/ranking", compare="Z07,Z04")
    told = words_of(part)
    assert numbers.marks(scores["Z07"]["total"]) in told
    assert numbers.marks(scores["Z04"]["total"]) in told
    assert "差距最大的环节" in told


def test_one_unit_alone_asks_for_another(app: Dash) -> None:
    assert "再选一个单位" in words_of(drawn(app, "ranking-compared", "/ranking", compare="Z07"))
    assert drawn(app, "ranking-compared", "/ranking") == []
