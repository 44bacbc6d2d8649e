"""The golden districts prove this computation before it judges the queries."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from .deadlines import Deadline, due_after
from .facts import read_district
from .recompute import losses, scores

GOLDEN = Path(__file__).parent.parent / "golden"
CASES = [
    (folder.name, file.stem.removeprefix("expected-"))
    for folder in sorted(GOLDEN.glob("district-*"))
    for file in sorted(folder.glob("expected-*.json"))
]
COMPARED = ("status", "total", "base", "rank", "rank_low", "rank_high", "grade", "converted", "full_marks")


def near(value):
    return pytest.approx(value, abs=1e-6) if isinstance(value, float) else value


def test_every_golden_district_is_here():
    assert len(CASES) == 21


@pytest.mark.parametrize(("district", "as_of"), CASES)
def test_scores_are_the_golden_ones(district, as_of):
    scheme, facts = read_district(GOLDEN / district)
    expected = json.loads((GOLDEN / district / f"expected-{as_of}.json").read_text(encoding="utf-8"))
    computed = {row["unit_id"]: row for row in scores(scheme, facts, 2023, date.fromisoformat(as_of))}
    assert sorted(computed) == sorted(row["unit_id"] for row in expected)
    for row in expected:
        mine = computed[row["unit_id"]]
        assert {key: mine[key] for key in COMPARED} == {key: near(row[key]) for key in COMPARED}
        for code, part in row["components"].items():
            shown = {key: mine["components"][code][key] for key in part}
            assert shown == {key: near(value) for key, value in part.items()}, (row["unit_id"], code)


@pytest.mark.parametrize(("district", "as_of"), CASES)
def test_losses_add_up(district, as_of):
    scheme, facts = read_district(GOLDEN / district)
    day = date.fromisoformat(as_of)
    for row in scores(scheme, facts, 2023, day):
        lost = losses(scheme, facts, 2023, day, row["unit_id"])
        missing = 0 if row["base"] is None else row["full_marks"] - row["base"]
        assert float(sum(loss["marks"] for loss in lost)) == pytest.approx(missing, abs=1e-9)


def test_days_after_an_event_are_the_golden_ones():
    with (GOLDEN / "after-event.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4
    for row in rows:
        n, words = re.search(r"(\d+)(.{3})", row["phrase"]).groups()
        rule = Deadline("after_event", n=int(n), unit="days" if words.startswith("日") else "workdays")
        assert due_after(rule, date.fromisoformat(row["triggered_on"])).isoformat() == row["due_on"]
