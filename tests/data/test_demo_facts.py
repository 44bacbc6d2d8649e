"""The demo district: as many facts as promised, every state, every hard case."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

import pytest

from data.demo.facts import year_facts
from data.demo.fault_texts import FAULTS, OUTSIDE_FAULTS
from data.demo.finding_plan import READ_ON
from data.demo.generate import DEMO_ROUNDS, DEMO_SCHEMES, DEMO_UNTIL
from data.demo.items import SCHEME_FOLDER, items
from data.demo.ledgers import ledger_rows
from data.demo.tasks import plan, units_named
from data.demo.units import (
    GROUPS,
    LAST_DAY,
    NO_LEDGER,
    TIED_2026,
    UNCHECKED_2026,
    UNIT_BY_ID,
    UNITS,
    units_of,
)

YEARS = (2025, 2026)
BOTH = pytest.mark.parametrize("year", YEARS)
FACTS = {year: year_facts(year) for year in YEARS}


def day(value):
    return value.date() if isinstance(value, datetime) else value


def final_due(finding, extensions):
    granted = [row["new_due_on"] for row in extensions if row.get("decision") == "granted"]
    return granted[-1] if granted else finding.get("due_on")


def states(year):
    """finding_id → every state its facts tell on the last day of the demo."""
    found = FACTS[year]
    extensions, appeals = defaultdict(list), defaultdict(list)
    for row in found["extensions"]:
        extensions[row.get("finding_id")].append(row)
    for row in found["appeals"]:
        appeals[row.get("finding_id")].append(row)
    return {
        row["finding_id"]: _states(
            row, extensions[row["finding_id"]], appeals[row["finding_id"]], LAST_DAY[year]
        )
        for row in found["findings"]
    }


def _states(row, extensions, appeals, on):
    due = final_due(row, extensions)
    told = {f"appeal {one.get('result') or 'pending'}" for one in appeals}
    told |= {f"extension {one.get('decision') or 'pending'}" for one in extensions}
    told |= {"repeated"} if row.get("is_repeat") == "是" else set()
    if row.get("withdrawn_on") or "appeal withdrawn" in told:
        return told | {"withdrawn" if row.get("withdrawn_on") else "appealed away"}
    rectified, passed = row.get("rectified_on"), row.get("recheck_result")
    if passed:
        told.add(f"recheck {passed}")
    if rectified and passed != "fail":
        return told | {
            "late" if due and rectified > due else "on time",
            "rechecked" if passed else "reported",
        }
    if due is None:
        return told | {"no deadline"}
    waiting = "extension pending" in told or "appeal pending" in told
    return told | {"open" if due >= on else "waiting" if waiting else "overdue"}


def test_34_units_in_three_groups():
    assert Counter(unit.group for unit in UNITS) == dict(zip(GROUPS, (8, 20, 6), strict=True))
    assert len(units_of(2025)) == 33
    assert [unit.unit_id for unit in UNITS if unit.active_from > date(2026, 1, 1)] == ["B20"]
    assert sum("、" in unit.aliases for unit in UNITS) >= 2
    names = [
        name for unit in UNITS for name in (unit.unit_id, unit.name, *filter(None, unit.aliases.split("、")))
    ]
    assert len(names) == len(set(names))


@BOTH
def test_as_many_facts_as_promised(year):
    counts = {kind: len(rows) for kind, rows in FACTS[year].items()}
    assert 38 <= counts["tasks"] <= 45
    assert counts["spot_checks"] == 2500
    assert counts["findings"] == 400
    assert counts["ledger"] > 500
    assert counts["reviews"] > 100
    assert counts["extensions"] > 30
    assert counts["appeals"] > 40
    quarters = Counter(row["quarter"] for row in FACTS[year]["inspections"])
    assert sorted(quarters) == [1, 2, 3, 4]
    assert max(quarters.values()) < len(units_of(year))


@BOTH
def test_every_kind_of_deadline_and_of_responsible_words(year):
    assert {row.kind for row in plan(year)} == {
        "fixed", "open", "after_event", "after_issue", "recurring", "count", "interval", "minimum",
        "external", "missing",
    }  # fmt: skip
    assert {row.due for row in plan(year) if row.kind == "recurring"} == {"month", "quarter", "year"}
    assert "48小时内予以回应" in {row.deadline for row in plan(year)}
    words = [row.responsible for row in plan(year)]
    assert any("牵头" in text and "配合" in text for text in words)
    assert {"各镇街、各区直部门", "重大政策起草部门", "区级重大行政决策承办单位"} <= set(words)


@BOTH
def test_every_state_of_a_finding(year):
    counts = Counter(state for told in states(year).values() for state in told)
    assert {state for state, number in counts.items() if number >= 2} >= {
        "open", "overdue", "waiting", "on time", "late", "reported", "rechecked", "recheck pass",
        "recheck fail",
        "no deadline", "repeated", "withdrawn", "appealed away", "extension granted", "extension refused",
        "extension pending", "appeal pending", "appeal withdrawn", "appeal changed", "appeal upheld",
    }  # fmt: skip
    assert {row["source"] for row in FACTS[year]["findings"]} == {
        "spot_check", "inspection", "third_party", "superior", "public",
    }  # fmt: skip


@BOTH
def test_extensions_of_tasks_and_appeals_of_checks_in_every_state(year):
    found = FACTS[year]
    tasks = [row for row in found["extensions"] if "task_no" in row]
    assert {row.get("decision") for row in tasks} == {"granted", "refused", None}
    checks = [row for row in found["appeals"] if "check_id" in row]
    assert {row.get("result") for row in checks} == {"upheld", "withdrawn", "changed", None}


def test_the_overdue_list_is_worth_reading_when_it_is_meant_to_be_read():
    ids = {key for key, told in states(2026).items() if not told & {"withdrawn", "appealed away"}}
    extensions = defaultdict(list)
    for row in FACTS[2026]["extensions"]:
        extensions[row.get("finding_id")].append(row)
    still_open, told = [], states(2026)
    for row in FACTS[2026]["findings"]:
        done = row.get("rectified_on") and row.get("recheck_result") != "fail"
        if row["finding_id"] in ids and not done and "waiting" not in told[row["finding_id"]]:
            due = final_due(row, extensions[row["finding_id"]])
            still_open += [(row["unit"], (READ_ON - due).days)] if due else []
    late = [(unit, days) for unit, days in still_open if days > 0]
    assert 22 <= len(late) <= 28
    assert len({unit for unit, _ in late}) >= 8
    assert all(any(low <= days <= high for _, days in late) for low, high in ((1, 7), (8, 30), (31, 365)))
    soon = [days for _, days in still_open if -45 <= days <= 0]
    assert 12 <= len(soon) <= 20
    assert sum(days >= -3 for days in soon) >= 5


def test_units_that_show_the_hard_cases():
    checks = defaultdict(list)
    for row in FACTS[2026]["spot_checks"]:
        checks[row["unit"]].append(row)
    assert sorted({unit.unit_id for unit in UNITS} - set(checks)) == sorted(UNCHECKED_2026)
    marks = [sorted((row["possible"], row["earned"]) for row in checks[unit]) for unit in TIED_2026]
    assert marks[0] == marks[1]
    assert len(marks[0]) == 5
    others = [row for kind, rows in FACTS[2026].items() if kind != "spot_checks" for row in rows]
    assert not [row for row in others if row.get("unit") in TIED_2026]
    assert {row["unit"] for row in FACTS[2026]["adjustments"] if row["kind"] == "veto"} == {"Z06"}


@BOTH
def test_two_units_hand_in_no_ledger_though_they_have_tasks(year):
    for unit_id in NO_LEDGER[year]:
        unit = UNIT_BY_ID[unit_id]
        assert ledger_rows(year, unit) == []
        assert any(unit in units_named(year, row.owners) for row in plan(year) if row.kind == "fixed")


@BOTH
def test_the_sample_tells_good_units_from_bad_ones(year):
    earned, possible = Counter(), Counter()
    for row in FACTS[year]["spot_checks"]:
        earned[row["unit"]] += row["earned"]
        possible[row["unit"]] += row["possible"]
    rates = sorted(earned[unit] / possible[unit] for unit in possible)
    assert rates[0] < 0.72
    assert rates[-1] > 0.92
    assert len({row["possible"] for row in FACTS[year]["spot_checks"]}) == 6
    assert sum(row["earned"] == 0 for row in FACTS[year]["spot_checks"]) > 50
    assert 10 <= sum("withdrawn_on" in row for row in FACTS[year]["spot_checks"]) <= 60


def test_faults_are_told_in_many_words():
    texts = [text for group in (*FAULTS.values(), *OUTSIDE_FAULTS.values()) for text in group]
    assert len(texts) == len(set(texts)) >= 60
    for year in YEARS:
        for source in ("spot_check", "inspection"):
            assert {item.code for item in items(year, source)} <= set(FAULTS)
        assert len({row["description"] for row in FACTS[year]["findings"]}) >= 100


def test_figures_of_the_annual_report_are_complete_but_for_the_charges_of_the_running_year():
    gaps = {year: [row for row in FACTS[year]["report_figures"] if row["value"] is None] for year in YEARS}
    assert gaps[2025] == []
    assert [(row["table"], row["row"]) for row in gaps[2026]] == [("二", "行政事业性收费")]


def test_what_2025_carries_over_2026_brings_in():
    carried = {
        (year, row["row"]): row["value"]
        for year in YEARS
        for row in FACTS[year]["report_figures"]
        if row["table"] == "三" and row["column"] == "总计"
    }
    assert carried[2025, "四 结转下年度继续办理"] == carried[2026, "二 上年结转政府信息公开申请数量"] > 0


def test_rounds_and_schemes():
    assert [one.year for one in DEMO_ROUNDS] == [2025] * 4 + [2026] * 3
    assert [one.as_of for one in DEMO_ROUNDS] == sorted(one.as_of for one in DEMO_ROUNDS)
    assert DEMO_ROUNDS[-1].as_of < DEMO_UNTIL
    assert {one.publish for one in DEMO_ROUNDS} <= {"full", "own", "none"}
    assert all((SCHEME_FOLDER / name).exists() for name in DEMO_SCHEMES)
    assert {row["round"] for row in FACTS[2025]["outcomes"]} <= {one.name for one in DEMO_ROUNDS}


def test_deadlines_reach_beyond_the_last_fact():
    due = [row["due_on"] for row in FACTS[2026]["findings"] if row.get("due_on")]
    assert DEMO_UNTIL + timedelta(days=20) < max(due) < date(2027, 1, 1)
