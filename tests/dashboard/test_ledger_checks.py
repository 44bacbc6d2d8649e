"""台账 and 抽测与检查 over the demo: every choice is drawn, and what is drawn equals the facts."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash

from dashboard.desk import VIEW_ID
from dashboard.server import create_app
from data.release import Writer
from data.store import Store

DAY = "2026-11-20"
AT = {"year": 2026, "as_of": date(2026, 11, 20)}
EVERY = {"group_name": None, "deadline_class": None, "state": None, "support": False, "within": 3}


def view(app: Dash, path: str, more: str = "", day: str = DAY) -> dict[str, Any]:
    search = f"?as_of={day}{more}"
    answer = ask(app, "shell-content.children", shell_address_pathname=path, shell_address_search=search)
    return dict(answer[VIEW_ID]["data"])


def slots(app: Dash, prefix: str) -> list[str]:
    outputs = [each["output"] for each in app._callback_list]
    return [each.rpartition(".")[0] for each in outputs if each.startswith(prefix)]


def drawn(app: Dash, slot: str, path: str, more: str = "") -> str:
    return words_of(ask(app, f"{slot}.children", shell_view_data=view(app, path, more)))


@pytest.fixture(scope="module")
def store(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/ledger", ""),
        ("/ledger", "&kind=triggered&state=overdue"),
        ("/ledger", "&role=support&page=2"),
        ("/ledger", "&group=事业单位&state=late"),
        ("/ledger", "&kind=?&state=?&role=?&page=x"),
        ("/checks", ""),
        ("/checks", "&page=99&draw=1"),
        ("/checks", "&group=事业单位&draw=77"),
    ],
)
@pytest.mark.parametrize("day", [DAY, "2026-01-01", "2025-12-31&year=2025"])
def test_every_part_is_drawn_at_every_choice(app: Dash, path: str, more: str, day: str) -> None:
    kept = view(app, path, more, day)
    for slot in slots(app, f"{path[1:]}-"):
        text = words_of(ask(app, f"{slot}.children", shell_view_data=kept))
        for bad in ("state-failed", "nan", "None", "NaT"):
            assert bad not in text, slot


def test_the_figures_count_every_entry_once(store: Store) -> None:
    figures = store.query("pages/ledger_figures", **AT, group_name=None, within=3)
    split = figures[["done", "late", "overdue", "soon", "not_soon"]].sum(axis=1)
    assert split.tolist() == figures["entries"].tolist()
    assert figures["tasks"].sum() == len(
        store.query("pages/ledger_tasks", **AT, group_name=None, deadline_class=None)
    )
    assert figures.set_index("deadline_class").loc["open", "entries"] == 0


def test_what_is_overdue_in_the_ledger_is_overdue_on_the_command_line(store: Store) -> None:
    figures = store.query("pages/ledger_figures", **AT, group_name=None, within=3)
    overdue = store.overdue(AT["as_of"], 3)
    of_year = overdue[(overdue["kind"] == "task") & (overdue["status"] == "overdue")]
    listed = store.query("pages/overdue_list", **AT, group_name=None)
    assert figures["overdue"].sum() == (listed["kind"] == "task").sum()
    assert len(of_year) >= figures["overdue"].sum()


def test_pages_of_the_matrix_together_are_the_whole(store: Store) -> None:
    whole = store.query("pages/ledger_matrix", **AT, **EVERY, page=1, page_size=1000)
    parts = [
        store.query("pages/ledger_matrix", **AT, **EVERY, page=page, page_size=10) for page in (1, 2, 3, 4)
    ]
    keys = {(row.unit_id, row.task_no) for part in parts for row in part.itertuples()}
    assert sum(map(len, parts)) == len(keys) == len(whole)
    assert {part["unit_id"].nunique() for part in parts[:3]} == {10}
    assert store.query("pages/ledger_matrix", **AT, **EVERY, page=99, page_size=10).equals(parts[-1])


def test_lead_and_support_never_mix(store: Store) -> None:
    own = store.query("pages/ledger_matrix", **AT, **EVERY, page=1, page_size=1000)
    support = store.query("pages/ledger_matrix", **AT, **{**EVERY, "support": True}, page=1, page_size=1000)
    assert set(own["role"]) == {"lead", "owner"}
    assert set(support["role"]) == {"support"}


def test_open_ended_tasks_are_never_overdue(store: Store) -> None:
    cells = store.query(
        "pages/ledger_matrix", **AT, **{**EVERY, "deadline_class": "open"}, page=1, page_size=1000
    )
    assert set(cells["state"]) == {"undated"}


def test_unresolved_words_are_kept_word_for_word(store: Store) -> None:
    tasks = store.query("pages/ledger_tasks", **AT, group_name=None, deadline_class=None).set_index("task_no")
    assert tasks.loc["6", "unresolved"] == "重大政策起草部门"
    assert "重大政策起草部门" in tasks.loc["6", "responsible"]


def test_who_handed_in_nothing_has_no_line(store: Store) -> None:
    silent = store.query("pages/ledger_silent", **AT, group_name=None)
    early = store.query("pages/ledger_silent", year=2026, as_of=date(2026, 1, 1), group_name=None)
    assert set(silent["unit_id"]) == {"Z08", "B12", "S04", "S05"}
    assert set(early["unit_id"]) >= set(silent["unit_id"])
    assert (early["overdue"] == 0).all()
    assert silent["overdue"].is_monotonic_decreasing


def test_coverage_adds_up_to_the_checks_behind_the_scores(store: Store) -> None:
    cells = store.query("pages/checks_coverage", **AT, group_name=None, page=1, page_size=1000)
    units = cells.groupby("unit_id").agg(counted=("check_count", "sum"), told=("unit_checks", "first"))
    assert (units["counted"] == units["told"]).all()
    elsewhere = cells[cells["level"].isna()]
    assert set(elsewhere["item"]) == {"S1.4", "S1.5"}
    assert (elsewhere["check_count"] == 0).all()


def test_units_checked_too_little_are_called_out(store: Store, app: Dash) -> None:
    units = store.query("pages/checks_units", **AT, group_name=None)
    assert units["unit_id"].tolist() == ["B16", "S06", "S04", "S05", "B20"]
    assert (2 * units["check_count"] < units["median_count"]).all()
    told = drawn(app, "checks-few", "/checks")
    assert "一次未抽，不出分、不排名" in told
    assert "5个单位中任何名次都不能排除" in told


def test_faults_are_all_findings_not_withdrawn(store: Store) -> None:
    kinds = store.query("pages/checks_faults", **AT, group_name=None, shown=5)
    everything = store.query("pages/checks_faults", **AT, group_name=None, shown=1000)
    quarters = store.query("pages/checks_quarters", **AT, group_name=None)
    repeated = store.query("pages/checks_repeated", **AT, group_name=None)
    assert len(kinds) == 6
    assert kinds["findings"].sum() == everything["findings"].sum() == quarters["findings"].sum()
    assert kinds["repeated"].sum() == len(repeated) == quarters["repeated"].sum()
    assert everything["findings"].is_monotonic_decreasing
    assert kinds["cumulative_share"].iloc[-1] == 1
    assert not everything["is_rest"].any()


def test_quarters_add_up_to_the_checks(store: Store) -> None:
    quarters = store.query("pages/checks_quarters", **AT, group_name=None)
    cells = store.query("pages/checks_coverage", **AT, group_name=None, page=1, page_size=1000)
    assert quarters["check_count"].sum() == cells["check_count"].sum()


def test_the_stored_draw_is_shown_with_what_it_rests_on(app: Dash, store: Store) -> None:
    told = drawn(app, "checks-draw", "/checks")
    for words in ("第1次抽样", "演示摇号 0837", "云山街道办事处（刚接受上级专项检查）", "--redo 1"):
        assert words in told
    assert str(store.table("pages/draws", year=2026)["release_id"].iloc[0]) in told
    assert drawn(app, "checks-draw-cells", "/checks").count("待检查") == 40


def test_a_year_without_a_draw_says_how_to_make_one(app: Dash) -> None:
    kept = view(app, "/checks", day="2025-12-31&year=2025")
    assert "还没有抽过样" in words_of(ask(app, "checks-draws.children", shell_view_data=kept))
    assert ask(app, "checks-draw.children", shell_view_data=kept)["checks-draw"]["children"] is None


def test_an_undone_draw_stays_on_the_page(demo_store: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(demo_store, tmp_path / "store"))
    batches = Store(own).table("pages/batches")
    Writer(own).undo(int(batches.loc[batches["what"] == "draw", "batch_id"].iloc[0]))
    app = create_app(own)
    assert "均已撤销" in drawn(app, "checks-draws", "/checks")
    assert "第1次抽样（已撤销）" in drawn(app, "checks-draw", "/checks")


def test_a_choice_starts_again_at_the_first_page(app: Dash) -> None:
    filters = json.loads(drawn(app, "ledger-filters", "/ledger", "&page=2&state=overdue"))
    links = json.dumps(filters, ensure_ascii=False)
    assert "page=" not in links
    assert "kind=dated" in links
