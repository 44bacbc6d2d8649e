"""scoring.md section 3: what a finding is worth on a day. 甲镇 is inspected, every finding falls under one item."""

from __future__ import annotations

import pytest
from district import Answers, approx, component, item, scheme

INSPECTED = """
    inspection_id | unit | year | quarter | inspected_on
    I1            | U1   | 2023 | 1       | 2023-02-01
"""
ALL_RULES = {
    "overdue_per_day": 0.1,
    "overdue_cap": 2,
    "relief": 0.5,
    "repeat_factor": 3,
    "require_recheck": False,
}


def quarterly(**rectification):
    rules = {"rectification": rectification} if rectification else {}
    made = component("quarterly", "inspection", 100, {"Q": [item("Q1", 100, "deduct", deduct_each=4)]})
    return scheme(made, **rules)


def days_late(then: Answers, *findings: str) -> list[int]:
    return [then.finding(name)["days_late"] for name in findings]


def test_a_finding_counts_from_its_notice_to_the_day_before_its_withdrawal(given):
    d = given(
        quarterly(),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | withdrawn_on
            F1         | U1   | 季度检查 | Q1   | 过期        | 2023-03-01  |
            F2         | U1   | 季度检查 | Q1   | 错字        | 2023-03-05  | 2023-04-01
            F3         | U1   | 季度检查 | Q1   | 空白        | 2023-03-05  |
        """,
        appeals="""
            finding_id | appealed_on | decided_on | result
            F3         | 2023-03-10  | 2023-05-01 | 撤销
        """,
    )
    days = ("2023-02-28", "2023-03-01", "2023-03-31", "2023-04-01", "2023-05-01")
    lost = [100 - then.base() for then in d.at(*days)]
    assert lost == approx([0, 4, 3 * 4, 2 * 4, 4])


def test_base_is_the_appeals_else_its_own_else_deduct_each_times_count(given):
    d = given(
        quarterly(),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | count | deduction
            F1         | U1   | 季度检查 | Q1   | 一处        | 2023-03-01  |       |
            F2         | U1   | 季度检查 | Q1   | 三处        | 2023-03-01  | 3     |
            F3         | U1   | 季度检查 | Q1   | 自带扣分    | 2023-03-01  | 3     | 1.5
            F4         | U1   | 季度检查 | Q1   | 改扣        | 2023-03-01  | 3     | 1.5
            F5         | U1   | 季度检查 | Q1   | 扣零分      | 2023-03-01  | 3     | 0
        """,
        appeals="""
            finding_id | appealed_on | decided_on | result | deduction
            F4         | 2023-03-02  | 2023-03-10 | 改扣   | 0.5
            F4         | 2023-03-03  | 2023-03-12 | 维持   |
        """,
    )
    before, after = d.at("2023-03-09", "2023-12-31")
    names = ("F1", "F2", "F3", "F4", "F5")
    assert [before.finding(name)["base"] for name in names] == [4, 4 * 3, 1.5, 1.5, 0]
    assert [after.finding(name)["base"] for name in names] == [4, 4 * 3, 1.5, 0.5, 0]
    assert after.base() == approx(100 - (4 + 4 * 3 + 1.5 + 0.5 + 0))


def test_of_appeals_decided_on_one_day_the_one_made_later_wins(given):
    d = given(
        quarterly(),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 过期        | 2023-03-01
            F2         | U1   | 季度检查 | Q1   | 过期        | 2023-03-01
        """,
        appeals="""
            finding_id | appealed_on | decided_on | result | deduction
            F1         | 2023-03-05  | 2023-03-20 | 改扣   | 1
            F1         | 2023-03-02  | 2023-03-20 | 改扣   | 3
            F2         | 2023-03-05  | 2023-03-19 | 改扣   | 1
            F2         | 2023-03-02  | 2023-03-20 | 改扣   | 3
        """,
    )
    then = d.at("2023-12-31")
    assert [then.finding(name)["base"] for name in ("F1", "F2")] == [1, 3]


def test_lateness_runs_from_the_deadline_to_rectification_or_the_day(given):
    d = given(
        quarterly(overdue_per_day=0.1),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | due_on     | rectified_on
            F1         | U1   | 季度检查 | Q1   | 未整改      | 2023-03-01  | 2023-03-10 |
            F2         | U1   | 季度检查 | Q1   | 按时整改    | 2023-03-01  | 2023-03-10 | 2023-03-10
            F3         | U1   | 季度检查 | Q1   | 迟三天      | 2023-03-01  | 2023-03-10 | 2023-03-13
            F4         | U1   | 季度检查 | Q1   | 无时限      | 2023-03-01  |            |
        """,
    )
    on_time, first, later = d.at("2023-03-10", "2023-03-11", "2023-03-31")
    assert days_late(on_time, "F1", "F2", "F3", "F4") == [0, 0, 0, 0]
    assert days_late(first, "F1", "F2", "F3", "F4") == [1, 0, 1, 0]
    assert days_late(later, "F1", "F2", "F3", "F4") == [21, 0, 3, 0]
    assert later.finding("F1")["penalty"] == approx(0.1 * 21)
    assert later.base() == approx(100 - 4 * 4 - 0.1 * (21 + 3))


