"""Spot checks and quarterly inspections."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from data.demo.days import add_office_days, draw_day, stream
from data.demo.items import Item, fitting, items
from data.demo.office_texts import (
    CHECK_NOTES,
    CHECKERS,
    INSPECTORS,
    ITEM_PAGES,
    PAGES,
    SITE,
    TOWN_PAGES,
    WITHDRAWN_NOTE,
)
from data.demo.rows import Row
from data.demo.units import (
    LAST_DAY,
    NOT_INSPECTED,
    PROFILES,
    TIED_2026,
    TOWNS,
    UNCHECKED_2026,
    Profile,
    Unit,
    units_of,
)

CHECKS_A_YEAR = 2500
# What of a page is looked at.
_PARTS = ("栏目", "栏目", "页面", "最近三条信息", "附件")
_POSSIBLE = (1, 2, 3, 4, 5, 10)
_POSSIBLE_WEIGHTS = (15, 20, 10, 10, 30, 15)
# item code, possible, earned: the few checks of the two tied institutions, the same for both
_TIED_CHECKS = (("S1.1", 5, 4), ("S1.2", 5, 4), ("S1.4", 2, 2), ("S2.1", 10, 7.5), ("S3.1", 3, 3))
# year -> quarter -> first and last day of inspection
_INSPECTION_DAYS = {
    2025: {1: ("2025-03-10", "2025-03-20"), 2: ("2025-06-09", "2025-06-19"),
           3: ("2025-09-08", "2025-09-18"), 4: ("2025-12-01", "2025-12-16")},
    2026: {1: ("2026-03-09", "2026-03-19"), 2: ("2026-06-08", "2026-06-18"),
           3: ("2026-09-07", "2026-09-17"), 4: ("2026-11-04", "2026-11-13")},
}  # fmt: skip
# Share of the units a quarter reaches; the last quarter of 2026 has only begun.
_REACHED = {2025: {1: 0.85, 2: 0.9, 3: 0.85, 4: 0.92}, 2026: {1: 0.85, 2: 0.88, 3: 0.85, 4: 0.45}}


def page_of(unit: Unit, code: str | None, rng: Random) -> str:
    """The name of a page or column of that kind of unit, one the item looks at where it looks at few."""
    if code in ITEM_PAGES:
        return rng.choice(ITEM_PAGES[code])
    return rng.choice(TOWN_PAGES if unit.group == TOWNS else PAGES)


def shares(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Split a number by weights, largest remainders first, so that the parts add up to it."""
    scale = total / sum(weights.values())
    parts = {key: int(weight * scale) for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: (parts[key] - weights[key] * scale, key))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def _checks_per_unit(year: int) -> dict[str, int]:
    """How often each unit is checked in a year."""
    apart = UNCHECKED_2026 + TIED_2026 if year == 2026 else ()
    total = CHECKS_A_YEAR - (len(TIED_2026) * len(_TIED_CHECKS) if year == 2026 else 0)
    return shares(total, {key: one.checked for key, one in PROFILES[year].items() if key not in apart})


