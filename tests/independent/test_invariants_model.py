"""Section 8's invariants on this computation itself, over random districts."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .districts import as_of_dates, districts
from .facts import Facts, SpotCheck, day, read_district
from .random_schemes import YEAR
from .recompute import active_units, at_risk, context, losses, one_unit, recoverable, score_unit, scores
from .writing import write_district

quick = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
KINDS = [f.name for f in fields(Facts) if f.name not in ("name_to_id", "moved")]


def unit_scores(scheme, facts, as_of):
    ctx = context(scheme, facts, YEAR, as_of)
    return {unit.unit_id: score_unit(ctx, unit) for unit in active_units(ctx)}


@quick
@given(districts(), as_of_dates(), st.randoms(use_true_random=False))
def test_row_order_changes_nothing(district, as_of, random):
    shuffled = {}
    for kind in KINDS:
        rows = list(getattr(district.facts, kind))
        random.shuffle(rows)
        shuffled[kind] = tuple(rows)
    other = replace(district.facts, **shuffled)
    assert scores(district.scheme, other, YEAR, as_of) == scores(district.scheme, district.facts, YEAR, as_of)


@quick
@given(districts(), as_of_dates())
def test_a_unit_scored_alone_scores_the_same(district, as_of):
    facts = district.facts
    for unit_id, together in unit_scores(district.scheme, facts, as_of).items():
        mine = {
            kind: tuple(row for row in getattr(facts, kind) if row.unit == unit_id)
            for kind in ("ledger", "spot_checks", "inspections", "findings", "reviews", "adjustments")
        }
        assert one_unit(district.scheme, replace(facts, **mine), YEAR, as_of, unit_id) == together


@quick
@given(districts(), as_of_dates())
def test_facts_dated_later_change_nothing(district, as_of):
    known = as_known(district.facts, min(as_of, district.scheme.last_day))
    assert scores(district.scheme, known, YEAR, as_of) == scores(district.scheme, district.facts, YEAR, as_of)


OWN_DATES = {
    "spot_checks": "checked_on",
    "inspections": "inspected_on",
    "findings": "notified_on",
    "extensions": "requested_on",
    "reviews": "reviewed_on",
    "adjustments": "decided_on",
    "appeals": "appealed_on",
}


def as_known(facts, on):
    """The facts as they stood on a day: later rows gone, later cells empty."""
    known = {}
    for kind in ("ledger", *OWN_DATES):
        own = OWN_DATES.get(kind, "triggered_on")
        rows = [row for row in getattr(facts, kind) if (day(getattr(row, own)) or on) <= on]
        known[kind] = tuple(forget(row, on) for row in rows)
    return replace(facts, **known)


def forget(row, on):
    dated = [f.name for f in fields(row) if f.name.endswith("_on") and f.name not in ("due_on", "new_due_on")]
    return replace(row, **{name: None for name in dated if (day(getattr(row, name)) or on) > on})


@quick
@given(districts(), as_of_dates())
def test_losses_add_up_and_totals_stay_in_range(district, as_of):
    scheme = district.scheme
    cap = scheme.bonus.cap if scheme.bonus else 0
    for unit_id, result in unit_scores(scheme, district.facts, as_of).items():
        lost = losses(scheme, district.facts, YEAR, as_of, unit_id)
        if result.base is None:
            assert lost == []
            continue
        assert sum(row["marks"] for row in lost) == scheme.full_marks - result.base
        assert all(row["marks"] > 0 for row in lost)
        assert 0 <= result.total <= scheme.full_marks + cap


@quick
@given(districts(), as_of_dates())
def test_weights_add_up_and_honour_the_floors(district, as_of):
    for row in scores(district.scheme, district.facts, YEAR, as_of):
        if row["status"] == "not_rated":
            assert row["reason"]
            assert row["total"] is row["base"] is row["rank"] is row["grade"] is None
            continue
        weights = {code: part["weight"] or 0 for code, part in row["components"].items()}
        assert sum(weights.values()) == pytest.approx(1)
        for codes, minimum in district.scheme.floors:
            assert sum(weights[code] for code in codes) >= minimum - Fraction(1, 10**9)


@quick
@given(districts(sources=("spot_check",)), as_of_dates(), st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31)))
def test_a_failed_check_never_helps_and_a_passed_one_never_hurts(district, as_of, checked_on):
    if any(item.code for part in district.scheme.components for item in part.items):
        return  # the rule holds for one item or one pooled rate
    for unit_id, before in unit_scores(district.scheme, district.facts, as_of).items():
        if before.base is None:
            continue
        for earned in (0, 1):
            check = SpotCheck("NEW", unit_id, checked_on, Fraction(earned), Fraction(1))
            facts = replace(district.facts, spot_checks=(*district.facts.spot_checks, check))
            after = one_unit(district.scheme, facts, YEAR, as_of, unit_id)
            assert after.base >= before.base if earned else after.base <= before.base


@quick
@given(districts(), as_of_dates())
def test_putting_right_never_costs_marks_and_waiting_never_wins_them(district, as_of):
    scheme, facts = district.scheme, district.facts
    for unit_id in unit_scores(scheme, facts, as_of):
        for ref in {row["ref"] for row in losses(scheme, facts, YEAR, as_of, unit_id)}:
            assert recoverable(scheme, facts, YEAR, as_of, unit_id, ref) >= 0
            assert at_risk(scheme, facts, YEAR, as_of, unit_id, ref, date(YEAR + 1, 3, 1)) >= 0


@quick
@given(districts(max_units=6), as_of_dates())
def test_ranks_are_valid_and_lie_in_their_interval(district, as_of):
    scheme = district.scheme
    exact = unit_scores(scheme, district.facts, as_of)
    rows = [row for row in scores(scheme, district.facts, YEAR, as_of) if row["rank"]]
    for group in {row["group"] for row in rows}:
        mine = sorted((row for row in rows if row["group"] == group), key=lambda row: row["rank"])
        keys = [(row["veto"], -row["total"]) for row in mine]
        assert keys == sorted(keys)
        distinct = sorted(set(keys))
        for row, key in zip(mine, keys, strict=True):
            dense = scheme.ties == "dense"
            assert row["rank"] == 1 + (distinct.index(key) if dense else keys.index(key))
            assert 1 <= row["rank_low"] <= row["rank_high"] <= len(mine)
        if not dense and same_order(mine, exact):
            assert all(row["rank_low"] <= row["rank"] <= row["rank_high"] for row in mine)


def same_order(rows, exact):
    """Printed and unrounded totals order the units alike, ties included."""
    pairs = [(row["total"], exact[row["unit_id"]].total) for row in rows]
    return all((a[0] > b[0]) == (a[1] > b[1]) for a in pairs for b in pairs)


@pytest.mark.parametrize("chinese", [True, False])
def test_a_written_district_reads_back_the_same(tmp_path, chinese):
    @quick
    @given(districts())
    def check(district):
        for old in tmp_path.glob("*.csv"):
            old.unlink()
        write_district(tmp_path, district.raw, district.facts, chinese)
        no_calendar = replace(district.facts, moved={})
        assert read_district(tmp_path) == (district.scheme, no_calendar)

    check()