def test_the_overdue_cap_is_per_finding(given):
    d = given(
        quarterly(overdue_per_day=0.1, overdue_cap=2),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | due_on
            F1         | U1   | 季度检查 | Q1   | 早到期      | 2023-03-01  | 2023-03-10
            F2         | U1   | 季度检查 | Q1   | 晚到期      | 2023-03-01  | 2023-12-21
        """,
    )
    then = d.at("2023-12-31")
    assert [then.finding(name)["penalty"] for name in ("F1", "F2")] == approx([2, 0.1 * 10])


def test_without_settings_lateness_repeats_and_rectification_cost_nothing(given):
    d = given(
        quarterly(),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | due_on     | rectified_on | is_repeat
            F1         | U1   | 季度检查 | Q1   | 重复且逾期  | 2023-03-01  | 2023-03-10 |              | 是
            F2         | U1   | 季度检查 | Q1   | 按时整改    | 2023-03-01  | 2023-03-10 | 2023-03-05   | 否
        """,
    )
    assert d.at("2023-12-31").base() == approx(100 - 4 - 4)


EXTENDED = """
    finding_id | unit | source   | item | description    | notified_on | due_on
    F1         | U1   | 季度检查 | Q1   | 同意           | 2023-03-01  | 2023-03-10
    F2         | U1   | 季度检查 | Q1   | 不同意         | 2023-03-01  | 2023-03-10
    F3         | U1   | 季度检查 | Q1   | 到期前申请未批 | 2023-03-01  | 2023-03-10
    F4         | U1   | 季度检查 | Q1   | 到期后申请未批 | 2023-03-01  | 2023-03-10
    F5         | U1   | 季度检查 | Q1   | 同日两批       | 2023-03-01  | 2023-03-10
    F6         | U1   | 季度检查 | Q1   | 先批长后批短   | 2023-03-01  | 2023-03-10
    F7         | U1   | 季度检查 | Q1   | 延期内再申请   | 2023-03-01  | 2023-03-10
"""
REQUESTS = """
    finding_id | requested_on | decided_on | decision | new_due_on
    F1         | 2023-03-08   | 2023-03-15 | 同意     | 2023-03-25
    F2         | 2023-03-08   | 2023-03-15 | 不同意   |
    F3         | 2023-03-10   |            |          |
    F4         | 2023-03-11   |            |          |
    F5         | 2023-03-08   | 2023-03-15 | 同意     | 2023-03-29
    F5         | 2023-03-09   | 2023-03-15 | 同意     | 2023-03-20
    F6         | 2023-03-07   | 2023-03-14 | 同意     | 2023-03-30
    F6         | 2023-03-06   | 2023-03-15 | 同意     | 2023-03-18
    F7         | 2023-03-08   | 2023-03-15 | 同意     | 2023-03-25
    F7         | 2023-03-24   |            |          |
"""


def test_extensions_granted_refused_and_awaited(given):
    d = given(quarterly(overdue_per_day=0.1), inspections=INSPECTED, findings=EXTENDED, extensions=REQUESTS)
    waiting, decided, end = d.at("2023-03-14", "2023-03-15", "2023-03-31")
    # 14 March: what was asked for by the 10th awaits its decision, only F4 asked too late
    assert days_late(waiting, "F1", "F2", "F3", "F4", "F5", "F7") == [0, 0, 0, 4, 0, 0]
    assert days_late(decided, "F1", "F2", "F3", "F4") == [0, 5, 0, 5]
    # 31 March: of two decisions of one day the one asked for later wins, else the later decision
    assert days_late(end, "F1", "F2", "F3", "F4") == [31 - 25, 31 - 10, 0, 31 - 10]
    assert days_late(end, "F5", "F6") == [31 - 20, 31 - 18]
    # F7 asked again inside its extended deadline
    assert days_late(end, "F7") == [0]
    assert end.finding("F1")["original_due_on"].isoformat() == "2023-03-10"
    assert end.finding("F1")["due_on"].isoformat() == "2023-03-25"