def _mark(rng: Random, possible: int, chance: float) -> float:
    """Marks earned: all of them with that chance, else nothing or a part in steps of a half."""
    if rng.random() < chance:
        return possible
    steps = possible * 2 - 1
    return 0 if rng.random() < 0.35 else rng.randint(max(1, steps // 4), steps) / 2


def _chance(profile: Profile, weakness: dict[str, float], item: Item, month: int) -> float:
    """Chance of a spotless check: the unit's habit, its weak items, and a slow gain over the year."""
    return min(0.985, profile.quality + weakness[item.code] + (month - 6) * 0.004)


def _weakness(choices: tuple[Item, ...], rng: Random) -> dict[str, float]:
    """How much better or worse a unit is on each item than on the whole; the mean by points is 0."""
    drawn = {item.code: rng.gauss(0, 0.07) for item in choices}
    mean = sum(drawn[item.code] * item.points for item in choices) / sum(item.points for item in choices)
    return {code: value - mean for code, value in drawn.items()}


def _check(year: int, unit: Unit, day: date, item: Item, rng: Random) -> Row:
    return {
        "unit": unit.unit_id,
        "checked_on": day,
        "item": item.spelled(rng),
        "sample": f"“{page_of(unit, item.code, rng)}”{rng.choice(_PARTS)}",
        "checker": rng.choice(CHECKERS),
        "year": year,
    }


def _checks_of(year: int, unit: Unit, number: int, rng: Random) -> list[Row]:
    """A unit's checks, spread over the year from the second week of January."""
    profile = PROFILES[year][unit.unit_id]
    choices = fitting(year, "spot_check", unit)
    weakness = _weakness(choices, rng)
    first = max(date(year, 1, 8), unit.active_from or date.min)
    rows = []
    for _ in range(number):
        item = rng.choices(choices, [one.points for one in choices])[0]
        day = draw_day(rng, first, LAST_DAY[year] - timedelta(days=rng.choice((1, 1, 9))))
        row = _check(year, unit, day, item, rng)
        possible = rng.choices(_POSSIBLE, _POSSIBLE_WEIGHTS)[0]
        earned = _mark(rng, possible, _chance(profile, weakness, item, day.month))
        rows.append(row | {"earned": earned, "possible": possible})
    return rows


def _tied_checks(year: int, unit: Unit, rng: Random) -> list[Row]:
    """The same marks on the same items for each tied institution."""
    by_code = {item.code: item for item in items(year, "spot_check")}
    rows = []
    for month, (code, possible, earned) in enumerate(_TIED_CHECKS, start=4):
        day = draw_day(rng, date(year, month, 3), date(year, month, 26))
        rows.append(_check(year, unit, day, by_code[code], rng) | {"possible": possible, "earned": earned})
    return rows


def _finish(year: int, rows: list[Row], rng: Random) -> None:
    """Number the checks by date and fill in evidence, notes and the few withdrawals."""
    for number, row in enumerate(rows, start=1):
        row["check_id"] = f"CC{year % 100}-{number:04d}"
        lost = row["earned"] != row["possible"]
        if rng.random() < 0.8:
            row["evidence"] = f"{SITE}/{str(row['unit']).lower()}/{year}/{number:04d}.html"
        if lost and rng.random() < 0.6:
            row["note"] = rng.choice(CHECK_NOTES)
        if rng.random() < 0.012 and row["unit"] not in TIED_2026:
            day = row["checked_on"]
            assert isinstance(day, date)
            row["withdrawn_on"] = min(add_office_days(day, rng.randint(3, 12)), LAST_DAY[year])
            row["note"] = WITHDRAWN_NOTE


def spot_check_rows(year: int) -> list[Row]:
    """The year's spot checks in order of date, `CHECKS_A_YEAR` of them; units by id."""
    rng = stream("checks", year)
    numbers = _checks_per_unit(year)
    rows = []
    for unit in units_of(year):
        if year == 2026 and unit.unit_id in TIED_2026:
            rows += _tied_checks(year, unit, rng)
        else:
            rows += _checks_of(year, unit, numbers.get(unit.unit_id, 0), rng)
    rows.sort(key=lambda row: (str(row["checked_on"]), str(row["unit"])))
    _finish(year, rows, rng)
    return rows


def inspection_rows(year: int) -> list[Row]:
    """The year's inspections by unit and quarter; not every unit in every quarter."""
    rng = stream("inspections", year)
    rows: list[Row] = []
    for unit in units_of(year):
        for quarter, (first, last) in _INSPECTION_DAYS[year].items():
            day = draw_day(rng, date.fromisoformat(first), date.fromisoformat(last))
            reached = rng.random() < _REACHED[year][quarter]
            founded = unit.active_from is None or unit.active_from <= day
            if reached and founded and unit.unit_id not in NOT_INSPECTED[year]:
                rows.append(
                    {
                        "inspection_id": f"JC{year}-{quarter}-{unit.unit_id}",
                        "unit": unit.unit_id,
                        "year": year,
                        "quarter": quarter,
                        "inspected_on": day,
                        "inspector": rng.choice(INSPECTORS),
                    }
                )
    return rows
