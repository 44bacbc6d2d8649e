"""总览 for each reader: the switch, the layouts, and numbers that equal the command line's."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash

from dashboard.commands.answers import explain_answer, score_answer
from dashboard.pages import overview
from dashboard.text import numbers
from dashboard.view import View
from data.store import Store

DAY = date(2026, 11, 20)


def view_at(path: str = "/", **own: str) -> dict[str, Any]:
    return View(path, 2026, DAY, given=("as_of",), own=tuple(own.items())).to_json()


def drawn(app: Dash, slot: str, **own: str) -> Any:
    return ask(app, f"{slot}.children", shell_view_data=view_at(**own))[slot]["children"]


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.mark.parametrize("reader", ["office", "unit", "author"])
def test_each_reader_has_a_page_of_their_own(app: Dash, reader: str) -> None:
    page = ask(
        app,
        "shell-content.children",
        shell_address_pathname="/",
        shell_address_search=f"?reader={reader}&unit=Z07&as_of={DAY}",
    )
    content = words_of(page["shell-content"])
    assert ("overview-boards" in content) == (reader == "office")
    assert ("overview-unit-work" in content) == (reader == "unit")
    assert ("overview-author-progress" in content) == (reader == "author")


def test_another_reader_of_the_same_page_gets_their_own_parts(app: Dash) -> None:
    page = ask(
        app,
        "shell-content.children",
        shell_address_pathname="/",
        shell_address_search=f"?reader=author&as_of={DAY}",
        shell_view_data=view_at(),
    )
    assert "overview-author-progress" in words_of(page["shell-content"])


def test_an_unknown_reader_is_the_office() -> None:
    view = View("/", 2026, DAY, own=(("reader", "nobody"),))
    assert overview.choose(view) is overview.office_layout


def test_the_office_sees_five_figures_and_at_most_six_boxes(app: Dash) -> None:
    places = re.findall(r"id='(overview-[a-z-]+)'", str(overview.office_layout()))
    boxes = [place for place in places if place not in ("overview-reader", "overview-figures")]
    assert len(boxes) == 6
    for box in boxes:
        content = drawn(app, box)
        assert content
        assert "state-failed" not in words_of(content)


def test_the_office_reads_whose_overdue_rectifications_are_the_oldest_and_what_they_cost(
    app: Dash, store: Store
) -> None:
    """By unit what the list of 逾期 says one by one."""
    matters = store.query("pages/overdue_list", year=2026, as_of=DAY, group_name=None)
    part = drawn(app, "overview-overdue")
    shown = {row["单位"]["text"]: row for row in table_rows(part)}
    findings = matters[matters["kind"] == "finding"].groupby("name")
    oldest = findings["days_late"].max().nlargest(4)
    assert list(shown) == list(oldest.index)
    for name, row in shown.items():
        assert row["最久天数"] == str(oldest[name])
        assert row["逾期整改"] == str(findings.size()[name])
        assert row["已失分"] == numbers.marks(findings["lost"].sum()[name])
    for name in list(shown)[:3]:
        assert f"{name}（{oldest[name]}天，失{shown[name]['已失分']}分）" in words_of(part)
    tasks = matters[matters["kind"] == "task"]
    assert f"{tasks['name'].nunique()}个单位有逾期任务{len(tasks)}件" in words_of(part)


def test_without_anything_overdue_the_office_is_told_so(app: Dash) -> None:
    early = {**view_at(), "as_of": "2026-01-01"}
    part = ask(app, "overview-overdue.children", shell_view_data=early)["overview-overdue"]["children"]
    assert "目前没有逾期事项" in words_of(part)


def test_the_head_sees_score_rank_and_the_place_ahead(app: Dash, store: Store) -> None:
    rows = score_answer(store, 2026, DAY)
    unit = next(row for row in rows if row["unit_id"] == "Z07")
    ahead = min(
        (row for row in rows if row["group"] == unit["group"] and (row["total"] or 0) > unit["total"]),
        key=lambda row: row["total"],
    )
    card = words_of(drawn(app, "overview-unit-card", reader="unit", unit="Z07"))
    assert numbers.marks(unit["total"]) in card
    assert f"距第{ahead['rank']}名{ahead['name']}{numbers.marks(ahead['total'] - unit['total'])}分" in card


def table_rows(part: Any) -> list[dict[str, Any]]:
    """The rows of the first table in a drawn part, by heading."""
    text = words_of(part)
    start = text.index('"data-table": "') + len('"data-table": ')
    content = json.loads(json.JSONDecoder().raw_decode(text[start:])[0])
    headings = [column["heading"] for column in content["columns"]]
    return [dict(zip(headings, row, strict=True)) for row in content["rows"]]


def ref_in(row: dict[str, Any]) -> str:
    """The number a row is about; that of a finding leads to its page."""
    cell = row["编号"]
    return str(cell["text"] if isinstance(cell, dict) else cell)


def test_the_heads_work_list_equals_explain(app: Dash, store: Store) -> None:
    rows = table_rows(drawn(app, "overview-unit-work", reader="unit", unit="Z07"))
    told = {ref_in(row): row["可挽回"] for row in rows if row["可挽回"] != "—"}
    losses = explain_answer(store, "Z07", 2026, DAY)["losses"]
    known = {loss["ref"]: loss["recoverable"] for loss in losses if loss["recoverable"] > 0.0005}
    assert known
    for ref, marks in known.items():
        assert told[ref] == numbers.marks(marks)


def test_a_matter_that_gains_a_place_says_so(app: Dash, store: Store) -> None:
    """Each matter alone: the new printed total against the totals of the units ahead."""
    rows = score_answer(store, 2026, DAY)
    unit = next(row for row in rows if row["unit_id"] == "Z07")
    ahead = [
        row["total"]
        for row in rows
        if row["group"] == unit["group"] and not row["veto"] and (row["total"] or 0) > unit["total"]
    ]
    work = table_rows(drawn(app, "overview-unit-work", reader="unit", unit="Z07"))
    recoverable = {ref_in(row): row["可升名次"] for row in work}
    for loss in explain_answer(store, "Z07", 2026, DAY)["losses"]:
        if loss["recoverable"] > 0.0005:
            places = sum(total <= round(unit["base"] + loss["recoverable"], 2) for total in ahead)
            assert recoverable[loss["ref"]] == (f"▲{places}" if places else "")


def test_the_heads_title_says_the_gap_and_the_first_two_rows(app: Dash) -> None:
    part = drawn(app, "overview-unit-work", reader="unit", unit="Z07")
    first, second = table_rows(part)[:2]
    title = words_of(part)
    assert "距第5名青石桥镇人民政府0.55分：先" in title
    for row in (first, second):
        verb = "请复查" if row["状态"]["text"] == "待复查" else "办"
        assert f"{verb}{row['种类']}“{ref_in(row)}”可挽回{row['可挽回']}分" in title


def test_the_switch_keeps_the_unit(app: Dash) -> None:
    switch = words_of(drawn(app, "overview-reader", reader="author", unit="Z07"))
    assert "/?as_of=2026-11-20&reader=unit&unit=Z07" in switch


def test_without_a_unit_the_head_chooses_one(app: Dash) -> None:
    part = words_of(drawn(app, "overview-unit-card", reader="unit"))
    assert "/?as_of=2026-11-20&reader=unit&unit=Z07" in part
    assert drawn(app, "overview-unit-work", reader="unit") is None


def test_an_unknown_unit_leads_to_the_choice(app: Dash) -> None:
    assert "没有这个单位" in words_of(drawn(app, "overview-unit-card", reader="unit", unit="nobody"))
    assert drawn(app, "overview-unit-work", reader="unit", unit="nobody") is None


def test_the_authors_totals_are_those_of_the_scores(app: Dash, store: Store) -> None:
    rows = table_rows(drawn(app, "overview-author-totals", reader="author"))
    units = next(row for row in rows if row["项目"] == "参评单位（个）")
    assert int(units["合计"]) == len(score_answer(store, 2026, DAY))
    for row in rows:
        assert int(row["镇街"]) + int(row["区直部门"]) + int(row["事业单位"]) == int(row["合计"])
        assert row["核对"]["text"] == "相符"


def test_every_chart_of_the_author_names_source_and_date(app: Dash, store: Store) -> None:
    for slot in ("progress", "tasks", "grades", "findings", "totals"):
        part = words_of(drawn(app, f"overview-author-{slot}", reader="author"))
        assert f"数据版本{store.release_id}，截至2026年11月20日" in part
    assert "/years?as_of=2026-11-20" in words_of(drawn(app, "overview-author-totals", reader="author"))


def test_a_provisional_total_has_a_star_and_its_board_says_what_it_means(app: Dash, store: Store) -> None:
    day = date(2025, 12, 31)
    edition = store.year(day.year).edition
    units = store.query("pages/overview_boards", year=day.year, as_of=day, edition=edition, group_name=None)
    seen = set()
    for group, rows in units.groupby("group_name"):
        view = View("/", day.year, day, group=str(group), given=("as_of",)).to_json()
        board = words_of(ask(app, "overview-boards.children", shell_view_data=view))
        is_provisional = bool((rows["status"] == "provisional").any())
        assert bool(re.search(r"\d\*", board)) == ("带*的总分为暂定" in board) == is_provisional, group
        seen.add(is_provisional)
    assert seen == {True, False}
