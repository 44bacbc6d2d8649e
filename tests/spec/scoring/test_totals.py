"""scoring.md section 5: bonus, major deductions, veto, rounding and conversion."""

from __future__ import annotations

import pytest
from district import approx, component, item, scheme

REVIEW = component("review", "review", 100, {"R": [item("R1", 100, "entered")]})


def district(given, base, adjustments="", **rules):
    reviews = f"""
        unit | year | item | awarded | reviewed_on
        U1   | 2023 | R1   | {base}  | 2023-06-01
    """
    heading = "adjustment_id | unit | kind | points | reason | decided_on\n"
    tables = {"adjustments": heading + adjustments} if adjustments else {}
    return given(scheme(REVIEW, **rules), reviews=reviews, **tables)


def total(given, base, adjustments="", **rules):
    return district(given, base, adjustments, **rules).at("2023-12-31").result()


BONUS = "A1 | U1 | 加分 | 3 | 获奖 | 2023-07-01\nA2 | U1 | 加分 | 4 | 获奖 | 2023-08-01"


def test_bonus_is_capped(given):
    assert total(given, 80, BONUS, bonus={"cap": 5})["total"] == 80 + min(5, 3 + 4)
    assert total(given, 80, BONUS, bonus={"cap": 9})["total"] == 80 + min(9, 3 + 4)


def test_without_a_bonus_section_there_is_none(given):
    result = total(given, 80, BONUS)
    assert (result["total"], result["bonus"]) == (80, 0)


@pytest.mark.parametrize(
    ("base", "inclusive", "bonus"),
    [(79.99, False, 0), (80, False, 0), (80.01, False, 3), (79.99, True, 0), (80, True, 3)],
)
def test_the_gate_looks_at_the_unrounded_base(given, base, inclusive, bonus):
    gate = {"cap": 5, "gate": 80, "gate_inclusive": inclusive}
    one = "A1 | U1 | 加分 | 3 | 获奖 | 2023-07-01"
    result = total(given, base, one, bonus=gate, decimals=0)
    assert result["bonus"] == bonus


def test_a_base_on_the_gate_up_to_float_noise_is_on_it(given):
    """Ten checks of 0.1: 0.1 x 8 is 0.8 only on paper."""
    lines = "\n".join(
        f"C{n} | U1 | 2023-03-01 | {earned} | 0.1" for n, earned in enumerate([0.1] * 8 + [0] * 2)
    )
    checks = f"check_id | unit | checked_on | earned | possible\n{lines}"
    spot = component("spot", "spot_check", 100)
    for inclusive, bonus in ((True, 3), (False, 0)):
        d = given(
            scheme(spot, bonus={"cap": 5, "gate": 80, "gate_inclusive": inclusive}),
            spot_checks=checks,
            adjustments="""
                adjustment_id | unit | kind | points | reason | decided_on
                A1            | U1   | 加分 | 3      | 获奖   | 2023-07-01
            """,
        )
        assert d.at("2023-12-31").result()["bonus"] == bonus


def test_major_deductions_have_no_cap_but_the_total_stops_at_0(given):
    one = "A1 | U1 | 重大扣分 | 30 | 泄密 | 2023-07-01"
    two = one + "\nA2 | U1 | 重大扣分 | 60 | 泄密 | 2023-07-02"
    assert total(given, 80, one)["total"] == 80 - 30
    assert total(given, 80, two)["total"] == max(0, 80 - 30 - 60)


def test_a_veto_keeps_the_score_or_sets_a_ceiling(given):
    veto = "A1 | U1 | 一票否决 | | 造假 | 2023-07-01\nA2 | U1 | 加分 | 5 | 获奖 | 2023-07-01"
    grades = [{"name": "好", "minimum": 60}, {"name": "差", "minimum": 0}]
    kept = total(given, 80, veto, bonus={"cap": 5}, grade=grades)
    assert (kept["total"], kept["grade"], kept["is_vetoed"]) == (85, "差", True)
    limited = total(given, 80, veto, bonus={"cap": 5}, grade=grades, veto={"effect": 59})
    assert (limited["total"], limited["base"], limited["grade"]) == (59, 80, "差")
    below = total(given, 40, veto, bonus={"cap": 5}, veto={"effect": 59})
    assert below["total"] == 45


def test_adjustments_count_from_their_decision_on(given):
    d = district(given, 80, BONUS, bonus={"cap": 50})
    assert [then.result()["total"] for then in d.at("2023-06-30", "2023-07-01", "2023-08-01")] == [
        80,
        80 + 3,
        80 + 3 + 4,
    ]


@pytest.mark.parametrize(
    ("awarded", "decimals", "printed"),
    [
        (84.44445, 4, 84.4445),
        (84.444449, 4, 84.4444),
        (84.125, 2, 84.13),
        (84.124, 2, 84.12),
        (1.005, 2, 1.01),
        (2.675, 2, 2.68),
        (84.25, 1, 84.3),
        (84.5, 0, 85),
        (83.5, 0, 84),
        (84.4999, 0, 84),
    ],
)
def test_exact_halves_are_rounded_up(given, awarded, decimals, printed):
    assert total(given, awarded, decimals=decimals)["total"] == approx(printed, abs=1e-12)


def test_conversion_rounds_the_printed_score_again(given):
    """84.445 prints as 84.45; 84.45 / 100 x 10 = 8.445 becomes 8.45, 84.44 would have become 8.44."""
    result = total(given, 84.445, decimals=2, conversion=10)
    assert (result["total"], result["converted"]) == approx((84.45, 8.45))
    assert total(given, 84.445)["converted"] is None


def test_a_scheme_may_be_worth_other_than_100(given):
    review = component("review", "review", 40, {"R": [item("R1", 10, "entered")]})
    d = given(
        scheme(review, full_marks=40, conversion=4),
        reviews="""
            unit | year | item | awarded | reviewed_on
            U1   | 2023 | R1   | 7       | 2023-06-01
        """,
    )
    result = d.at("2023-12-31").result()
    assert (result["total"], result["full_marks"]) == approx((40 * 7 / 10, 40))
    assert result["converted"] == approx(40 * 7 / 10 / 40 * 4)
