"""Workbooks and CSV files: their numbers are those of `score` and of the pages."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from books_read import AS_OF, MAKERS, MIDYEAR, ROUND, YEAR, Rows, cells, first_rows, make, same
from openpyxl import Workbook, load_workbook

from dashboard.exports.occasion import Occasion
from dashboard.exports.workbooks.findings import fault_kinds
from dashboard.exports.workbooks.losses import losses_pieces
from dashboard.exports.workbooks.ranking import ranking_pieces
from dashboard.text import lists
from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer
from data.rounds import RoundBatch
from data.store import Store


@pytest.fixture(scope="module")
def closed_losses(closed: Occasion) -> Rows:
    return first_rows(make(losses_pieces(closed)))


# Numbers

SCORES = {
    "名次": "rank",
    "单位": "name",
    "总分": "total",
    "等次": "grade",
    "区间最高": "rank_low",
    "区间最低": "rank_high",
    "基础分": "base",
    "加分": "bonus",
    "重大扣分": "major",
    "折算分": "converted",
}


COMPONENTS = ("日常抽测", "季度检查", "台账落实", "年度考核")


def test_the_ranking_has_the_numbers_of_score(
    books: dict[str, Workbook], demo_store: Path, cli: Callable[..., Any]
) -> None:
    asked = cli("score", "--store", demo_store, "--year", YEAR, "--as-of", AS_OF, "--format", "json")
    scores = {unit["unit_id"]: unit for unit in json.loads(asked.out)}
    rows = cells(books["ranking"].worksheets[0])
    assert {row["单位编码"] for row in rows} == scores.keys()
    for row in rows:
        score = scores[row["单位编码"]]
        for heading, key in SCORES.items():
            assert agree(row[heading], score[key])
        for name, part in zip(COMPONENTS, score["components"].values(), strict=True):
            assert agree(row[name], part["score"])
        assert (row["一票否决"] == "是") == score["veto"]


def agree(cell: Any, number: Any) -> bool:
    return bool(cell == (same(number) if isinstance(number, float) else number))


def test_the_components_of_a_unit_add_up_to_its_base(books: dict[str, Workbook]) -> None:
    base = {row["单位编码"]: row["基础分"] for row in cells(books["ranking"]["排名"])}
    parts = cells(books["ranking"]["各环节得分"])
    for unit_id, expected in base.items():
        given = [
            part["折合总分"] for part in parts if part["单位编码"] == unit_id and part["折合总分"] is not None
        ]
        assert expected is None or sum(given) == pytest.approx(expected, abs=1e-9)


def test_a_closed_round_exports_what_was_published(
    closed: Occasion, demo_store: Path, cli: Callable[..., Any]
) -> None:
    asked = cli("round", "show", ROUND, "--store", demo_store, "--year", YEAR, "--format", "json")
    units = json.loads(asked.out)["units"]
    rows = first_rows(make(ranking_pieces(closed)))
    shown = {row["单位编码"]: (row["总分"], row["名次"], row["等次"]) for row in rows}
    assert shown == {unit["unit_id"]: (unit["total"], unit["rank"], unit["grade"]) for unit in units}


def test_what_is_imported_later_leaves_a_closed_round_as_it_was(store: Path, tmp_path: Path) -> None:
    writer, opened = Writer(store), Store(store)
    writer.submit(RoundBatch(opened.layout, "年中", opened.year(2023), MIDYEAR))
    published = totals(Occasion.of(opened, round_name="年中"))
    late = "抽测编号,单位,抽测日期,指标,得分,满分\nN1,U00,2023-05-10,S1,0,10\n"
    (tmp_path / "抽测.csv").write_text(late, encoding="utf-8")
    writer.submit(FactBatch(read_files([tmp_path / "抽测.csv"]).sheets))
    assert totals(Occasion.of(opened, round_name="年中")) == published
    assert totals(Occasion.of(opened, year=2023, as_of=MIDYEAR)) != published


def test_lists_of_a_closed_round_say_that_they_are_not_what_was_published(
    closed: Occasion, books: dict[str, Workbook]
) -> None:
    for kind, maker in MAKERS.items():
        said = load_workbook(io.BytesIO(make(maker(closed))[".xlsx"])).worksheets[0]["A2"].value
        assert ("现有数据" in said) == (kind in ("overdue", "ledger", "findings"))
        assert "现有数据" not in books[kind].worksheets[0]["A2"].value


def totals(occasion: Occasion) -> dict[str, Any]:
    return {row["单位编码"]: row["总分"] for row in first_rows(make(ranking_pieces(occasion)))}


def test_the_losses_of_a_unit_add_up_to_full_marks_less_base(
    occasion: Occasion, closed: Occasion, closed_losses: Rows, books: dict[str, Workbook]
) -> None:
    for of, rows in ((occasion, cells(books["losses"].worksheets[0])), (closed, closed_losses)):
        lost: dict[str, float] = {}
        for row in rows:
            lost[row["单位编码"]] = lost.get(row["单位编码"], 0) + row["失分"]
        rated = of.results().dropna(subset="base")
        expected = dict(zip(rated["unit_id"], rated["full_marks"] - rated["base"], strict=True))
        assert lost == pytest.approx({unit: marks for unit, marks in expected.items() if marks > 1e-9})


def test_a_round_says_nothing_of_what_can_still_be_won_back(
    closed_losses: Rows, books: dict[str, Workbook]
) -> None:
    assert {row["可挽回"] for row in closed_losses} == {None}
    assert any(row["可挽回"] for row in cells(books["losses"].worksheets[0]))


def test_the_overdue_list_is_that_of_the_page(books: dict[str, Workbook], occasion: Occasion) -> None:
    page = occasion.ask("overdue_list", group_name=None)
    rows = cells(books["overdue"].worksheets[0])
    listed = [(row["依据编号"], row["逾期天数"]) for row in rows]
    assert listed == list(zip(page["ref"], page["days_late"], strict=True))
    assert [row["已失分"] for row in rows] == same(list(page["lost"]))
    assert {row["状态"] for row in rows} <= {word for word, _ in lists.STATES.values()}


def test_kinds_of_fault_are_counted_as_on_the_page(occasion: Occasion) -> None:
    page = occasion.ask("checks_faults", group_name=None, shown=1000)
    kinds = fault_kinds(occasion.ask("export_findings"))
    for column in ("findings", "repeated"):
        assert dict(zip(kinds["item"].fillna(""), kinds[column], strict=True)) == dict(
            zip(page["item"].fillna(""), page[column], strict=True)
        )


def test_findings_cost_what_the_losses_say(books: dict[str, Workbook]) -> None:
    lost = [
        row["失分"] for row in cells(books["losses"].worksheets[0]) if row["原因"] in ("问题扣分", "逾期扣分")
    ]
    by_finding = [row["失分"] for row in cells(books["findings"].worksheets[0]) if row["失分"] is not None]
    assert sum(by_finding) == pytest.approx(sum(lost))


def test_a_finding_that_is_withdrawn_counts_nothing(books: dict[str, Workbook]) -> None:
    withdrawn = [row for row in cells(books["findings"].worksheets[0]) if row["状态"] == "已撤销"]
    assert withdrawn
    for row in withdrawn:
        assert (row["计扣分"], row["失分"], row["逾期天数"]) == (None, None, None)
        assert row["不计分原因"] == "已撤销"


def test_the_ledger_counts_the_tasks_of_the_page(books: dict[str, Workbook], occasion: Occasion) -> None:
    every = {"group_name": None, "deadline_class": None, "state": None, "page": 1, "page_size": 1000}
    page = occasion.ask("ledger_matrix", support=False, within=3, **every)
    own = [row for row in cells(books["ledger"].worksheets[0]) if row["职责"] != "配合"]
    expected = {lists.STATES[state][0]: count for state, count in page["state"].value_counts().items()}
    assert {state: [row["状态"] for row in own].count(state) for state in expected} == expected


def test_one_unit_gets_its_own_rows_and_a_name_of_its_own(demo_store: Path) -> None:
    occasion = Occasion.of(Store(demo_store), year=YEAR, as_of=AS_OF, unit_id="B02")
    for maker in MAKERS.values():
        pieces = maker(occasion)
        assert all("教育体育局" in piece.path for piece in pieces)
        assert {row["单位编码"] for row in first_rows(make(pieces))} <= {"B02"}


# What is missing, what looks like something else


def test_what_is_missing_stays_empty(books: dict[str, Workbook]) -> None:
    unrated = [row for row in cells(books["ranking"].worksheets[0]) if row["状态"] == "未评定"]
    assert unrated
    for row in unrated:
        assert {row[heading] for heading in ("名次", "总分", "等次", "基础分", "加分", "折算分")} == {None}
        assert row["说明"]
