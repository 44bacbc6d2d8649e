"""scoring.md section 5: items to indicators, periods to components, components to the base total."""

from __future__ import annotations

import pytest
from district import approx, component, item, scheme

INSPECTED = """
    inspection_id | unit | year | quarter | inspected_on
    I1            | U1   | 2023 | 1       | 2023-02-01
    I2            | U1   | 2023 | 2       | 2023-05-01
    I3            | U1   | 2023 | 3       | 2023-08-01
"""
ITEMS = {
    "Q": [item("Q1", 4, "deduct", deduct_each=1), item("Q2", 6, "deduct", deduct_each=1)],
    "R": [item("R1", 10, "deduct", deduct_each=1)],
}
FINDINGS = """
    finding_id | unit | source   | item | quarter | deduction | description | notified_on
    F1         | U1   | 季度检查 | Q1   | 1       | 5         | 过期        | 2023-03-01
    F2         | U1   | 季度检查 | Q2   | 1       | 2         | 错字        | 2023-03-01
    F3         | U1   | 季度检查 | R1   | 2       | 12        | 空白        | 2023-06-01
"""


@pytest.mark.parametrize(
    ("cap", "q", "r"),
    [
        ("item", max(0, 4 - 5) + (6 - 2), max(0, 10 - 12)),
        ("indicator", max(0, (4 - 5) + (6 - 2)), max(0, 10 - 12)),
    ],
)
def test_deductions_stop_at_the_item_or_only_at_the_indicator(given, cap, q, r):
    quarterly = component("quarterly", "inspection", 40, ITEMS, cap=cap)
    then = given(scheme(quarterly, full_marks=40), inspections=INSPECTED, findings=FINDINGS).at("2023-12-31")
    assert then.component("quarterly")["score"] == approx(40 * (q + r) / (4 + 6 + 10))


@pytest.mark.parametrize("combine", ["mean", "min"])
def test_the_inspected_quarters_are_averaged_or_the_worst_is_kept(given, combine):
    quarterly = component("quarterly", "inspection", 40, ITEMS, period="quarter", combine=combine)
    d = given(scheme(quarterly, full_marks=40), inspections=INSPECTED, findings=FINDINGS)
    first = 40 * (0 + (6 - 2) + 10) / 20
    second = 40 * (4 + 6 + 0) / 20
    third = 40
    expected = {"mean": (first + second + third) / 3, "min": min(first, second, third)}
    march, year_end = d.at("2023-03-31", "2023-12-31")
    assert march.component("quarterly")["score"] == approx(first)
    assert year_end.component("quarterly")["score"] == approx(expected[combine])


def test_spot_checks_may_be_rated_by_quarter_too(given):
    spot = component("spot", "spot_check", 100, period="quarter")
    d = given(
        scheme(spot),
        spot_checks="""
            check_id | unit | checked_on | earned | possible | year
            C1       | U1   | 2023-03-31 | 1      | 4        |
            C2       | U1   | 2023-04-01 | 3      | 4        |
            C3       | U1   | 2023-06-30 | 10     | 10       |
        """,
    )
    assert d.at("2023-12-31").base() == approx((100 * 1 / 4 + 100 * (3 + 10) / (4 + 10)) / 2)


def test_items_that_do_not_apply_or_were_not_assessed_leave_both_sides(given):
    review = component(
        "review",
        "review",
        20,
        {
            "R": [
                item("R1", 10, "entered"),
                item("R2", 30, "entered", applies_to=["区直部门"]),
                item("R3", 5, "entered", applies_to=["U1"]),
                item("R4", 60, "entered"),
            ]
        },
    )
    d = given(
        scheme(review, full_marks=20),
        reviews="""
            unit | year | item | awarded | reviewed_on
            U1   | 2023 | R1   | 8       | 2023-12-01
            U1   | 2023 | R2   | 0       | 2023-12-01
            U1   | 2023 | R3   | 1       | 2023-12-01
        """,
    )
    then = d.at("2023-12-31")
    assert then.component("review")["score"] == approx(20 * (8 + 1) / (10 + 5))
    statuses = {row["item"]: row["status"] for row in then.rows("cells")}
    assert statuses == {"R1": "scored", "R2": "not_applicable", "R3": "scored", "R4": "no_data"}


FOUR = (
    component("spot", "spot_check", 50),
    component("quarterly", "inspection", 20),
    component("ledger", "ledger", 15),
    component("review", "review", 15, {"R": [item("R1", 10, "entered", applies_to=["区直部门"])]}),
)
CHECKED = """
    check_id | unit | checked_on | earned | possible
    C1       | U1   | 2023-03-01 | 3      | 4
"""


