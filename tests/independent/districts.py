"""Hypothesis strategies for small random districts whose files are valid imports (files.md section 1).

`districts()` gives a District: the raw scheme, the parsed scheme and facts of all kinds in every state.
Nothing in them is refused: keys are unique, references exist, dates lie where they may.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from .facts import (
    Adjustment,
    Appeal,
    Extension,
    Facts,
    Finding,
    Inspection,
    Review,
    SpotCheck,
    Unit,
    with_unit_ids,
)
from .random_schemes import GROUPS, YEAR, Maker, raw_scheme
from .random_tasks import task_facts
from .scheme import Scheme, number, parse_scheme

FIRST = date(YEAR, 1, 1)
NAMES = ("东河镇", "区财政局", "西山街道", "区教体局", "区城投公司", "南湖镇")


@dataclass(frozen=True)
class District:
    raw: dict
    scheme: Scheme
    facts: Facts


@st.composite
def districts(draw, sources=None, max_units=4):
    """A random district of two to `max_units` units; `sources` restricts the scheme's components."""
    maker = Maker(draw)
    units = [_unit(maker, n) for n in range(maker.count(2, max_units))]
    raw = raw_scheme(maker, tuple(unit.unit_id for unit in units), sources)
    scheme = parse_scheme(raw)
    tasks, ledger, task_extensions = task_facts(maker, scheme, units)
    checks = _spot_checks(maker, scheme, units)
    inspections = _inspections(maker, scheme, units)
    findings = _findings(maker, scheme, units, checks, inspections, tasks)
    facts = Facts(
        units=tuple(units),
        tasks=tuple(tasks),
        ledger=tuple(ledger),
        spot_checks=tuple(checks),
        inspections=tuple(inspections),
        findings=tuple(findings),
        extensions=tuple(_extensions(maker, findings) + task_extensions),
        reviews=tuple(_reviews(maker, scheme, units)),
        adjustments=tuple(_adjustments(maker, scheme, units)),
        appeals=tuple(_appeals(maker, findings, checks)),
        moved=_moved(maker),
    )
    return District(raw, scheme, with_unit_ids(facts))


def as_of_dates():
    """Days before, within and after the year."""
    return st.one_of(
        st.sampled_from([date(YEAR, 6, 30), date(YEAR, 12, 31), date(YEAR + 1, 3, 1)]),
        st.dates(date(YEAR, 1, 1), date(YEAR + 1, 3, 31)),
        st.dates(date(YEAR, 9, 1), date(YEAR + 1, 3, 31)),
    )


def _unit(maker, n):
    group = GROUPS[0] if maker.chance(60) else maker.pick(GROUPS[1:])
    unit = Unit(f"U{n:02}", NAMES[n], group, aliases=(f"{NAMES[n]}（本级）",) if maker.chance(20) else ())
    if not maker.chance(20):
        return unit
    first = maker.maybe(60, lambda: maker.day(date(2020, 1, 1), date(YEAR, 8, 1)))
    last = maker.maybe(60, lambda: maker.day(date(YEAR, 8, 2), date(YEAR + 1, 2, 1)))
    return Unit(unit.unit_id, unit.name, group, unit.aliases, first, last)


def _moved(maker):
    """Days the office's own calendar calls worked or not, now and then."""
    days = [maker.day(FIRST, date(YEAR, 12, 31)) for _ in range(maker.pick((0, 0, 3, 8)))]
    return {day: maker.chance(30) for day in days}


def _dated(maker, scheme):
    """(day, year column): a day of the year, or up to closes_on with the year then named."""
    day = maker.day(FIRST, scheme.last_day if maker.chance(15) else date(YEAR, 12, 31))
    return day, YEAR if day.year != YEAR or maker.chance(30) else None


def _later(maker, day, most=40):
    return day + timedelta(days=maker.count(0, most))


def _item_text(maker, scheme, source):
    """An item of the source by code or by name; None where the component has no items or is absent."""
    items = [i for c in scheme.components if c.source == source and not c.is_itemless for i in c.items]
    if not items:
        return None
    item = maker.pick(items)
    return item.name if maker.chance(25) else item.code


def _spot_checks(maker, scheme, units):
    checks = []
    for unit in units:
        for _ in range(maker.pick((3, 2, 6, 1, 4, 0))):
            day, year = _dated(maker, scheme)
            possible = maker.pick((1, 2, 10))
            earned = number(possible) * maker.pick((4, 0, 2, 3)) / 4
            withdrawn = maker.maybe(10, lambda since=day: _later(maker, since))
            item = _item_text(maker, scheme, "spot_check")
            name = f"C{len(checks):03}"
            checks.append(SpotCheck(name, unit.unit_id, day, earned, number(possible), item, year, withdrawn))
    return checks


def _inspections(maker, scheme, units):
    rows = []
    for unit in units:
        for quarter in (1, 2, 3, 4):
            if maker.chance(65):
                first = date(YEAR, 3 * quarter - 2, 1)
                late = quarter == 4 and maker.chance(30)
                last = scheme.last_day if late else first + timedelta(days=88)
                rows.append(
                    Inspection(f"I{len(rows):03}", unit.unit_id, YEAR, quarter, maker.day(first, last))
                )
    return rows


def _findings(maker, scheme, units, checks, inspections, tasks):
    rows = []
    for unit in units:
        for _ in range(maker.pick((2, 1, 3, 5, 0))):
            name = f"F{len(rows):03}"
            rows.append(_finding(maker, scheme, unit, name, checks, inspections, tasks))
    return rows


