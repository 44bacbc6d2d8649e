"""scoring.md sections 5 and 7: ranks, grades and how sure a rank is."""

from __future__ import annotations

from math import sqrt

import pytest
from district import approx, component, item, scheme

REVIEW = component("review", "review", 100, {"R": [item("R1", 100, "entered")]})
GRADES = [
    {"name": "优秀", "minimum": 90, "quota": 0.4},
    {"name": "良好", "minimum": 80, "quota": 0.6},
    {"name": "合格", "minimum": 60},
    {"name": "不合格", "minimum": 0},
]


def ranking(given, marks, vetoed=(), groups=None, **rules):
    """unit → result, for units whose totals are `marks` (None: not rated)."""
    names = list(marks)
    group = groups or {}
    units = "\n".join(f"{name} | 单位{name} | {group.get(name, '镇街')}" for name in names)
    reviews = "\n".join(
        f"{u} | 2023 | R1 | {mark} | 2023-06-01" for u, mark in marks.items() if mark is not None
    )
    tables = {"reviews": f"unit | year | item | awarded | reviewed_on\n{reviews}"}
    if vetoed:
        lines = "\n".join(f"V{name} | {name} | 一票否决 | 造假 | 2023-07-01" for name in vetoed)
        tables["adjustments"] = f"adjustment_id | unit | kind | reason | decided_on\n{lines}"
    d = given(scheme(REVIEW, **rules), units=f"unit_id | name | group\n{units}", **tables)
    return {row["unit_id"]: row for row in d.at("2023-12-31").rows("results")}


def ranks(found):
    return {name: row["rank"] for name, row in found.items()}


MARKS = {"A": 90, "B": 85, "C": 85, "D": 70, "E": None}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("competition", {"A": 1, "B": 2, "C": 2, "D": 4, "E": None}),
        ("dense", {"A": 1, "B": 2, "C": 2, "D": 3, "E": None}),
    ],
)
def test_ties_share_a_rank(given, ties, expected):
    assert ranks(ranking(given, MARKS, ties=ties)) == expected


def test_the_printed_score_ranks(given):
    """84.96 and 85.04 both print as 85.0."""
    found = ranking(given, {"A": 84.96, "B": 85.04, "C": 84.94}, decimals=1)
    assert ranks(found) == {"A": 1, "B": 1, "C": 3}


def test_units_are_ranked_only_inside_their_group(given):
    found = ranking(given, {"A": 90, "B": 85, "C": 70}, groups={"B": "区直部门"})
    assert ranks(found) == {"A": 1, "B": 1, "C": 2}
    assert {name: row["ranked_in_group"] for name, row in found.items()} == {"A": 2, "B": 1, "C": 2}


def test_vetoed_units_come_after_all_others(given):
    found = ranking(given, MARKS, vetoed=("A", "B"))
    assert ranks(found) == {"C": 1, "D": 2, "A": 3, "B": 4, "E": None}


def test_vetoed_units_tie_like_others(given):
    found = ranking(given, MARKS, vetoed=("B", "C"))
    assert ranks(found) == {"A": 1, "D": 2, "B": 3, "C": 3, "E": None}


def grades(found):
    return {name: row["grade"] for name, row in found.items()}


def test_a_grade_needs_its_minimum_and_a_place(given):
    """5 ranked: floor(0.4 x 5) = 2 places for 优秀, floor(0.6 x 5) = 3 for 优秀 and 良好 together."""
    found = ranking(given, {"A": 95, "B": 94, "C": 93, "D": 92, "E": 60, "F": None}, grade=GRADES)
    assert grades(found) == {"A": "优秀", "B": "优秀", "C": "良好", "D": "合格", "E": "合格", "F": None}


def test_units_tied_on_the_edge_of_a_quota_all_pass(given):
    """2 places: B and C tie with one unit above them, so both hold place 2."""
    found = ranking(given, {"A": 95, "B": 94, "C": 94, "D": 92, "E": 60}, grade=GRADES)
    assert grades(found) == {"A": "优秀", "B": "优秀", "C": "优秀", "D": "合格", "E": "合格"}


def test_vetoed_units_take_places_from_the_count_but_hold_none(given):
    """The group still has 5 ranked units; of A, vetoed, nobody is below."""
    found = ranking(given, {"A": 95, "B": 94, "C": 93, "D": 92, "E": 60}, vetoed="A", grade=GRADES)
    assert grades(found) == {"A": "不合格", "B": "优秀", "C": "优秀", "D": "良好", "E": "合格"}


