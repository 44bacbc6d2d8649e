"""scoring.md section 6: every mark accounted for, each shrinking level by hand."""

from __future__ import annotations

import pytest
from district import approx, component, item, scheme

INSPECTED = """
    inspection_id | unit | year | quarter | inspected_on
    I1            | U1   | 2023 | 1       | 2023-02-01
    I2            | U1   | 2023 | 2       | 2023-05-01
"""
CHECKED = """
    check_id | unit | checked_on | earned | possible
    C1       | U1   | 2023-03-01 | 3      | 4
    C2       | U1   | 2023-03-01 | 6      | 6
    C3       | U1   | 2023-03-01 | 0      | 2
"""


def add_up(then, unit="U1"):
    result = then.result(unit)
    assert sum(then.losses(unit).values()) == approx(result["full_marks"] - result["base"], abs=1e-9)


def test_checks_lose_what_they_did_not_earn_of_the_pool(given):
    then = given(scheme(component("spot", "spot_check", 100)), spot_checks=CHECKED).at("2023-12-31")
    assert then.losses() == approx({("check", "C1"): 100 * 1 / 12, ("check", "C3"): 100 * 2 / 12})
    [row, _] = sorted(then.rows("losses"), key=lambda row: row["ref"])
    assert (row["component"], row["period"], row["indicator"], row["item"]) == ("spot", "2023", None, None)
    add_up(then)


def test_a_check_changed_on_appeal_loses_the_changed_marks(given):
    then = given(
        scheme(component("spot", "spot_check", 100)),
        spot_checks=CHECKED,
        appeals="""
            check_id | appealed_on | decided_on | result | earned
            C3       | 2023-03-05  | 2023-03-20 | 改扣   | 1.5
        """,
    ).at("2023-12-31")
    assert then.losses() == approx({("check", "C1"): 100 * 1 / 12, ("check", "C3"): 100 * 0.5 / 12})
    add_up(then)


def quarterly(cap, **keys):
    items = {"Q": [item("Q1", 4, "deduct"), item("Q2", 6, "deduct")]}
    return component("quarterly", "inspection", 50, items, cap=cap, **keys)


FINDINGS = """
    finding_id | unit | source   | item | quarter | deduction | description | notified_on | due_on
    F1         | U1   | 季度检查 | Q1   | 1       | 5         | 过期        | 2023-03-01  |
    F2         | U1   | 季度检查 | Q1   | 1       | 2         | 过期        | 2023-03-01  | 2023-12-26
    F3         | U1   | 季度检查 | Q2   | 1       | 5         | 错字        | 2023-03-01  |
"""


@pytest.mark.parametrize("cap", ["item", "indicator"])
def test_where_a_stop_bites_all_leaves_under_it_shrink_in_proportion(given, cap):
    """F2 is 5 days late at 0.1: 5 + 2 + 0.5 under Q1 (4 points), 5 under Q2 (6), 12.5 under the indicator (10)."""
    made = scheme(
        quarterly(cap),
        component("spot", "spot_check", 50),
        rectification={"overdue_per_day": 0.1},
    )
    then = given(made, inspections=INSPECTED, spot_checks=CHECKED, findings=FINDINGS).at("2023-12-31")
    in_q1 = 4 / (5 + 2 + 0.5) if cap == "item" else 10 / (5 + 2 + 0.5 + 5)
    in_q2 = 1 if cap == "item" else 10 / (5 + 2 + 0.5 + 5)
    to_component = 50 / 10
    expected = {
        ("finding", "F1"): 5 * in_q1 * to_component,
        ("finding", "F2"): 2 * in_q1 * to_component,
        ("overdue", "F2"): 0.5 * in_q1 * to_component,
        ("finding", "F3"): 5 * in_q2 * to_component,
    }
    found = {key: marks for key, marks in then.losses().items() if key[0] != "check"}
    assert found == approx(expected)
    add_up(then)


def test_the_mean_divides_by_the_number_of_inspected_quarters(given):
    made = scheme(quarterly("item", period="quarter"), component("spot", "spot_check", 50))
    then = given(
        made,
        inspections=INSPECTED,
        spot_checks=CHECKED,
        findings="""
            finding_id | unit | source   | item | quarter | deduction | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 1       | 3         | 过期        | 2023-03-01
            F2         | U1   | 季度检查 | Q2   | 2       | 1         | 过期        | 2023-06-01
        """,
    ).at("2023-12-31")
    assert then.losses()["finding", "F1"] == approx(3 * 50 / 10 / 2)
    assert then.losses()["finding", "F2"] == approx(1 * 50 / 10 / 2)
    assert {row["period"] for row in then.rows("losses", component="quarterly")} == {"2023Q1", "2023Q2"}
    add_up(then)


