"""Answers are drawn once for all who ask the same, and never outlive what they depend on."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from plotly.utils import PlotlyJSONEncoder

from bench.callbacks import Callbacks
from dashboard.access.reader import Reader
from dashboard.answers import Answers, drawn_whole
from dashboard.desk import Desk
from dashboard.pages import PAGES
from dashboard.view import View
from data.release import Writer
from data.store import Store

DAY = date(2026, 11, 20)
KEPT = [(page.path, part) for page in PAGES if page.shows_release for part in page.parts]


@pytest.fixture(scope="module")
def opened(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.mark.parametrize(("path", "part"), KEPT)
def test_what_is_kept_has_no_form_and_draws_the_same_twice(opened: Store, path: str, part: str) -> None:
    [draw] = [page.parts[part] for page in PAGES if page.path == path]
    view = View(path=path, year=2026, as_of=DAY)
    reader = Reader(login="a", role="supervisor")
    once, again = (
        json.dumps(draw(Desk(opened, view, reader=each)), cls=PlotlyJSONEncoder)
        for each in (reader, Reader(login="b", name="另一人", role="supervisor"))
    )
    assert once == again
    assert '"token"' not in once


@pytest.fixture
def boards(as_reader: Callable[[str], FlaskClient]) -> Callable[[str], str]:
    """What a reader of the demonstration gets as the ranking boards."""

    def ask(login: str) -> str:
        client = as_reader(login)
        callbacks = Callbacks(client.get("/_dash-dependencies").json)
        frame = client.post("/_dash-update-component", json=callbacks.frame(f"/ranking?as_of={DAY}"))
        [asked] = [
            part for part in callbacks.parts(frame.data) if part["output"] == "ranking-boards.children"
        ]
        return str(client.post("/_dash-update-component", json=asked).text)

    return ask


def test_a_unit_never_gets_the_answer_kept_for_the_office(boards: Callable[[str], str]) -> None:
    assert boards("demo-supervisor") == boards("demo-supervisor-2")
    assert boards("demo-z07") != boards("demo-supervisor")


def test_after_a_save_the_answer_is_of_the_new_release(
    peopled_demo: Path, boards: Callable[[str], str]
) -> None:
    before = Store(peopled_demo).release_id
    assert before in boards("demo-supervisor")
    newest = int(Store(peopled_demo).table("pages/batches")["batch_id"].max())
    Writer(peopled_demo).undo(newest, "")
    after = Store(peopled_demo).release_id
    answer = boards("demo-supervisor")
    assert after in answer
    assert before not in answer


class Counting:
    """A server with one part that counts how often it is drawn."""

    def __init__(self, store: Path, *, fails: bool = False, most_bytes: int = 1000) -> None:
        self.drawn = 0
        self.server = Flask("counting")
        self.may_end = threading.Event()
        self.may_end.set()
        Answers(["part"], most_bytes).install(self.server, Store(store))

        @self.server.post("/_dash-update-component")
        def draw() -> str:
            g.reader = Reader()
            self.drawn += 1
            self.may_end.wait(10)
            if not fails:
                drawn_whole()
            return "x" * 400

    def ask(self, value: object = None) -> str:
        body = {"output": "part.children", "inputs": [{"value": value}]}
        return str(self.server.test_client().post("/_dash-update-component", json=body).text)


def test_many_who_ask_at_once_are_answered_by_one_drawing(demo_store: Path) -> None:
    counting = Counting(demo_store)
    counting.may_end.clear()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(counting.ask) for _ in range(8)]
        counting.may_end.set()
        assert {one.result() for one in asked} == {"x" * 400}
    assert counting.drawn == 1


def test_what_went_wrong_is_drawn_again(demo_store: Path) -> None:
    counting = Counting(demo_store, fails=True)
    assert counting.ask() == counting.ask()
    assert counting.drawn == 2


def test_the_oldest_answers_go_when_there_are_too_many(demo_store: Path) -> None:
    counting = Counting(demo_store)
    for value in (1, 2, 3):
        counting.ask(value)
    assert counting.drawn == 3
    counting.ask(3)
    assert counting.drawn == 3
    counting.ask(1)
    assert counting.drawn == 4
