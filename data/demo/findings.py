"""The findings of a year, each with its own requests and appeals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.demo.carriers import Carriers, Draft
from data.demo.days import stream
from data.demo.disputes import check_appeals, task_extensions
from data.demo.finding_plan import Slot, slots
from data.demo.histories import History
from data.demo.items import fitting
from data.demo.rows import Row
from data.demo.units import LAST_DAY, NOT_INSPECTED, PROFILES, TIED_2026, Unit, units_of

_SOURCES = ("spot_check", "inspection", "third_party", "superior", "public")
_SOURCE_WEIGHTS = (38, 43, 7, 6, 6)
# States that speak for slow units; all others speak for prompt ones.
_SLOW_STATES = ("late", "late_reported", "overdue", "recheck_failed", "overdue_extended", "overdue_refused",
                "extension_refused_late")  # fmt: skip
_REPEATED = 0.22


@dataclass(frozen=True)
class FindingFacts:
    """Everything about the findings of one year, in the order of the files."""

    findings: list[Row]
    extensions: list[Row]
    appeals: list[Row]


def _window(slot: Slot, year: int) -> tuple[date, date]:
    """First and last day on which a finding of that state is notified."""
    last = LAST_DAY[year]
    if slot.due_on and slot.state.endswith("_extended"):
        return slot.due_on - timedelta(days=48), min(slot.due_on - timedelta(days=22), last)
    if slot.due_on:
        back = 9 if slot.state == "recheck_failed" else 0
        return slot.due_on - timedelta(days=30), min(
            slot.due_on - timedelta(days=8), last - timedelta(days=back)
        )
    if slot.state in ("reported", "rechecked_open"):
        return last - timedelta(days=60), last - timedelta(days=9)
    if slot.state == "late_reported":
        return last - timedelta(days=80), last - timedelta(days=42)
    return date(year, 2, 3), last - timedelta(days=45)


def _weight(slot: Slot, year: int, unit: Unit) -> float:
    """How likely a finding of that state is the unit's."""
    profile = PROFILES[year][unit.unit_id]
    habit = 1.05 - profile.prompt if slot.state in _SLOW_STATES else profile.prompt
    return profile.faults * (1.05 - profile.quality) * habit


def _draft(slot: Slot, year: int, carriers: Carriers, rng: Random) -> Draft:
    """Draw unit and source until something carries the finding."""
    apart = (*TIED_2026, *NOT_INSPECTED[year]) if year == 2026 else ()
    units = [unit for unit in units_of(year) if unit.unit_id not in apart]
    weights = [_weight(slot, year, unit) for unit in units]
    first, last = _window(slot, year)
    while True:
        unit = rng.choices(units, weights)[0]
        source = rng.choices(_SOURCES, _SOURCE_WEIGHTS)[0]
        draft = carriers.take(unit, source, first, last)
        if draft:
            return draft


def _code(draft: Draft, year: int) -> str | None:
    """The code of the item a finding names, by whatever spelling."""
    choices = fitting(year, "spot_check", draft.unit) + fitting(year, "inspection", draft.unit)
    return next((one.code for one in choices if one.is_named(draft.row["item"])), None)


def _mark_repeats(drafts: list[Draft], year: int, rng: Random) -> None:
    """Some faults came back: the same unit, the same item, an earlier finding."""
    seen: Counter[tuple[str, str]] = Counter()
    for draft in drafts:
        code = _code(draft, year)
        again = code is not None and seen[draft.unit.unit_id, code] > 0 and rng.random() < _REPEATED
        draft.row["is_repeat"] = "是" if again else rng.choice(("否", "否", None))
        if code:
            seen[draft.unit.unit_id, code] += 1


def finding_facts(year: int) -> FindingFacts:
    """Findings by day of notification, extensions (tasks' too) and appeals (checks' too) of a year."""
    rng = stream("findings", year)
    carriers = Carriers(year, rng)
    drafts = []
    for slot in slots(year):
        draft = _draft(slot, year, carriers, rng)
        History(draft, slot, LAST_DAY[year], rng).write()
        drafts.append(draft)
    drafts.sort(key=lambda draft: draft.day("notified_on"))
    _mark_repeats(drafts, year, rng)
    for number, draft in enumerate(drafts, start=1):
        for row in (draft.row, *draft.extensions, *draft.appeals):
            row["finding_id"] = f"WT{year}-{number:03d}"
    told = {str(draft.row.get("check_id")) for draft in drafts}
    return FindingFacts(
        [draft.row for draft in drafts],
        [row for draft in drafts for row in draft.extensions] + task_extensions(year, rng),
        [row for draft in drafts for row in draft.appeals] + check_appeals(year, told, rng),
    )