def test_a_component_without_data_passes_its_weight_on_in_proportion(given):
    d = given(
        scheme(*FOUR),
        spot_checks=CHECKED,
        inspections=INSPECTED,
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | 6月30日前
        """,
    )
    before, after = d.at("2023-06-30", "2023-07-01")
    assert [before.component(code)["weight"] for code in ("spot", "quarterly")] == approx(
        [50 / (50 + 20), 20 / (50 + 20)]
    )
    assert [before.component("ledger")[key] for key in ("score", "full_points", "rate", "weight")] == [
        None
    ] * 4
    assert before.base() == approx(100 * (50 * 3 / 4 + 20) / (50 + 20))
    assert after.base() == approx(100 * (50 * 3 / 4 + 20 + 15 * 0) / (50 + 20 + 15))
    # the ledger was owed and empty; nothing of the review could ever be assessed for a town
    assert [before.result()["status"], after.result()["status"]] == ["provisional", "rated"]
    assert before.result()["reason"] == "暂定：环节ledger尚无数据"


@pytest.mark.parametrize(
    ("deadline", "status"),
    [("长期坚持", "rated"), ("6月30日前", "provisional"), ("信息形成之日起20日内", "provisional")],
)
def test_a_ledger_without_entries_or_events_is_not_missing(given, deadline, status):
    d = given(
        scheme(FOUR[0], component("ledger", "ledger", 50)),
        spot_checks=CHECKED,
        tasks=f"""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | {deadline}
        """,
    )
    assert d.at("2023-06-30").result()["status"] == status


def test_supporting_a_task_is_no_reason_to_miss_a_ledger(given):
    d = given(
        scheme(FOUR[0], component("ledger", "ledger", 50)),
        units="""
            unit_id | name     | group
            U1      | 甲镇     | 镇街
            U2      | 区财政局 | 区直部门
        """,
        spot_checks=CHECKED,
        tasks="""
            year | task_no | requirement | responsible            | deadline
            2023 | 1       | 公开预算    | 区财政局牵头，甲镇配合 | 6月30日前
        """,
    )
    assert d.at("2023-05-31").result()["status"] == "rated"


FLOOR = [{"components": ["spot"], "minimum": 0.5}]


def test_a_floor_that_cannot_be_honoured_leaves_a_unit_unrated(given):
    d = given(scheme(*FOUR, floor=FLOOR), spot_checks=CHECKED, inspections=INSPECTED)
    then = d.at("2023-02-28")
    result = then.result()
    assert result["status"] == "not_rated"
    assert result["reason"] == "尚未抽测，达不到办法规定的最低权重"
    assert [result[key] for key in ("total", "base", "bonus", "rank", "rank_low", "rank_high", "grade")] == [
        None
    ] * 7
    # what it has is still shown
    assert then.component("quarterly")["score"] == 20
    assert then.losses() == {}
    assert d.at("2023-03-01").result()["status"] == "rated"


def test_a_floor_over_several_components_adds_their_weights(given):
    floor = [*FLOOR, {"components": ["spot", "ledger"], "minimum": 0.64}]
    pair = (component("spot", "spot_check", 50), component("quarterly", "inspection", 36))
    made = scheme(*pair, component("ledger", "ledger", 14), floor=floor)
    d = given(
        made,
        spot_checks=CHECKED,
        inspections=INSPECTED,
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | 6月30日前
        """,
    )
    before, after = d.at("2023-06-30", "2023-07-01")
    assert 50 / (50 + 36) < 0.64 == (50 + 14) / 100
    assert before.result()["status"] == "not_rated"
    assert before.result()["reason"] == "已有环节达不到办法规定的最低权重"
    assert after.result()["status"] == "rated"


def test_units_count_while_they_are_active(given):
    """On the earlier of D and 31 December, both ends of the span included."""
    d = given(
        scheme(component("spot", "spot_check", 100)),
        units="""
            unit_id | name | group | active_from | active_to
            U1      | 甲镇 | 镇街  | 2023-05-01  |
            U2      | 乙镇 | 镇街  |             | 2023-05-01
            U3      | 丙镇 | 镇街  |             | 2023-12-31
        """,
    )
    april, may, later, next_year = d.at("2023-04-30", "2023-05-01", "2023-05-02", "2024-03-01")
    listed = [[row["unit_id"] for row in then.rows("results")] for then in (april, may, later, next_year)]
    assert [sorted(units) for units in listed] == [
        ["U2", "U3"],
        ["U1", "U2", "U3"],
        ["U1", "U3"],
        ["U1", "U3"],
    ]
