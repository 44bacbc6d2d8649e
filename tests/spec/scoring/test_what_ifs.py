"""scoring.md sections 6 and 10: what mending would win back, and what waiting will cost, by the same chain."""

from __future__ import annotations

from datetime import date

import pytest
from district import approx, component, item, scheme

INSPECTED = """
    inspection_id | unit | year | quarter | inspected_on
    I1            | U1   | 2023 | 1       | 2023-02-01
"""
RULES = {"overdue_per_day": 0.1, "overdue_cap": 2, "relief": 0.5, "require_recheck": True}
HALVES = (
    component("quarterly", "inspection", 50, {"Q": [item("Q1", 50, "deduct", deduct_each=4)]}),
    component("ledger", "ledger", 50, late_credit=0.5),
)
FINDINGS = """
    finding_id | unit | source   | item | description | notified_on | due_on     | 整改完成日期
    F1         | U1   | 季度检查 | Q1   | 未到期      | 2023-06-01  | 2023-06-20 |
    F2         | U1   | 季度检查 | Q1   | 已逾期      | 2023-05-01  | 2023-06-05 |
    F3         | U1   | 季度检查 | Q1   | 待复查      | 2023-05-01  | 2023-06-05 | 2023-06-03
    F4         | U1   | 季度检查 | Q1   | 无时限      | 2023-05-01  |            |
    F5         | U1   | 季度检查 | Q1   | 到了上限    | 2023-02-01  | 2023-02-10 |
"""


def what_ifs(given, horizon=None, as_of="2023-06-10", **tables):
    d = given(scheme(*HALVES, rectification=RULES), inspections=INSPECTED, **tables)
    then = d.at(as_of, with_what_ifs=True, horizon=horizon)
    return {row["ref"]: row for row in then.rows("what_ifs")}


def test_a_finding_rectified_and_passed_today(given):
    """Only inspected: the quarterly component decides the whole total, 100 marks for its 50."""
    found = what_ifs(given, findings=FINDINGS)
    assert {ref: row["recoverable"] for ref, row in found.items()} == approx(
        {
            "F1": 2 * 4 * 0.5,  # the relief
            "F2": 0,  # late already: the penalty of 5 days stays
            "F3": 2 * 4 * 0.5,  # its earlier rectification is kept, the recheck is passed
            "F4": 2 * 4 * 0.5,
            "F5": 0,
        }
    )


def test_a_finding_left_alone_until_the_horizon(given):
    found = what_ifs(given, date(2023, 6, 30), findings=FINDINGS)
    assert {ref: row["at_risk"] for ref, row in found.items()} == approx(
        {
            "F1": 2 * 0.1 * (30 - 20),
            "F2": 2 * (min(2, 0.1 * (30 - 5)) - 0.1 * (10 - 5)),
            "F3": 0,
            "F4": 0,
            "F5": 0,  # the cap is reached
        }
    )
    assert {ref: row["at_risk_on"] for ref, row in found.items()} == {
        "F1": date(2023, 6, 21),
        "F2": date(2023, 6, 11),
        "F3": None,
        "F4": None,
        "F5": None,
    }


TASKS = """
    year | task_no | requirement | responsible | deadline
    2023 | 1       | 已逾期      | 甲镇        | 5月31日前
    2023 | 2       | 将到期      | 甲镇        | 6月20日前
    2023 | 3       | 已完成      | 甲镇        | 6月20日前
"""
LEDGER = """
    unit | year | task_no | completed_on
    U1   | 2023 | 3       | 2023-06-01
"""


def test_tasks_completed_today_or_left_alone(given):
    """On 10 June tasks 1 (not done) and 3 (done) count: the ledger gets 50 x (0 + 1) / 2."""
    found = what_ifs(given, date(2023, 6, 30), tasks=TASKS, ledger=LEDGER)
    assert sorted(found) == ["1", "2"]
    now = 50 * (0 + 1) / 2
    assert found["1"]["recoverable"] == approx(50 * (0.5 + 1) / 2 - now)  # late
    assert found["2"]["recoverable"] == approx(50 * (0 + 1 + 1) / 3 - now)  # on time, and it now counts
    assert found["1"]["at_risk"] == 0
    assert found["2"]["at_risk"] == approx(now - 50 * (0 + 1 + 0) / 3)
    assert found["2"]["at_risk_on"] == date(2023, 6, 21)


def test_each_is_moved_alone(given):
    """Two deductions under a stop: mending one wins nothing while the other fills the item."""
    items = {"Q": [item("Q1", 10, "deduct", deduct_each=20)]}
    d = given(
        scheme(component("quarterly", "inspection", 100, items), rectification={"relief": 1}),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 其一        | 2023-05-01
            F2         | U1   | 季度检查 | Q1   | 其二        | 2023-05-01
        """,
    )
    found = d.at("2023-06-10", with_what_ifs=True).rows("what_ifs")
    assert [row["recoverable"] for row in found] == [0, 0]


def test_the_clock_never_runs_past_the_close_of_the_year(given):
    findings = """
        finding_id | unit | source   | item | description | notified_on | due_on
        F1         | U1   | 季度检查 | Q1   | 年底到期    | 2023-12-01  | 2023-12-25
    """
    found = what_ifs(given, date(2024, 6, 30), as_of="2023-12-20", findings=findings)
    assert found["F1"]["at_risk"] == approx(2 * 0.1 * (31 - 25))


def test_facts_dated_after_the_day_stay_out(given):
    """The check of 15 June and the rectification of 12 June are not known on 10 June."""
    findings = """
        finding_id | unit | source   | item | description | notified_on | due_on     | 整改完成日期
        F1         | U1   | 季度检查 | Q1   | 后来整改    | 2023-06-01  | 2023-06-20 | 2023-06-12
        F2         | U1   | 季度检查 | Q1   | 后来通报    | 2023-06-15  | 2023-06-20 |
    """
    found = what_ifs(given, date(2023, 6, 30), findings=findings)
    assert {ref: row["at_risk"] for ref, row in found.items()} == approx({"F1": 2 * 0.1 * (30 - 20)})


@pytest.mark.parametrize("asked", [True, False])
def test_what_ifs_are_computed_only_when_asked_for(given, asked):
    d = given(scheme(*HALVES, rectification=RULES), inspections=INSPECTED, findings=FINDINGS)
    then = d.at("2023-06-10", with_what_ifs=asked)
    assert bool(then.rows("what_ifs")) == asked
    assert then.base() == approx(100 - 2 * (5 * 4 + 0.1 * 5 + 2))


def test_a_withdrawn_finding_has_nothing_to_win_or_lose(given):
    findings = """
        finding_id | unit | source   | item | description | notified_on | due_on     | withdrawn_on
        F1         | U1   | 季度检查 | Q1   | 已撤销      | 2023-05-01  | 2023-06-20 | 2023-06-02
    """
    found = what_ifs(given, date(2023, 6, 30), findings=findings)
    assert [(row["recoverable"], row["at_risk"]) for row in found.values()] == [(0, 0)]
