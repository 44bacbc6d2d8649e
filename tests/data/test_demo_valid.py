"""The demo district holds nothing that an import would refuse (files.md section 1)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from data.demo.disputes import due_date
from data.demo.facts import year_facts
from data.demo.items import items
from data.demo.tasks import ISSUED_ON, plan
from data.demo.units import LAST_DAY, UNIT_BY_ID, YEARS, units_of
from data.files.kinds import KINDS
from data.plan.deadlines import read_deadlines

BOTH = pytest.mark.parametrize("year", YEARS)
FACTS = {year: year_facts(year) for year in YEARS}
OWN_DATE = {
    "spot_checks": "checked_on",
    "inspections": "inspected_on",
    "findings": "notified_on",
    "reviews": "reviewed_on",
    "adjustments": "decided_on",
}


def day(value):
    return value.date() if isinstance(value, datetime) else value


@BOTH
@pytest.mark.parametrize("kind", OWN_DATE)
def test_dates_lie_within_the_year(year, kind):
    for row in FACTS[year][kind]:
        assert row["year"] == year
        assert date(year, 1, 1) <= row[OWN_DATE[kind]] <= LAST_DAY[year]


@BOTH
def test_nothing_is_known_before_it_happens(year):
    for row in FACTS[year]["findings"]:
        for key in ("due_on", "rectified_on", "withdrawn_on"):
            assert row.get(key) is None or row[key] >= row["notified_on"], row
        assert row.get("rechecked_on") is None or row["rechecked_on"] >= row["rectified_on"], row
    for row in FACTS[year]["ledger"]:
        if "triggered_on" in row and "completed_on" in row:
            assert type(row["triggered_on"]) is type(row["completed_on"])
            assert row["triggered_on"] <= row["completed_on"], row
    for kind, rows in FACTS[year].items():
        for row in rows:
            dates = {key: day(value) for key, value in row.items() if isinstance(value, date)}
            past = [value for key, value in dates.items() if key not in ("due_on", "new_due_on", "issued_on")]
            assert all(value <= LAST_DAY[year] for value in past), (kind, row)


@BOTH
def test_disputes_follow_what_they_are_about(year):
    found = FACTS[year]
    notified = {row["finding_id"]: row["notified_on"] for row in found["findings"]}
    checks = {row["check_id"]: row for row in FACTS[year]["spot_checks"]}
    for row in found["extensions"] + found["appeals"]:
        asked = row.get("requested_on") or row.get("appealed_on")
        assert asked >= notified.get(row.get("finding_id"), date.min)
        assert row.get("decided_on") is None or row["decided_on"] >= asked, row
        assert ("decided_on" in row) == bool(row.get("decision") or row.get("result")), row
        if row.get("decision") == "granted":
            assert row["new_due_on"] > asked
        if "check_id" in row:
            check = checks[row["check_id"]]
            assert asked > check["checked_on"]
            assert row.get("earned", 0) <= check["possible"]


@BOTH
def test_marks_are_possible(year):
    for row in FACTS[year]["spot_checks"]:
        assert 0 <= row["earned"] <= row["possible"]
        assert row["possible"] > 0
    points = {word: item.points for item in items(year, "review") for word in (item.code, item.name)}
    for row in FACTS[year]["reviews"]:
        assert row.get("target", 1) > 0
        assert 0 <= row.get("awarded", 0) <= points[row["item"]]
    for row in FACTS[year]["adjustments"]:
        assert row["kind"] == "veto" or row["points"] > 0


@BOTH
def test_every_reference_leads_somewhere(year):
    checks = {row["check_id"]: row for row in FACTS[year]["spot_checks"]}
    inspections = {row["inspection_id"]: row for row in FACTS[year]["inspections"]}
    task_nos = {row.no for row in plan(year)}
    for row in FACTS[year]["findings"]:
        if "check_id" in row:
            check = checks[row["check_id"]]
            assert check["unit"] == row["unit"]
            assert check["earned"] < check["possible"]
            assert check["checked_on"] < row["notified_on"]
        if "inspection_id" in row:
            assert inspections[row["inspection_id"]]["unit"] == row["unit"]
            assert row.get("quarter") in (None, inspections[row["inspection_id"]]["quarter"])
    named = [
        row for kind in ("findings", "extensions", "ledger") for row in FACTS[year][kind] if "task_no" in row
    ]
    assert {row["task_no"] for row in named} <= task_nos
    units = {unit.unit_id for unit in units_of(year)}
    assert {row["unit"] for rows in FACTS[year].values() for row in rows if "unit" in row} <= units


@BOTH
def test_items_exist_apply_and_are_named_both_ways(year):
    sources = {"spot_checks": "spot_check", "reviews": "review"}
    for kind, source in sources.items():
        known = {word: item for item in items(year, source) for word in (item.code, item.name)}
        words = [row["item"] for row in FACTS[year][kind]]
        assert {word == known[word].code for word in words} == {True, False}
        assert all(known[row["item"]].fits(UNIT_BY_ID[row["unit"]]) for row in FACTS[year][kind])
    deduct = {item.code for item in items(year, "inspection") if item.rule == "deduct"}
    for row in FACTS[year]["findings"]:
        own = {word for item in items(year, row["source"]) for word in (item.code, item.name)}
        assert row["item"] in (own or deduct | {None}), row
    ledger = {item.code for item in items(year, "ledger")} or {None}
    assert {row["item"] for row in FACTS[year]["tasks"]} == ledger


@BOTH
@pytest.mark.parametrize("kind", list(FACTS[2025]))
def test_keys_are_unique(year, kind):
    keys = [tuple(str(row.get(name)) for name in KINDS[kind].key) for row in FACTS[year][kind]]
    assert len(keys) == len(set(keys))


@BOTH
def test_a_unit_is_not_written_about_before_it_exists(year):
    for kind, own_date in OWN_DATE.items():
        for row in FACTS[year][kind]:
            assert row[own_date] >= UNIT_BY_ID[row["unit"]].active_from, row


@BOTH
def test_an_event_has_a_day(year):
    kinds = {row.no: row.kind for row in plan(year)}
    events = [row for row in FACTS[year]["ledger"] if kinds[row["task_no"]] == "after_event"]
    assert len(events) > 50
    assert all("triggered_on" in row for row in events)


@BOTH
def test_the_generator_means_by_a_deadline_what_the_product_reads(year):
    for row in plan(year):
        read = read_deadlines(row.deadline, year, ISSUED_ON[year])
        assert [one.kind for one in read] == [row.kind], row
        if row.kind == "fixed":
            assert read[0].due_on == due_date(year, row)
