"""What the frame answers to an address, and every part of every page on the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash

from dashboard.desk import VIEW_ID
from dashboard.pages import PAGES
from dashboard.server import create_app
from data.batches import DistrictBatch
from data.release import Writer
from data.store import Store

DAY = "2026-11-20"


def visit(app: Dash, path: str, search: str = f"?as_of={DAY}", kept: object = None) -> dict[str, Any]:
    return ask(
        app,
        "shell-content.children",
        shell_address_pathname=path,
        shell_address_search=search,
        shell_view_data=kept,
    )


def view_of(answer: dict[str, Any]) -> dict[str, Any]:
    return dict(answer[VIEW_ID]["data"])


def slots(app: Dash, prefix: str) -> list[str]:
    outputs = [each["output"] for each in app._callback_list]
    return [each.rpartition(".")[0] for each in outputs if each.startswith(prefix)]


def test_the_frame_names_district_scheme_date_release_and_demo(app: Dash, demo_store: Path) -> None:
    answer = visit(app, "/ranking")
    footer = words_of(answer["shell-footer"])
    release = (demo_store / "CURRENT").read_text(encoding="utf-8").strip()
    for told in ("云岭区", "2026年政务公开考核办法", DAY, release, "演示数据"):
        assert told in footer
    assert "演示数据" in words_of(answer["shell-brand"])
    assert answer["shell-title"]["data"] == "排名 · 政务公开考核"


def test_the_navigation_keeps_the_date_and_marks_the_page(app: Dash) -> None:
    links = visit(app, "/ranking")["shell-navigation"]["children"]
    shown = [page for page in PAGES if page.in_navigation]
    assert [link["props"]["href"] for link in links] == [f"{page.path}?as_of={DAY}" for page in shown]
    marked = [link["props"]["children"] for link in links if link["props"]["aria-current"] == "page"]
    assert marked == [["排名"]]


def test_the_controls_offer_years_and_groups(app: Dash) -> None:
    controls = words_of(visit(app, "/ranking")["shell-controls"])
    for told in ("2025年", "2026年", "全部", "镇街", "区直部门", "事业单位", DAY):
        assert told in controls
    assert controls.index("镇街") < controls.index("区直部门") < controls.index("事业单位")


def test_the_same_page_at_another_date_keeps_its_layout(app: Dash) -> None:
    kept = view_of(visit(app, "/ranking"))
    answer = visit(app, "/ranking", "?as_of=2026-06-30", kept)
    assert "shell-content" not in answer
    assert view_of(answer)["as_of"] == "2026-06-30"


def test_another_page_brings_its_own_layout(app: Dash) -> None:
    kept = view_of(visit(app, "/ranking"))
    assert "overdue-ageing" in words_of(visit(app, "/overdue", kept=kept)["shell-content"])


def test_a_notice_says_what_was_replaced(app: Dash) -> None:
    assert "不是日期" in words_of(visit(app, "/ranking", "?as_of=gestern")["shell-notices"])


def test_an_unknown_address_is_said(app: Dash) -> None:
    assert "不对应任何页面" in words_of(visit(app, "/nowhere")["shell-content"])


def test_a_store_without_scheme_says_what_to_do(tmp_path: Path) -> None:
    Writer(tmp_path / "store").submit(DistrictBatch("空白区", is_demo=False))
    answer = visit(create_app(tmp_path / "store"), "/")
    assert "还没有考核办法" in words_of(answer["shell-content"])
    assert "空白区" in words_of(answer["shell-brand"])


ADDRESSES = [
    ("/", "", "overview-"),
    ("/", "&group=镇街", "overview-"),
    ("/", "&reader=unit&unit=Z07", "overview-"),
    ("/", "&reader=unit&unit=S06", "overview-unit-"),
    ("/", "&reader=author&group=镇街", "overview-author-"),
    ("/ranking", "", "ranking-"),
    ("/ranking", "&compare=Z07,S06,B01", "ranking-compare"),
    ("/ranking", "&group=事业单位", "ranking-"),
    ("/overdue", "&within=10", "overdue-"),
    ("/unit", "", "unit-"),
    ("/unit/Z07", "", "unit-"),
    ("/unit/S06", "", "unit-"),
    ("/unit/Z07", "&component=ledger", "unit-receipt"),
    ("/unit/S06", "&component=spot&item=S1.3", "unit-receipt"),
    ("/unit/nobody", "", "unit-"),
]


@pytest.mark.parametrize(("path", "more", "prefix"), ADDRESSES)
@pytest.mark.parametrize("day", [DAY, "2026-01-01", "2025-12-31&year=2025"])
def test_every_part_of_every_page_is_drawn(app: Dash, path: str, more: str, prefix: str, day: str) -> None:
    view = view_of(visit(app, path, f"?as_of={day}{more}"))
    assert slots(app, prefix)
    for slot in slots(app, prefix):
        drawn = words_of(ask(app, f"{slot}.children", shell_view_data=view))
        assert "state-failed" not in drawn, slot
        assert "nan" not in drawn.lower(), slot
        assert "None" not in drawn, slot
        assert "NaT" not in drawn, slot


def test_the_ranking_shows_34_units_on_three_boards_and_below_them(app: Dash) -> None:
    view = view_of(visit(app, "/ranking"))
    parts = ask(app, "ranking-boards.children", shell_view_data=view)["ranking-boards"]["children"]
    boards = [part for part in parts if part["type"] == "Section"]
    unrated = words_of(ask(app, "ranking-not-rated.children", shell_view_data=view))
    ranked = sum(
        words_of(board).count('\\"unit_id\\"') or words_of(board).count("/unit/") for board in boards
    )
    assert len(boards) == 3
    assert ranked - 3 + unrated.count("/unit/") == 34  # each board names the pattern of its links once


def test_a_part_that_fails_says_so_in_its_place(
    app: Dash, demo_store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    view = view_of(visit(app, "/ranking"))
    drawn = words_of(ask(app, "ranking-not-rated.children", shell_view_data={**view, "year": 1999}))
    assert "没有1999年的考核办法" in drawn

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(Store, "query", broken)
    drawn = words_of(ask(app, "ranking-not-rated.children", shell_view_data={**view, "group": "镇街"}))
    assert "其他部分不受影响" in drawn
    assert "nobody foresaw this" in caplog.text
