"""scoring.md section 3: under which item and quarter a finding is scored, or why it is only tracked."""

from __future__ import annotations

from datetime import date

import pytest
from district import approx, component, item, scheme

PARTS = scheme(
    component(
        "quarterly",
        "inspection",
        50,
        {
            "Q": [
                item("Q1", 10, "deduct", deduct_each=1),
                item("Q2", 10, "deduct", deduct_each=1, applies_to=["区直部门"]),
            ]
        },
        period="quarter",
    ),
    component(
        "spot", "spot_check", 50, {"A": [item("A1", 10, "rate"), item("A2", 10, "deduct", deduct_each=1)]}
    ),
    closes_on=date(2024, 1, 31),
    rectification={"overdue_per_day": 0.1},
)
LOOKED_AT = {
    "inspections": """
        inspection_id | unit | year | quarter | inspected_on
        I1            | U1   | 2023 | 1       | 2023-02-01
        I2            | U1   | 2023 | 2       | 2023-04-20
    """,
    "spot_checks": """
        check_id | unit | checked_on | item | earned | possible
        C1       | U1   | 2023-02-01 | A1   | 1      | 1
    """,
}


def placed(given, findings, as_of="2023-12-31"):
    """finding_id → (item, period, reason)."""
    then = given(PARTS, **LOOKED_AT, findings=findings).at(as_of)
    return {row["finding_id"]: (row["item"], row["period"], row["reason"]) for row in then.rows("findings")}


def test_an_item_goes_by_code_or_name_within_the_component_of_its_source(given):
    found = placed(
        given,
        """
            finding_id | unit | source   | item | quarter | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 1       | 按编码      | 2023-03-01
            F2         | U1   | 季度检查 | 项Q1 | 1       | 按名称      | 2023-03-01
            F3         | U1   | 日常抽测 | 项A2 |         | 按名称      | 2023-03-01
        """,
    )
    assert found == {
        "F1": ("Q1", "2023Q1", None),
        "F2": ("Q1", "2023Q1", None),
        "F3": ("A2", "2023", None),
    }


def test_other_sources_reach_a_deduct_item_by_code_only(given):
    found = placed(
        given,
        """
            finding_id | unit | source   | item | quarter | description    | notified_on
            F1         | U1   | 第三方   | Q1   | 1       | 按编码         | 2023-03-01
            F2         | U1   | 上级通报 | A2   |         | 按编码         | 2023-03-01
            F3         | U1   | 社会监督 | 项Q1 | 1       | 按名称         | 2023-03-01
            F4         | U1   | 第三方   | A1   |         | 不是扣分制指标 | 2023-03-01
            F5         | U1   | 第三方   |      |         | 未写指标       | 2023-03-01
        """,
    )
    assert found["F1"] == ("Q1", "2023Q1", None)
    assert found["F2"] == ("A2", "2023", None)
    assert [found[name][2] for name in ("F3", "F4")] == ["所写指标不在计分范围"] * 2
    assert found["F5"][2] == "未写明指标"


def test_tracked_findings_cost_nothing_and_say_why(given):
    findings = """
        finding_id | unit | source   | item | quarter | description  | notified_on
        F1         | U1   | 季度检查 |      | 1       | 未写指标     | 2023-03-01
        F2         | U1   | 季度检查 | Q2   | 1       | 他人的指标   | 2023-03-01
        F3         | U1   | 季度检查 | Q1   | 3       | 未检查的季度 | 2023-03-01
    """
    then = given(PARTS, **LOOKED_AT, findings=findings).at("2023-12-31")
    assert {row["finding_id"]: (row["placement"], row["reason"]) for row in then.rows("findings")} == {
        "F1": ("tracked", "未写明指标"),
        "F2": ("tracked", "该指标不适用于本单位"),
        "F3": ("tracked", "本单位该季度未检查"),
    }
    assert then.base() == approx(100)


def test_a_deduct_item_of_spot_checks_waits_for_a_spot_check(given):
    d = given(
        PARTS,
        inspections=LOOKED_AT["inspections"],
        findings="""
            finding_id | unit | source   | item | description | notified_on
            F1         | U1   | 日常抽测 | A2   | 抽测之前    | 2023-03-01
        """,
    )
    assert d.at("2023-12-31").finding("F1")["reason"] == "本单位尚未抽测"
    d.add(
        spot_checks="""
        check_id | unit | checked_on | item | earned | possible
        C1       | U1   | 2023-04-01 | A1   | 1      | 1
    """
    )
    before, after = d.at("2023-03-31", "2023-04-01")
    assert [then.finding("F1")["placement"] for then in (before, after)] == ["tracked", "scored"]
    assert after.component("spot")["score"] == approx(50 * (10 + (10 - 1)) / 20)


