"""What stands in a page when it is opened: all that its callbacks would answer this reader, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash
from flask.testing import FlaskClient

from dashboard.first_visit import as_json
from dashboard.pages import PAGES
from dashboard.text import frame as words
from data.release import Writer
from data.store import Store

DAY = "2026-11-20"
KEPT = [page for page in PAGES if page.shows_release]
Standing = dict[str, Any]


def standing(client: FlaskClient, address: str) -> Standing:
    """The properties of every component of the page of an address, by its id."""
    page = client.get(f"{address}{'&' if '?' in address else '?'}as_of={DAY}")
    assert page.status_code == 200
    [layout] = re.findall(r'<script id="first-layout" type="application/json">(.*)</script>', page.text)
    return dict(components(json.loads(layout)))


def components(tree: Any) -> list[tuple[str, Any]]:
    if isinstance(tree, list):
        return [each for one in tree for each in components(one)]
    if not isinstance(tree, dict):
        return []
    own = [(tree["props"]["id"], tree["props"])] if "namespace" in tree and "id" in tree["props"] else []
    return own + [each for one in tree.values() for each in components(one)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_no_place_of_a_page_waits_for_an_answer(app: Dash, page: Any) -> None:
    found = standing(app.server.test_client(), page.path)
    assert set(found) & set(page.parts)
    assert words.LOADING not in words_of(found["shell-content"])


@pytest.mark.parametrize("page", KEPT, ids=lambda page: page.path)
def test_what_stands_in_the_page_is_what_the_callback_answers(app: Dash, page: Any) -> None:
    client = app.server.test_client()
    for _ in ("drawn", "kept"):
        found = standing(client, page.path)
        for part in set(found) & set(page.parts):
            answer = ask(app, f"{part}.children", shell_view_data=found["shell-view"]["data"])
            assert found[part]["children"] == answer[part]["children"], part


def test_the_frame_stands_as_its_callback_answers(app: Dash) -> None:
    found = standing(app.server.test_client(), "/ranking")
    answer = ask(
        app,
        "shell-content.children",
        shell_address_pathname="/ranking",
        shell_address_search=f"?as_of={DAY}",
    )
    for place in ("brand", "navigation", "controls", "notices", "footer"):
        assert found[f"shell-{place}"]["children"] == answer[f"shell-{place}"]["children"], place
    assert found["shell-view"]["data"] == answer["shell-view"]["data"]
    assert f"<title>{found['shell-title']['data']}</title>" in app.server.test_client().get("/ranking").text


def test_the_address_stands_as_the_browser_names_it(app: Dash) -> None:
    found = standing(app.server.test_client(), "/unit/A%2FB%20C?group=%E9%95%87%E8%A1%97")["shell-address"]
    assert (found["pathname"], found["search"]) == (
        "/unit/A%2FB%20C",
        f"?group=%E9%95%87%E8%A1%97&as_of={DAY}",
    )


def test_nothing_that_is_shown_ends_the_element_it_stands_in() -> None:
    hostile = "</script><!--<script>\u2028"
    assert "<" not in as_json([hostile])
    assert json.loads(as_json([hostile])) == [hostile]


def test_what_goes_wrong_stands_in_its_place_and_is_not_kept(
    app: Dash, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("nobody foresaw this")

    client = app.server.test_client()
    with monkeypatch.context() as patch:
        patch.setitem(next(page.parts for page in PAGES if page.path == "/years"), "years-head", broken)
        failed = standing(client, "/years?year=2025&within=7")
    assert "state-failed" in words_of(failed["years-head"])
    others = [words_of(each) for part, each in failed.items() if part.startswith("years-")]
    assert sum("state-failed" in each for each in others) == 1
    assert "state-failed" not in words_of(standing(client, "/years?year=2025&within=7")["years-head"])


@pytest.fixture
def boards(as_reader: Callable[[str], FlaskClient]) -> Callable[[str], str]:
    """The ranking boards in the page that a reader of the demonstration opens."""
    return lambda login: words_of(standing(as_reader(login), "/ranking")["ranking-boards"])


def test_a_unit_never_opens_the_page_kept_for_the_office(boards: Callable[[str], str]) -> None:
    assert boards("demo-supervisor") == boards("demo-supervisor-2")
    assert boards("demo-z07") != boards("demo-supervisor")


def test_a_page_for_others_says_so_and_holds_none_of_its_parts(
    as_reader: Callable[[str], FlaskClient],
) -> None:
    [ledger] = [page for page in PAGES if page.path == "/ledger"]
    assert not set(standing(as_reader("demo-z07"), "/ledger")) & set(ledger.parts)


def test_after_a_save_the_page_is_of_the_new_release(
    peopled_demo: Path, boards: Callable[[str], str]
) -> None:
    before = Store(peopled_demo).release_id
    assert before in boards("demo-supervisor")
    newest = int(Store(peopled_demo).table("pages/batches")["batch_id"].max())
    Writer(peopled_demo).undo(newest, "")
    opened = boards("demo-supervisor")
    assert Store(peopled_demo).release_id in opened
    assert before not in opened
