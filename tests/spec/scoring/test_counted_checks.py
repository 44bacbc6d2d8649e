"""scoring.md section 3: which spot checks count, and with what marks."""

from __future__ import annotations

from datetime import date

from district import approx, component, item, scheme

SPOT = scheme(component("spot", "spot_check", 100))


def test_checks_are_pooled_earned_over_possible(given):
    d = given(
        SPOT,
        spot_checks="""
        check_id | unit | checked_on | earned | possible
        C1       | 甲镇 | 2023-03-01 | 3      | 4
        C2       | U1   | 2023-03-02 | 1      | 2
    """,
    )
    assert d.at("2023-12-31").base() == approx(100 * (3 + 1) / (4 + 2))


def test_a_check_counts_from_its_own_date_on(given):
    d = given(
        SPOT,
        spot_checks="""
        check_id | unit | checked_on | earned | possible
        C1       | U1   | 2023-03-01 | 1      | 1
        C2       | U1   | 2023-03-02 | 0      | 1
    """,
    )
    before, first, second = d.at("2023-02-28", "2023-03-01", "2023-03-02")
    assert before.result()["status"] == "not_rated"
    assert [first.base(), second.base()] == approx([100 * 1 / 1, 100 * (1 + 0) / (1 + 1)])


def test_a_withdrawn_check_counts_until_the_day_before(given):
    d = given(
        SPOT,
        spot_checks="""
        check_id | unit | checked_on | earned | possible | withdrawn_on
        C1       | U1   | 2023-03-01 | 1      | 2        |
        C2       | U1   | 2023-03-01 | 0      | 2        | 2023-05-10
    """,
    )
    before, after = d.at("2023-05-09", "2023-05-10")
    assert [before.base(), after.base()] == approx([100 * (1 + 0) / (2 + 2), 100 * 1 / 2])


def test_appeals_against_checks(given):
    """撤销 takes the check out, 改扣 replaces its marks, 维持 and no decision change nothing."""
    d = given(
        SPOT,
        units="""
            unit_id | name   | group
            U1      | 撤销镇 | 镇街
            U2      | 改扣镇 | 镇街
            U3      | 维持镇 | 镇街
            U4      | 待裁镇 | 镇街
        """,
        spot_checks="""
            check_id | unit | checked_on | earned | possible
            C1a      | U1   | 2023-03-01 | 1      | 2
            C1b      | U1   | 2023-03-01 | 0      | 2
            C2       | U2   | 2023-03-01 | 1      | 4
            C3       | U3   | 2023-03-01 | 1      | 4
            C4       | U4   | 2023-03-01 | 1      | 4
        """,
        appeals="""
            check_id | appealed_on | decided_on | result | earned
            C1b      | 2023-03-02  | 2023-03-20 | 撤销   |
            C2       | 2023-03-02  | 2023-03-20 | 改扣   | 3
            C3       | 2023-03-02  | 2023-03-20 | 维持   |
            C4       | 2023-03-02  |            |        |
        """,
    )
    before, after = d.at("2023-03-19", "2023-03-20")
    assert [before.base(u) for u in ("U1", "U2", "U3", "U4")] == approx([25, 25, 25, 25])
    assert [after.base(u) for u in ("U1", "U2", "U3", "U4")] == approx([100 * 1 / 2, 100 * 3 / 4, 25, 25])


def test_of_two_changes_decided_on_one_day_the_one_asked_for_later_wins(given):
    d = given(
        SPOT,
        spot_checks="""
        check_id | unit | checked_on | earned | possible
        C1       | U1   | 2023-03-01 | 0      | 4
    """,
        appeals="""
        check_id | appealed_on | decided_on | result | earned
        C1       | 2023-03-05  | 2023-03-20 | 改扣   | 3
        C1       | 2023-03-02  | 2023-03-20 | 改扣   | 1
    """,
    )
    assert d.at("2023-03-20").base() == approx(100 * 3 / 4)


def test_a_finding_that_stops_takes_its_check_with_it(given):
    """By its own withdrawal or an appeal decided 撤销; before it is notified it stops nothing."""
    d = given(
        SPOT,
        units="""
            unit_id | name | group
            U1      | 甲镇 | 镇街
            U2      | 乙镇 | 镇街
        """,
        spot_checks="""
            check_id | unit | checked_on | earned | possible
            C1a      | U1   | 2023-03-01 | 1      | 1
            C1b      | U1   | 2023-03-01 | 0      | 1
            C2a      | U2   | 2023-03-01 | 1      | 1
            C2b      | U2   | 2023-03-01 | 0      | 1
        """,
        findings="""
            finding_id | unit | source   | check_id | description | notified_on | withdrawn_on
            F1         | U1   | 日常抽测 | C1b      | 过期        | 2023-03-03  | 2023-04-01
            F2         | U2   | 日常抽测 | C2b      | 过期        | 2023-03-03  |
        """,
        appeals="""
            finding_id | appealed_on | decided_on | result
            F2         | 2023-03-05  | 2023-04-01 | 撤销
        """,
    )
    before, after = d.at("2023-03-31", "2023-04-01")
    assert [before.base("U1"), before.base("U2")] == approx([50, 50])
    assert [after.base("U1"), after.base("U2")] == approx([100, 100])


def test_a_check_on_an_item_of_others_is_tracked_not_scored(given):
    d = given(
        scheme(
            component(
                "spot",
                "spot_check",
                100,
                {"A": [item("A1", 10, "rate"), item("A2", 10, "rate", applies_to=["区直部门"])]},
            )
        ),
        spot_checks="""
            check_id | unit | checked_on | item | earned | possible
            C1       | U1   | 2023-03-01 | A1   | 3      | 4
            C2       | U1   | 2023-03-01 | A2   | 0      | 4
        """,
    )
    then = d.at("2023-12-31")
    assert then.base() == approx(100 * 3 / 4)
    assert then.result()["check_count"] == 1


def test_the_year_column_moves_a_check_into_the_year_before(given):
    """Up to closes_on; by its date alone it would belong to 2024."""
    d = given(
        scheme(component("spot", "spot_check", 100), closes_on=date(2024, 1, 31)),
        spot_checks="""
        check_id | unit | checked_on | earned | possible | year
        C1       | U1   | 2023-12-01 | 1      | 2        |
        C2       | U1   | 2024-01-20 | 2      | 2        | 2023
        C3       | U1   | 2024-01-20 | 0      | 2        |
    """,
    )
    december, january, february = d.at("2023-12-31", "2024-01-20", "2024-02-28")
    assert december.base() == approx(100 * 1 / 2)
    assert january.base() == approx(100 * (1 + 2) / (2 + 2))
    assert february.base() == january.base()


def test_a_newer_row_replaces_an_older_one_for_every_date(given):
    d = given(
        SPOT,
        spot_checks="""
        check_id | unit | checked_on | earned | possible
        C1       | U1   | 2023-03-01 | 0      | 2
    """,
    )
    d.add(
        spot_checks="""
        check_id | unit | checked_on | earned | possible
        C1       | U1   | 2023-03-01 | 1      | 2
    """
    )
    assert d.at("2023-03-01").base() == approx(100 * 1 / 2)