def test_the_quarter_is_its_own_then_its_inspections_then_the_latest_inspections(given):
    found = placed(
        given,
        """
            finding_id | unit | source   | item | quarter | inspection_id | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 1       | I2            | 自写        | 2023-08-01
            F2         | U1   | 季度检查 | Q1   |         | I1            | 所属检查    | 2023-08-01
            F3         | U1   | 季度检查 | Q1   |         |               | 最近一次    | 2023-08-01
            F4         | U1   | 季度检查 | Q1   |         |               | 最近一次    | 2023-04-19
            F5         | U1   | 季度检查 | Q1   |         |               | 当日        | 2023-04-20
            F6         | U1   | 季度检查 | Q1   |         |               | 检查之前    | 2023-01-20
        """,
    )
    assert {name: period for name, (_, period, _) in found.items()} == {
        "F1": "2023Q1",
        "F2": "2023Q1",
        "F3": "2023Q2",
        "F4": "2023Q1",
        "F5": "2023Q2",
        "F6": "2023Q1",  # no inspection yet: the calendar's
    }


def test_an_inspection_that_does_not_count_yet_gives_no_quarter(given):
    d = given(
        PARTS,
        inspections="""
            inspection_id | unit | year | quarter | inspected_on
            I3            | U1   | 2023 | 3       | 2023-09-01
        """,
        findings="""
            finding_id | unit | source   | item | inspection_id | description | notified_on
            F1         | U1   | 季度检查 | Q1   | I3            | 先于检查    | 2023-05-01
        """,
    )
    before, after = d.at("2023-08-31", "2023-09-01")
    assert (before.finding("F1")["period"], before.finding("F1")["placement"]) == ("2023Q2", "tracked")
    assert (after.finding("F1")["period"], after.finding("F1")["placement"]) == ("2023Q3", "scored")


def test_of_two_inspections_of_one_day_the_later_quarter_is_the_latest(given):
    d = given(
        PARTS,
        inspections="""
            inspection_id | unit | year | quarter | inspected_on
            I4            | U1   | 2023 | 2       | 2023-07-05
            I5            | U1   | 2023 | 3       | 2023-07-05
        """,
        findings="""
            finding_id | unit | source   | item | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 过期        | 2023-07-10
        """,
    )
    assert d.at("2023-12-31").finding("F1")["period"] == "2023Q3"


@pytest.mark.parametrize(("notified_on", "period"), [("2023-11-01", "2023Q4"), ("2024-01-20", "2023Q4")])
def test_a_day_after_the_years_end_is_of_its_fourth_quarter(given, notified_on, period):
    d = given(
        PARTS,
        findings=f"""
            finding_id | unit | source   | item | year | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 2023 | 过期        | {notified_on}
        """,
    )
    assert d.at("2024-01-31").finding("F1")["period"] == period


def test_a_component_without_items_takes_every_finding_of_its_source(given):
    d = given(
        scheme(component("quarterly", "inspection", 100)),
        inspections=LOOKED_AT["inspections"],
        findings="""
            finding_id | unit | source   | item   | description | notified_on | deduction
            F1         | U1   | 季度检查 |        | 空白        | 2023-03-01  | 3
            F2         | U1   | 季度检查 | 首页   | 随意写的    | 2023-03-01  | 2
        """,
    )
    assert d.at("2023-12-31").base() == approx(100 - 3 - 2)


def test_a_finding_belongs_to_the_year_of_its_column(given):
    d = given(
        PARTS,
        **LOOKED_AT,
        findings="""
            finding_id | unit | source   | item | year | quarter | description | notified_on
            F1         | U1   | 季度检查 | Q1   | 2023 | 1       | 算上年      | 2024-01-20
            F2         | U1   | 季度检查 | Q1   |      | 1       | 算次年      | 2024-01-20
        """,
    )
    assert [row["finding_id"] for row in d.at("2024-03-01").rows("findings")] == ["F1"]
