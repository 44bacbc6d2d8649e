"""Random districts, imported for real: the queries answer what the model in exact fractions answers.

Nothing is shrunk: a failing district stays in its folder, and the message names it and every difference.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .chain import Imports, answers, differences
from .districts import as_of_dates, districts
from .random_schemes import YEAR
from .recompute import at_risk, losses, recoverable, scores
from .test_invariants_model import KINDS, as_known

once = settings(
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
RESULT_KEYS = {"veto": "is_vetoed"}


@pytest.fixture(scope="module")
def imports(tmp_path_factory):
    return Imports(tmp_path_factory.mktemp("districts"))


def modelled(district, as_of, refs):
    """The model's answers in the shape of chain.answers; what-ifs for the (unit, reference) pairs asked."""
    rows = scores(district.scheme, district.facts, YEAR, as_of)
    asked = (district.scheme, district.facts, YEAR, as_of)
    return {
        "results": {(row["unit_id"],): {RESULT_KEYS.get(k, k): row[k] for k in row} for row in rows},
        "components": {
            (row["unit_id"], code): {**part, "full_points": part["full"]}
            for row in rows
            for code, part in row["components"].items()
        },
        "losses": _added_up(
            ((row["unit_id"], *(loss[k] for k in LOSS_KEY)), loss["marks"])
            for row in rows
            for loss in losses(*asked, row["unit_id"])
        ),
        "what_ifs": {
            (unit, ref): {
                "recoverable": recoverable(*asked, unit, ref),
                "at_risk": at_risk(*asked, unit, ref, district.scheme.last_day),
            }
            for unit, ref in refs
        },
    }


LOSS_KEY = ("component", "period", "indicator", "item", "cause", "ref")


def _added_up(pairs):
    rows = {}
    for key, marks in pairs:
        rows.setdefault(key, {"marks": 0})["marks"] += marks
    return rows


def compare(imports, district, as_of):
    place = imports(district.raw, district.facts)
    found = answers(place, as_of)
    for row in found["what_ifs"].values():  # units that are not rated have no total to win or lose
        row |= {name: 0.0 if value is None else value for name, value in row.items()}
    expected = modelled(district, as_of, found["what_ifs"])
    lines = differences(found, expected)
    assert not lines, f"{place} at {as_of}, queries / model:\n" + "\n".join(lines)


def test_the_queries_answer_what_the_model_answers(imports):
    @settings(once, max_examples=20)
    @given(districts(), as_of_dates())
    def check(district, as_of):
        compare(imports, district, as_of)

    check()


@pytest.mark.drill
def test_the_queries_answer_what_the_model_answers_400_times(imports):
    @settings(once, max_examples=400, derandomize=False)
    @given(districts(), as_of_dates())
    def check(district, as_of):
        compare(imports, district, as_of)

    check()


FEW = settings(once, max_examples=4)


def test_row_order_changes_nothing(imports):
    """scoring.md section 8, on files whose rows are shuffled."""

    @FEW
    @given(districts(), as_of_dates(), st.randoms(use_true_random=False))
    def check(district, as_of, random):
        shuffled = {kind: list(getattr(district.facts, kind)) for kind in KINDS}
        for rows in shuffled.values():
            random.shuffle(rows)
        other = replace(district.facts, **{kind: tuple(rows) for kind, rows in shuffled.items()})
        same(imports(district.raw, district.facts), imports(district.raw, other), as_of)

    check()


def test_facts_dated_later_change_nothing(imports):
    @FEW
    @given(districts(), st.dates(date(YEAR, 3, 1), date(YEAR, 11, 30)))
    def check(district, as_of):
        known = without_loose_ends(as_known(district.facts, as_of))
        same(imports(district.raw, district.facts), imports(district.raw, known), as_of)

    check()


def same(one, other, as_of):
    lines = differences(answers(one, as_of), answers(other, as_of), 1e-9)
    assert not lines, f"{one} / {other} at {as_of}:\n" + "\n".join(lines)


def without_loose_ends(facts):
    """Facts that can be imported: no reference to a row that is gone, no decision without its day."""
    checks = {row.check_id for row in facts.spot_checks}
    inspections = {row.inspection_id for row in facts.inspections}
    findings = {row.finding_id for row in facts.findings}
    return replace(
        facts,
        findings=tuple(
            replace(
                row,
                check_id=row.check_id if row.check_id in checks else None,
                inspection_id=row.inspection_id if row.inspection_id in inspections else None,
            )
            for row in facts.findings
        ),
        extensions=tuple(
            row if row.decided_on else replace(row, decision=None, new_due_on=None)
            for row in facts.extensions
            if row.finding_id is None or row.finding_id in findings
        ),
        appeals=tuple(
            row if row.decided_on else replace(row, result=None, deduction=None, earned=None)
            for row in facts.appeals
            if row.finding_id in findings or row.check_id in checks
        ),
    )


def test_a_unit_scored_alone_scores_the_same(imports):
    """Status, base, total, components, losses and what-ifs; rank and grade need the others."""

    @FEW
    @given(districts(), as_of_dates())
    def check(district, as_of):
        place = imports(district.raw, district.facts)
        together = answers(place, as_of)
        for (unit_id,) in together["results"]:
            alone = answers(place, as_of, unit_id)
            mine = {
                table: {key: row for key, row in rows.items() if key[0] == unit_id}
                for table, rows in together.items()
            }
            for answer in (alone, mine):
                answer["results"][unit_id,] |= dict.fromkeys(("rank", "rank_low", "rank_high", "grade"))
            lines = differences(alone, mine, 1e-9)
            assert not lines, f"{place} at {as_of}:\n" + "\n".join(lines)

    check()