@pytest.mark.parametrize(("second", "shared"), [(1, {"F1": 3}), (3, {"F1": 3 / 2, "F2": 3 / 2})])
def test_min_keeps_the_lowest_quarter_and_tied_ones_share(given, second, shared):
    made = scheme(quarterly("item", period="quarter", combine="min"), component("spot", "spot_check", 50))
    then = given(
        made,
        inspections=INSPECTED,
        spot_checks=CHECKED,
        findings=f"""
            finding_id | unit | source   | item | quarter | deduction | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 1       | 3         | 过期        | 2023-03-01
            F2         | U1   | 季度检查 | Q2   | 2       | {second}  | 过期        | 2023-06-01
        """,
    ).at("2023-12-31")
    found = {ref: marks for (cause, ref), marks in then.losses().items() if cause == "finding"}
    assert found == approx({ref: marks * 50 / 10 for ref, marks in shared.items()})
    add_up(then)


def test_penalties_under_rate_items_join_at_the_component_and_shrink_with_it(given):
    """75 lost to the check and 35 to lateness, but the component has only 100."""
    made = scheme(
        component("spot", "spot_check", 100, {"A": [item("A1", 10, "rate")]}),
        rectification={"overdue_per_day": 1},
    )
    d = given(
        made,
        spot_checks="""
            check_id | unit | checked_on | item | earned | possible
            C1       | U1   | 2023-03-01 | A1   | 1      | 4
        """,
        findings="""
            finding_id | unit | source   | item | deduction | description | notified_on | due_on
            F1         | U1   | 日常抽测 | A1   | 9         | 过期        | 2023-03-01  | 2023-11-26
        """,
    )
    early, late = d.at("2023-12-06", "2023-12-31")
    assert early.losses() == approx({("check", "C1"): 75, ("overdue", "F1"): 10})
    shrink = 100 / (75 + 35)
    assert late.losses() == approx({("check", "C1"): 75 * shrink, ("overdue", "F1"): 35 * shrink})
    assert late.base() == 0
    add_up(early)
    add_up(late)


def test_tasks_and_reviews_lose_their_share_of_the_item(given):
    made = scheme(
        component("ledger", "ledger", 60, late_credit=0.5),
        component("review", "review", 40, {"R": [item("R1", 10, "entered"), item("R2", 30, "target")]}),
    )
    then = given(
        made,
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | 6月30日前
            2023 | 2       | 季度公开    | 甲镇        | 每季度最后一天
        """,
        ledger="""
            unit | year | task_no | period | completed_on
            U1   | 2023 | 1       |        | 2023-07-05
            U1   | 2023 | 2       | 2023Q1 | 2023-03-05
        """,
        reviews="""
            unit | year | item | awarded | actual | target | reviewed_on
            U1   | 2023 | R1   | 7       |        |        | 2023-06-01
            U1   | 2023 | R2   |         | 1      | 4      | 2023-06-01
        """,
    ).at("2023-10-01")
    assert then.losses() == approx(
        {
            ("task_late", "1"): 60 / 2 * (1 - 0.5),
            ("task_not_done", "2#2023Q2"): 60 / 2 / 3,
            ("task_not_done", "2#2023Q3"): 60 / 2 / 3,
            ("review", "R1"): 40 * (10 - 7) / 40,
            ("review", "R2"): 40 * 30 * (1 - 1 / 4) / 40,
        }
    )
    add_up(then)


def test_the_marks_of_a_component_without_data_are_spread_over_the_losses(given):
    made = scheme(component("spot", "spot_check", 50), component("quarterly", "inspection", 50))
    then = given(made, spot_checks=CHECKED).at("2023-12-31")
    assert then.losses()["check", "C1"] == approx(50 * 1 / 12 * 100 / 50)
    add_up(then)


def test_items_not_assessed_weigh_on_the_losses_of_the_others(given):
    review = component("review", "review", 100, {"R": [item("R1", 10, "entered"), item("R2", 30, "entered")]})
    then = given(
        scheme(review),
        reviews="""
            unit | year | item | awarded | reviewed_on
            U1   | 2023 | 项R1 | 7       | 2023-06-01
        """,
    ).at("2023-12-31")
    assert then.losses() == approx({("review", "R1"): 100 * 3 / 10})
    add_up(then)
