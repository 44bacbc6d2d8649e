"""Every golden district through the command line, at every date, to 1e-6 (tests/golden)."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.__main__ import main

GOLDEN = Path(__file__).parent.parent / "golden"
DISTRICTS = sorted(path.name for path in GOLDEN.glob("district-*"))
DATES = ("2023-06-30", "2023-12-31", "2024-03-01")
COMPARED = ("status", "total", "base", "rank", "rank_low", "rank_high", "grade", "converted", "full_marks")
SCORE_KEYS = (
    *("unit_id", "name", "group", "status", "total", "full_marks", "base", "bonus", "major", "veto"),
    *("rank", "rank_low", "rank_high", "grade", "converted", "components"),
)
PART_KEYS = ("score", "full", "rate", "weight")
LOSS_KEYS = ("component", "period", "indicator", "item", "cause", "ref", "marks", "recoverable", "due_on")
CAUSES = {"check", "finding", "overdue", "task_not_done", "task_late", "review"}


@cache
def ask(*words: str) -> Any:
    """The JSON a command answers; asked once."""
    answer = io.StringIO()
    with redirect_stdout(answer):
        assert main([*words, "--format", "json"]) == 0
    return json.loads(answer.getvalue())


def scores(store: Path, as_of: str) -> list[dict[str, Any]]:
    return ask("score", "--year", "2023", "--as-of", as_of, "--store", str(store))


@pytest.fixture(scope="module", params=DISTRICTS)
def district(request, tmp_path_factory):
    """A golden district's folder and its store, filled by two commands."""
    folder = GOLDEN / request.param
    store = tmp_path_factory.mktemp(request.param) / "store"
    assert main(["scheme", str(folder / "scheme.toml"), "--store", str(store)]) == 0
    assert main(["import", *map(str, sorted(folder.glob("*.csv"))), "--store", str(store)]) == 0
    return folder, store


def near(value):
    return pytest.approx(value, abs=1e-6) if isinstance(value, float) else value


def test_seven_districts_at_three_dates_are_here():
    assert len(DISTRICTS) == 7
    assert len(list(GOLDEN.glob("district-*/expected-*.json"))) == 7 * len(DATES)


@pytest.mark.parametrize("as_of", DATES)
def test_score_gives_the_golden_answer(district, as_of):
    folder, store = district
    expected = json.loads((folder / f"expected-{as_of}.json").read_text(encoding="utf-8"))
    found = {row["unit_id"]: row for row in scores(store, as_of)}
    assert sorted(found) == sorted(row["unit_id"] for row in expected)
    for row in expected:
        mine = found[row["unit_id"]]
        assert {key: mine[key] for key in COMPARED} == {key: near(row[key]) for key in COMPARED}, row[
            "unit_id"
        ]
        assert mine["components"].keys() == row["components"].keys()
        for code, part in row["components"].items():
            shown = {key: mine["components"][code][key] for key in ("score", "weight")}
            assert shown == {key: near(part[key]) for key in shown}, (row["unit_id"], code)


@pytest.mark.parametrize("as_of", DATES)
def test_score_answers_in_the_promised_form_and_order(district, as_of):
    _, store = district
    answer = scores(store, as_of)
    for row in answer:
        assert tuple(row) in (SCORE_KEYS, (*SCORE_KEYS, "reason"))
        for part in row["components"].values():
            assert tuple(part) == PART_KEYS
            assert len({value is None for value in part.values()}) == 1, "all four or none"
        if row["status"] == "not_rated":
            assert row["reason"]
            assert [row[key] for key in ("total", "rank", "rank_low", "rank_high", "grade")] == [None] * 5
    order = [(row["group"], row["rank"] is None, row["rank"] or 0, row["unit_id"]) for row in answer]
    assert order == sorted(order)


@pytest.mark.parametrize("as_of", DATES)
def test_explain_accounts_for_every_mark(district, as_of):
    """Of each district and date, the unit that lost most."""
    _, store = district
    rated = [row for row in scores(store, as_of) if row["base"] is not None]
    unit = min(rated, key=lambda row: (row["base"], row["unit_id"]))
    answer = ask("explain", unit["name"], "--year", "2023", "--as-of", as_of, "--store", str(store))
    head = ("unit_id", "total", "full_marks", "base")
    assert tuple(answer) == (*head, "losses")
    # computed twice: threads add up in the order they come, so the last bit may differ
    assert [answer[key] for key in head] == [near(unit[key]) for key in head]
    assert answer["losses"]
    for loss in answer["losses"]:
        assert tuple(loss) == LOSS_KEYS
        assert loss["cause"] in CAUSES
        assert loss["marks"] > 0
    lost = sum(loss["marks"] for loss in answer["losses"])
    assert lost == pytest.approx(answer["full_marks"] - answer["base"], abs=1e-9)
