"""scoring.md section 4: what an item of each rule gets, and when it is assessed at all."""

from __future__ import annotations

import pytest
from district import approx, component, item, scheme

TWO_UNITS = """
    unit_id | name | group
    U1      | 甲镇 | 镇街
    U2      | 乙镇 | 镇街
"""
CHECKS = """
    check_id | unit | checked_on | item | earned | possible
    C1       | U1   | 2023-03-01 | A1   | 3      | 4
    C2       | U1   | 2023-03-02 | A1   | 0      | 4
    C3       | U1   | 2023-03-03 | A2   | 1      | 2
"""


def test_rate_pools_the_checks_of_the_item(given):
    spot = component("spot", "spot_check", 100, {"A": [item("A1", 30, "rate"), item("A2", 10, "rate")]})
    then = given(scheme(spot), spot_checks=CHECKS).at("2023-12-31")
    got = {row["item"]: row["got"] for row in then.rows("cells")}
    assert got == approx({"A1": 30 * (3 + 0) / (4 + 4), "A2": 10 * 1 / 2})
    assert then.base() == approx(100 * (30 * 3 / 8 + 10 * 1 / 2) / (30 + 10))


def test_findings_under_a_rate_item_cost_only_their_penalty(given):
    """The fault already lowered the rate; the penalty comes off the component, which stops at 0."""
    spot = component("spot", "spot_check", 100, {"A": [item("A1", 10, "rate")]})
    d = given(
        scheme(spot, rectification={"overdue_per_day": 1}),
        spot_checks="""
            check_id | unit | checked_on | item | earned | possible
            C1       | U1   | 2023-03-01 | A1   | 1      | 2
        """,
        findings="""
            finding_id | unit | source   | item | deduction | description | notified_on | due_on
            F1         | U1   | 日常抽测 | A1   | 30        | 过期        | 2023-03-01  | 2023-03-10
        """,
    )
    on_time, late, long_late = d.at("2023-03-10", "2023-03-22", "2023-12-31")
    assert on_time.base() == approx(100 * 1 / 2)
    assert late.base() == approx(100 * 1 / 2 - 1 * 12)
    assert long_late.base() == 0
    assert [then.finding("F1")["deduction"] for then in (on_time, late)] == [0, 1 * 12]


def test_deduct_takes_findings_off_and_a_clean_inspection_gets_everything(given):
    quarterly = component(
        "quarterly",
        "inspection",
        100,
        {"Q": [item("Q1", 6, "deduct", deduct_each=1), item("Q2", 4, "deduct")]},
    )
    d = given(
        scheme(quarterly),
        units=TWO_UNITS,
        inspections="""
            inspection_id | unit | year | quarter | inspected_on
            I1            | U1   | 2023 | 1       | 2023-02-01
            I2            | U2   | 2023 | 1       | 2023-02-01
        """,
        findings="""
            finding_id | unit | source   | item | count | deduction | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 2     |           | 过期        | 2023-03-01
            F2         | U1   | 季度检查 | Q2   |       | 0.5       | 错字        | 2023-03-01
        """,
    )
    then = d.at("2023-12-31")
    assert then.base("U1") == approx(100 * ((6 - 1 * 2) + (4 - 0.5)) / (6 + 4))
    assert then.base("U2") == 100


def test_not_inspected_is_not_clean(given):
    quarterly = component("quarterly", "inspection", 100, {"Q": [item("Q1", 10, "deduct")]})
    then = given(scheme(quarterly)).at("2023-12-31")
    assert then.result()["status"] == "not_rated"
    assert then.result()["reason"]
    assert [row["status"] for row in then.rows("cells")] == ["no_data"]


def test_a_deduct_item_of_spot_checks_is_assessed_with_any_check_of_the_component(given):
    spot = component(
        "spot",
        "spot_check",
        100,
        {"A": [item("A1", 10, "rate")], "B": [item("B1", 10, "deduct", deduct_each=2)]},
    )
    d = given(
        scheme(spot),
        spot_checks="""
            check_id | unit | checked_on | item | earned | possible
            C1       | U1   | 2023-03-01 | A1   | 1      | 2
        """,
        findings="""
            finding_id | unit | source   | item | description | notified_on
            F1         | U1   | 日常抽测 | B1   | 过期        | 2023-03-01
        """,
    )
    assert d.at("2023-12-31").base() == approx(100 * (10 * 1 / 2 + (10 - 2)) / (10 + 10))


