"""What stands in a page when it is opened: all that its callbacks would answer this reader, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from asking import ask, words_of
from dash import Dash
from flask.testing import FlaskClient

from dashboard.access.gate import COOKIE
from dashboard.first_visit import as_json
from dashboard.pages import PAGES
from dashboard.server import create_app
from dashboard.text import frame as words
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.demo.readers import add_readers
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


@pytest.fixture(scope="module")
def store(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo with accounts, to write to."""
    copy = Path(shutil.copytree(demo_store, tmp_path_factory.mktemp("visits") / "store"))
    if not AccountsFile(copy).exists():
        add_readers(copy)
    return copy


@pytest.fixture(scope="module")
def boards(store: Path) -> Callable[[str], str]:
    """The ranking boards in the page that a reader of the demonstration opens."""
    server = create_app(store).server

    def open_page(login: str) -> str:
        client = server.test_client()
        client.set_cookie(COOKIE, Sessions(AccountsFile(store)).sign_in_reader(login, "127.0.0.1"))
        return words_of(standing(client, "/ranking")["ranking-boards"])

    return open_page


def test_a_unit_never_opens_the_page_kept_for_the_office(boards: Callable[[str], str]) -> None:
    assert boards("demo-supervisor") == boards("demo-supervisor-2")
    assert boards("demo-z07") != boards("demo-supervisor")


def test_a_page_for_others_says_so_and_holds_none_of_its_parts(store: Path) -> None:
    client = create_app(store).server.test_client()
    client.set_cookie(COOKIE, Sessions(AccountsFile(store)).sign_in_reader("demo-z07", "127.0.0.1"))
    [ledger] = [page for page in PAGES if page.path == "/ledger"]
    assert not set(standing(client, "/ledger")) & set(ledger.parts)


def test_after_a_save_the_page_is_of_the_new_release(store: Path, boards: Callable[[str], str]) -> None:
    before = Store(store).release_id
    assert before in boards("demo-supervisor")
    newest = int(Store(store).table("pages/batches")["batch_id"].max())
    Writer(store).undo(newest, "")
    opened = boards("demo-supervisor")
    assert Store(store).release_id in opened
    assert before not in opened