def test_a_quota_that_is_whole_only_on_paper_is_whole(given):
    """0.29 x 100 is 28.999999999999996 in floats; 29 places all the same."""
    marks = {f"U{n:03}": 100 - n / 10 for n in range(100)}
    found = ranking(
        given, marks, grade=[{"name": "优秀", "minimum": 80, "quota": 0.29}, {"name": "其他", "minimum": 0}]
    )
    assert sum(grade == "优秀" for grade in grades(found).values()) == 29


def test_a_score_on_the_minimum_reaches_it(given):
    found = ranking(given, {"A": 89.995, "B": 89.994}, grade=[GRADES[0] | {"quota": 1}, *GRADES[2:]])
    assert grades(found) == {"A": "优秀", "B": "合格"}


SPOT = component("spot", "spot_check", 100)
MARKS_OF = {
    "A": [(9, 10), (10, 10), (10, 10), (18, 20)],
    "B": [(6, 10), (8, 10), (5, 10), (5, 10)],
    "C": [(0, 10), (1, 10), (1, 10), (0, 10)],
}
HEADINGS = "check_id | unit | checked_on | earned | possible\n"
CHECKS = HEADINGS + "\n".join(
    f"{unit}{n} | {unit} | 2023-03-01 | {earned} | {possible}"
    for unit, checks in MARKS_OF.items()
    for n, (earned, possible) in enumerate(checks)
)
UNITS = """
    unit_id | name | group
    A       | 甲镇 | 镇街
    B       | 乙镇 | 镇街
    C       | 丙镇 | 镇街
"""


def variance(marks, checks):
    """(marks the checks decide)^2 x p(1-p)/n, by hand from section 7."""
    possible = sum(mark for _, mark in checks)
    r = sum(earned for earned, _ in checks) / possible
    n = possible**2 / sum(mark**2 for _, mark in checks)
    p = (n * r + 1) / (n + 2)
    return marks**2 * p * (1 - p) / n


def test_how_sure_a_rank_is(given):
    then = given(scheme(SPOT), units=UNITS, spot_checks=CHECKS).at("2023-12-31")
    sure = {row["unit_id"]: row for row in then.rows("results")}
    expected = {unit: variance(100, checks) for unit, checks in MARKS_OF.items()}
    assert {name: row["variance"] for name, row in sure.items()} == approx(expected)
    a, b, c = 100 * 47 / 50, 100 * 24 / 40, 100 * 2 / 40
    assert a - c > 1.96 * sqrt(expected["A"] + expected["C"])
    assert a - b < 1.96 * sqrt(expected["A"] + expected["B"])
    assert b - c < 1.96 * sqrt(expected["B"] + expected["C"])
    assert {name: (row["rank"], row["rank_low"], row["rank_high"]) for name, row in sure.items()} == {
        "A": (1, 1, 3 - 1),
        "B": (2, 1, 3),
        "C": (3, 1 + 1, 3),
    }


def test_multiplying_all_marks_by_ten_changes_nothing(given):
    tenfold = HEADINGS + "\n".join(
        f"{unit}{n} | {unit} | 2023-03-01 | {earned * 10} | {possible * 10}"
        for unit, checks in MARKS_OF.items()
        for n, (earned, possible) in enumerate(checks)
    )
    small = given(scheme(SPOT), units=UNITS, spot_checks=CHECKS).at("2023-12-31")
    large = given(scheme(SPOT), units=UNITS, spot_checks=tenfold).at("2023-12-31")
    for name in "ABC":
        one, other = small.result(name), large.result(name)
        assert one["variance"] == approx(other["variance"])
        assert (one["rank_low"], one["rank_high"]) == (other["rank_low"], other["rank_high"])


def test_only_the_effective_weight_of_spot_checks_is_a_sample(given):
    """With the inspection the spot checks decide 50 of 70 marks, 100 x 50 / 70 of the total."""
    made = scheme(
        component("spot", "spot_check", 50),
        component("quarterly", "inspection", 20),
        component("ledger", "ledger", 30),
    )
    then = given(
        made,
        units=UNITS,
        spot_checks=CHECKS,
        inspections="""
            inspection_id | unit | year | quarter | inspected_on
            I1            | B    | 2023 | 1       | 2023-02-01
        """,
    ).at("2023-12-31")
    assert then.result("B")["variance"] == approx(variance(100 * 50 / 70, MARKS_OF["B"]))


def test_without_spot_checks_every_difference_is_clear_and_vetoed_units_are_clearly_below(given):
    found = ranking(given, {"A": 90, "B": 89.9, "C": 95}, vetoed="C")
    assert {name: (row["rank_low"], row["rank_high"]) for name, row in found.items()} == {
        "A": (1, 1),
        "B": (2, 2),
        "C": (3, 3),
    }