def test_complete_is_the_mean_over_tasks_of_the_mean_over_entries(given):
    ledger = component("ledger", "ledger", 100, late_credit=0.25)
    d = given(
        scheme(ledger),
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | 6月30日前
            2023 | 2       | 季度公开    | 甲镇        | 每季度最后一天
        """,
        ledger="""
            unit | year | task_no | period | completed_on
            U1   | 2023 | 1       |        | 2023-07-05
            U1   | 2023 | 2       | 2023Q1 | 2023-03-20
            U1   | 2023 | 2       | 2023Q2 | 2023-07-02
        """,
    )
    then = d.at("2023-12-30")  # the fourth quarter's entry is neither overdue nor done
    assert then.values() == {"1": 0.25, "2#2023Q1": 1, "2#2023Q2": 0.25, "2#2023Q3": 0, "2#2023Q4": None}
    assert then.base() == approx(100 * (0.25 + (1 + 0.25 + 0) / 3) / 2)


def test_late_is_worth_nothing_by_default(given):
    d = given(
        scheme(component("ledger", "ledger", 100)),
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | 6月30日前
            2023 | 2       | 公开决算    | 甲镇        | 9月30日前
        """,
        ledger="""
            unit | year | task_no | completed_on
            U1   | 2023 | 1       | 2023-07-05
            U1   | 2023 | 2       | 2023-09-30
        """,
    )
    assert d.at("2023-12-31").base() == approx(100 * (0 + 1) / 2)


def test_a_task_feeds_the_item_it_names_by_code_or_name(given):
    ledger = component(
        "ledger", "ledger", 100, {"L": [item("L1", 30, "complete"), item("L2", 10, "complete")]}
    )
    d = given(
        scheme(ledger),
        tasks="""
            year | task_no | requirement | responsible | deadline  | item
            2023 | 1       | 公开预算    | 甲镇        | 6月30日前 | L1
            2023 | 2       | 公开决算    | 甲镇        | 6月30日前 | 项L2
            2023 | 3       | 公开规划    | 甲镇        | 6月30日前 |
        """,
        ledger="""
            unit | year | task_no | completed_on
            U1   | 2023 | 1       | 2023-06-01
        """,
    )
    assert d.at("2023-12-31").base() == approx(100 * (30 * 1 + 10 * 0) / (30 + 10))


REVIEW = component("review", "review", 100, {"R": [item("R1", 10, "entered"), item("R2", 30, "target")]})


def test_reviews_are_entered_marks_or_a_share_of_a_target(given):
    d = given(
        scheme(REVIEW),
        units=TWO_UNITS,
        reviews="""
            unit | year | item | awarded | actual | target | reviewed_on
            U1   | 2023 | R1   | 7.5     |        |        | 2023-12-01
            U1   | 2023 | 项R2 |         | 2      | 3      | 2023-12-01
            U2   | 2023 | R1   | 0       |        |        | 2023-12-01
            U2   | 2023 | R2   |         | 9      | 3      | 2023-12-01
        """,
    )
    then = d.at("2023-12-31")
    assert then.base("U1") == approx(100 * (7.5 + 30 * min(1, 2 / 3)) / (10 + 30))
    assert then.base("U2") == approx(100 * (0 + 30 * 1) / (10 + 30))


@pytest.mark.parametrize(
    ("item_text", "awarded", "actual", "target"),
    [
        ("R1", "", "", ""),
        ("R1", "", "3", "3"),
        ("R2", "", "", "3"),
        ("R2", "", "3", ""),
        ("R2", "", "3", "0"),
        ("R2", "30", "", ""),
    ],
)
def test_a_review_without_what_its_rule_needs_is_no_data_never_full_marks(
    given, item_text, awarded, actual, target
):
    d = given(
        scheme(REVIEW),
        reviews=f"""
            unit | year | item        | awarded   | actual   | target   | reviewed_on
            U1   | 2023 | {item_text} | {awarded} | {actual} | {target} | 2023-12-01
        """,
    )
    then = d.at("2023-12-31")
    assert {row["item"]: row["status"] for row in then.rows("cells")} == {"R1": "no_data", "R2": "no_data"}
    assert then.result()["status"] == "not_rated"
    assert then.base() is None


def test_a_review_counts_from_its_own_date(given):
    d = given(
        scheme(REVIEW),
        reviews="""
            unit | year | item | awarded | reviewed_on
            U1   | 2023 | R1   | 10      | 2023-12-01
        """,
    )
    before, after = d.at("2023-11-30", "2023-12-01")
    assert [before.base(), after.base()] == [None, 100]