def _finding(maker, scheme, unit, name, checks, inspections, tasks):
    source = maker.pick(("inspection", "spot_check", "inspection", "third_party", "superior", "public"))
    day, year = _dated(maker, scheme)
    my_checks = [check.check_id for check in checks if check.unit == unit.unit_id]
    mine = [row.inspection_id for row in inspections if row.unit == unit.unit_id]
    rectified = maker.maybe(60, lambda: _later(maker, day, 60))
    rechecked = maker.maybe(60, lambda: _later(maker, (rectified or day) - timedelta(days=3), 20))
    checked = rechecked is not None and rechecked >= day
    return Finding(
        finding_id=name,
        unit=unit.unit_id,
        source=source,
        notified_on=day,
        year=year,
        check_id=maker.pick(my_checks) if source == "spot_check" and my_checks and maker.chance(40) else None,
        task_no=maker.pick(tasks).task_no if tasks and maker.chance(20) else None,
        quarter=maker.maybe(40, lambda: maker.count(1, 4)),
        item=None if maker.chance(10) else _finding_item(maker, scheme, source),
        count=maker.maybe(40, lambda: number(maker.count(1, 3))),
        deduction=maker.maybe(40, lambda: number(maker.pick((1.5, 0.5, 3, 12)))),
        inspection_id=maker.pick(mine) if mine and source != "spot_check" and maker.chance(40) else None,
        due_on=maker.maybe(85, lambda: _later(maker, day, 20)),
        rectified_on=rectified,
        rechecked_on=rechecked if checked else None,
        recheck_result=maker.maybe(85, lambda: maker.pick(("pass", "fail"))) if checked else None,
        withdrawn_on=maker.maybe(10, lambda: _later(maker, day)),
        is_repeat=maker.maybe(70, lambda: maker.chance(30)),
    )


def _finding_item(maker, scheme, source):
    """By code or name within the component of its source; the other sources know items by code only."""
    if source in ("spot_check", "inspection"):
        return _item_text(maker, scheme, source)
    items = [item for component in scheme.components for item in component.items if item.code]
    deducted = [item for item in items if item.rule == "deduct"]
    chosen = deducted if deducted and maker.chance(85) else items
    return maker.pick(chosen).code if chosen else None


def _extensions(maker, findings):
    """Up to three requests for one finding, each granted, refused or still waiting."""
    rows = []
    for finding in findings:
        asked = set()
        for _ in range(maker.pick((0, 0, 0, 1, 2, 3))):
            near = finding.due_on if finding.due_on and maker.chance(70) else finding.notified_on
            day = max(finding.notified_on, near + timedelta(days=maker.count(-5, 5)))
            if day not in asked:
                asked.add(day)
                rows.append(decided_extension(maker, day, finding_id=finding.finding_id))
    return rows


def decided_extension(maker, day, **key):
    decided = maker.maybe(75, lambda: _later(maker, day, 15))
    decision = None if decided is None else maker.pick(("granted", "granted", "refused"))
    moved = _later(maker, day + timedelta(days=5), 30) if decision == "granted" else None
    return Extension(requested_on=day, decided_on=decided, decision=decision, new_due_on=moved, **key)


def _appeals(maker, findings, checks):
    rows = []
    for finding in findings:
        start = finding.due_on if finding.due_on and maker.chance(30) else finding.notified_on
        for day in _appeal_days(maker, start, maker.pick((0, 0, 0, 1, 2))):
            changed = number(maker.pick((0.5, 0, 2, 5)))
            rows.append(_appeal(maker, day, {"deduction": changed}, finding_id=finding.finding_id))
    for check in checks:
        for day in _appeal_days(maker, check.checked_on, maker.pick((0, 0, 0, 0, 1, 2))):
            changed = check.possible * maker.pick((2, 1, 0)) / 2
            rows.append(_appeal(maker, day, {"earned": changed}, check_id=check.check_id))
    return rows


def _appeal_days(maker, start, most):
    return sorted({_later(maker, start, 6) for _ in range(most)})


def _appeal(maker, day, change, **key):
    decided = maker.maybe(75, lambda: _later(maker, day, 12))
    result = None if decided is None else maker.pick(("upheld", "changed", "changed", "withdrawn"))
    if result == "changed":
        key |= change
    return Appeal(appealed_on=day, decided_on=decided, result=result, **key)


def _reviews(maker, scheme, units):
    rows = []
    for component in scheme.components:
        for item in component.items if component.source == "review" else ():
            rows += [_review(maker, scheme, unit, item) for unit in units if maker.chance(75)]
    return rows


def _review(maker, scheme, unit, item):
    values = {}
    if item.rule == "entered" and not maker.chance(10):
        values["awarded"] = item.points * maker.pick((4, 0, 2, 3)) / 4
    if item.rule == "target" and not maker.chance(10):
        values["actual"] = number(maker.count(0, 3))
        values["target"] = maker.maybe(90, lambda: number(maker.pick((2, 4, 0))))
    day = maker.day(date(YEAR, 3, 1), scheme.last_day)
    return Review(unit.unit_id, YEAR, maker.pick((item.code, item.name)), day, **values)


def _adjustments(maker, scheme, units):
    rows = []
    for unit in units:
        for _ in range(maker.pick((0, 1, 0, 2))):
            kind = maker.pick(("bonus", "bonus", "major", "veto"))
            points = None if kind == "veto" and maker.chance(50) else number(maker.pick((1, 2.5, 4, 150)))
            day, year = _dated(maker, scheme)
            name = f"A{len(rows):02}"
            rows.append(Adjustment(name, unit.unit_id, kind, day, points=points, year=year))
    return rows