def test_an_appeal_made_in_time_stops_the_clock_until_it_is_decided(given):
    d = given(
        quarterly(overdue_per_day=0.1),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | due_on
            F1         | U1   | 季度检查 | Q1   | 按时申诉    | 2023-03-01  | 2023-03-10
            F2         | U1   | 季度检查 | Q1   | 过期申诉    | 2023-03-01  | 2023-03-10
        """,
        appeals="""
            finding_id | appealed_on | decided_on | result
            F1         | 2023-03-10  | 2023-03-20 | 维持
            F2         | 2023-03-11  | 2023-03-20 | 维持
        """,
    )
    waiting, decided = d.at("2023-03-19", "2023-03-20")
    assert days_late(waiting, "F1", "F2") == [0, 9]
    assert days_late(decided, "F1", "F2") == [10, 10]


RECHECKED = """
    finding_id | unit | source   | item | description | notified_on | due_on     | 整改完成日期 | rechecked_on | 复查结果
    F1         | U1   | 季度检查 | Q1   | 通过        | 2023-03-01  | 2023-03-10 | 2023-03-08   | 2023-03-12   | 通过
    F2         | U1   | 季度检查 | Q1   | 不通过      | 2023-03-01  | 2023-03-10 | 2023-03-08   | 2023-03-12   | 不通过
    F3         | U1   | 季度检查 | Q1   | 无结果      | 2023-03-01  | 2023-03-10 | 2023-03-08   | 2023-03-12   |
    F4         | U1   | 季度检查 | Q1   | 整改前复查  | 2023-03-01  | 2023-03-10 | 2023-03-08   | 2023-03-07   | 不通过
    F5         | U1   | 季度检查 | Q1   | 同日复查    | 2023-03-01  | 2023-03-10 | 2023-03-08   | 2023-03-08   | 不通过
    F6         | U1   | 季度检查 | Q1   | 未复查      | 2023-03-01  | 2023-03-10 | 2023-03-08   |              |
"""
REPORTED = {"F1": True, "F2": False, "F3": True, "F4": True, "F5": False, "F6": True}


@pytest.mark.parametrize(
    ("require_recheck", "confirmed"),
    [(False, ["F1", "F3", "F4", "F6"]), (True, ["F1"])],
)
def test_rechecks(given, require_recheck, confirmed):
    """Failed: dated from the rectification on and 不通过. Confirmed: reported, and where asked for, passed."""
    rules = quarterly(overdue_per_day=0.1, relief=0.5, require_recheck=require_recheck)
    then = given(rules, inspections=INSPECTED, findings=RECHECKED).at("2023-03-31")
    found = {row["finding_id"]: row for row in then.rows("findings")}
    assert {name: row["is_reported"] for name, row in found.items()} == REPORTED
    assert [name for name, row in sorted(found.items()) if row["is_confirmed"]] == confirmed
    for name, row in found.items():
        late = 0 if REPORTED[name] else 31 - 10
        relief = 0.5 if name in confirmed else 1
        assert row["days_late"] == late
        assert row["deduction"] == approx(4 * relief + 0.1 * late)


def test_a_failed_recheck_is_unknown_before_its_day(given):
    d = given(quarterly(overdue_per_day=0.1), inspections=INSPECTED, findings=RECHECKED)
    before, after = d.at("2023-03-11", "2023-03-12")
    assert days_late(before, "F2") == [0]
    assert days_late(after, "F2") == [12 - 10]


def test_the_whole_formula(given):
    """base x repeat x (1 - relief if confirmed and not late) + penalty."""
    d = given(
        quarterly(**ALL_RULES),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | due_on     | 整改完成日期 | is_repeat | 数量
            F1         | U1   | 季度检查 | Q1   | 重复按时    | 2023-03-01  | 2023-03-10 | 2023-03-08   | 是        | 2
            F2         | U1   | 季度检查 | Q1   | 重复迟改    | 2023-03-01  | 2023-03-10 | 2023-03-15   | 是        |
            F3         | U1   | 季度检查 | Q1   | 按时        | 2023-03-01  | 2023-03-10 | 2023-03-10   |           |
            F4         | U1   | 季度检查 | Q1   | 无时限已改  | 2023-03-01  |            | 2023-06-08   |           |
        """,
    )
    then = d.at("2023-12-31")
    expected = {"F1": 4 * 2 * 3 * 0.5, "F2": 4 * 3 + 0.1 * 5, "F3": 4 * 0.5, "F4": 4 * 0.5}
    assert {row["finding_id"]: row["deduction"] for row in then.rows("findings")} == approx(expected)
    assert then.base() == approx(100 - sum(expected.values()))


def test_the_clock_stops_when_the_year_closes(given):
    d = given(
        quarterly(overdue_per_day=0.1),
        inspections=INSPECTED,
        findings="""
            finding_id | unit | source   | item | description | notified_on | due_on     | rectified_on
            F1         | U1   | 季度检查 | Q1   | 一直未改    | 2023-12-01  | 2023-12-21 |
            F2         | U1   | 季度检查 | Q1   | 次年才改    | 2023-12-01  | 2023-12-21 | 2024-01-03
        """,
    )
    assert days_late(d.at("2024-06-30"), "F1", "F2") == [31 - 21, 31 - 21]
