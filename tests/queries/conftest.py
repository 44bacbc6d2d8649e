"""The demo's scores for the tests of queries: one computation at two dates, what-ifs of one unit included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.computation import Question, Session
from data.store import Store

YEAR = 2025
AS_OFS = (date(YEAR, 6, 30), date(YEAR, 11, 20))


@pytest.fixture(scope="session")
def demo(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="session")
def question(demo: Store) -> Question:
    year = demo.year(YEAR)
    return Question(YEAR, year.edition, year.closes_on, AS_OFS)


@pytest.fixture(scope="session")
def computed(demo: Store, question: Question) -> Iterator[Session]:
    session = Session(demo.layout.release_file(demo.release_id))
    session.compute(question)
    yield session
    session.close()


@pytest.fixture(scope="session")
def parameters(demo: Store, question: Question) -> dict[str, Any]:
    """A value for every parameter a query uses. A new parameter needs one here."""
    units = list(demo.query("pages/units", year=YEAR, as_of=AS_OFS[-1], group_name=None).unit_id)
    losses = demo.query("pages/round_losses", year=YEAR, as_of=AS_OFS[-1])
    lost = losses[(losses.unit_id == units[0]) & (losses.cause == "check")].iloc[0]
    points = demo.table("pages/method_components", edition=question.edition).points
    return {
        **question.parameters(),
        "as_of": AS_OFS[-1],
        "unit_id": units[0],
        "units": units[:4],
        "words": ["各镇街", "@各镇街", "起草部门"],
        "batch_id": None,
        "group_name": None,
        "source": "spot_check",
        "within": 10,
        "due_within": 10,
        "page": 1,
        "page_size": 1000,
        "since": date(YEAR, 1, 1),
        "login": None,
        "shown": 5,
        "draw_no": 1,
        "round_no": 1,
        "round_name": None,
        "support": False,
        "deadline_class": None,
        "state": None,
        "weightings": (tuple(points),),
        "component": lost.component,
        "item": lost["item"],
        "kind": "check",
        "ref": lost.ref,
        "ahead": (1.0, 2.0),
        "digest": "0" * 64,
        "against": demo.year(YEAR + 1).edition,
        "batches": [1, 2],
        "kinds": ["appeals"],
        "proposal_no": 1,
        "token": "",
        "step": "adjustment.enter",
        "sent": "{}",
        "name": "云岭街道",
        "start_on": date(YEAR, 6, 30),
        "workdays": 5,
        "task_no": "1",
        "period": "第一季度",
        "triggered_on": "2025-06-30 09:00",
        "finding_id": "WT2025-001",
        "check_id": None,
        "points": 1.0,
        "decided_on": date(YEAR, 6, 30),
        "reason": "",
    }
