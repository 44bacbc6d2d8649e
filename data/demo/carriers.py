"""Where a finding comes from: a check, an inspection or the outside, and the fault it tells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import cast

from data.demo.checks import inspection_rows, page_of, spot_check_rows
from data.demo.days import add_office_days, draw_day
from data.demo.fault_texts import FAULTS, OUTSIDE_FAULTS
from data.demo.items import Item, fitting
from data.demo.office_texts import SITE
from data.demo.rows import Row
from data.demo.tasks import plan, units_named
from data.demo.units import Unit

# The item under which faults found from outside are written down, where a scheme has it.
_OUTSIDE_ITEM = "Q5.1"
_UNDATED_KINDS = ("open", "interval", "minimum", "missing")


@dataclass
class Draft:
    """A finding in the making, with what was asked for and decided about it."""

    unit: Unit
    row: Row
    extensions: list[Row] = field(default_factory=list)
    appeals: list[Row] = field(default_factory=list)

    def day(self, key: str) -> date:
        """A date of the finding that is known to be there."""
        return cast(date, self.row[key])


class Carriers:
    """The checks and inspections of a year that findings can still be written from."""

    def __init__(self, year: int, rng: Random) -> None:
        self.year = year
        self.rng = rng
        self._checks: dict[str, list[Row]] = defaultdict(list)
        self._inspections: dict[str, list[Row]] = defaultdict(list)
        self._told: dict[str, int] = defaultdict(int)
        for row in spot_check_rows(year):
            if row["earned"] != row["possible"] and "withdrawn_on" not in row:
                self._checks[str(row["unit"])].append(row)
        for row in inspection_rows(year):
            self._inspections[str(row["unit"])].append(row)

    def take(self, unit: Unit, source: str, first: date, last: date) -> Draft | None:
        """A finding of the unit notified from `first` to `last`, or None where nothing carries it."""
        if source == "spot_check":
            return self._from_check(unit, first, last)
        if source == "inspection":
            return self._from_inspection(unit, first, last)
        if unit.active_from and unit.active_from > first:
            return None
        return self._from_outside(unit, source, draw_day(self.rng, first, last))

    def _near(self, rows: list[Row], key: str, first: date, last: date) -> tuple[Row, date] | None:
        """One of the rows with the day its finding is notified on, one to four office days later."""
        dated = [(row, add_office_days(cast(date, row[key]), self.rng.randint(1, 4))) for row in rows]
        fitting_rows = [(row, day) for row, day in dated if first <= day <= last]
        return self.rng.choice(fitting_rows) if fitting_rows else None

    def _from_check(self, unit: Unit, first: date, last: date) -> Draft | None:
        found = self._near(self._checks[unit.unit_id], "checked_on", first, last)
        if found is None:
            return None
        check, day = found
        self._checks[unit.unit_id].remove(check)
        item = next(one for one in fitting(self.year, "spot_check", unit) if one.is_named(check["item"]))
        page = str(check["sample"]).split("”", 1)[0].lstrip("“")
        draft = self._draft(unit, "spot_check", day, item, page)
        if self.rng.random() < 0.85:
            draft.row["check_id"] = check["check_id"]
        return draft

    def _from_inspection(self, unit: Unit, first: date, last: date) -> Draft | None:
        found = self._near(self._inspections[unit.unit_id], "inspected_on", first, last)
        if found is None:
            return None
        inspection, day = found
        choices = [one for one in fitting(self.year, "inspection", unit) if one.code != _OUTSIDE_ITEM]
        item = self.rng.choices(choices, [one.points for one in choices])[0]
        draft = self._draft(unit, "inspection", day, item, page_of(unit, None, self.rng))
        linked = self.rng.random()
        if linked < 0.85:
            draft.row["inspection_id"] = inspection["inspection_id"]
        if linked > 0.4:
            draft.row["quarter"] = inspection["quarter"]
        self._name_task(draft, item)
        self._price(draft)
        return draft

    def _from_outside(self, unit: Unit, source: str, day: date) -> Draft:
        choices = fitting(self.year, "inspection", unit)
        own = tuple(one for one in choices if one.code == _OUTSIDE_ITEM)
        item = self.rng.choice(own or choices) if self.rng.random() < 0.6 else None
        draft = self._draft(unit, source, day, None, page_of(unit, None, self.rng))
        draft.row["item"] = item.code if item else None
        if item and item in own and source == "third_party":
            page = page_of(unit, None, self.rng)
            draft.row["description"], draft.row["count"] = self._fault(FAULTS[item.code], page)
        return draft

    def _draft(self, unit: Unit, source: str, day: date, item: Item | None, page: str) -> Draft:
        """The parts every finding has."""
        faults = FAULTS[item.code] if item else OUTSIDE_FAULTS[source]
        description, count = self._fault(faults, page)
        row: Row = {
            "unit": unit.unit_id,
            "source": source,
            "item": item.spelled(self.rng) if item else None,
            "description": description,
            "count": count,
            "year": self.year,
            "notified_on": day,
        }
        if self.rng.random() < 0.7:
            row["evidence"] = f"{SITE}/{unit.unit_id.lower()}/{day:%Y%m}/t{self.rng.randint(1000, 9999)}.html"
        return Draft(unit, row)

    def _fault(self, faults: tuple[str, ...], page: str) -> tuple[str, int | None]:
        """The least told of the faults, filled in, and the number where the inspector counts each."""
        least = min(self._told[text] for text in faults)
        text = self.rng.choice([one for one in faults if self._told[one] <= least + 1])
        self._told[text] += 1
        number = self.rng.choice((2, 2, 2, 3, 3, 4))
        days = self.rng.choice((9, 12, 15, 18, 21, 26, 33, 47))
        counted = number if "{n}" in text and self.rng.random() < 0.4 else None
        return text.format(page=page, n=number, days=days), counted

    def _name_task(self, draft: Draft, item: Item) -> None:
        """Undated tasks are judged by findings that name them (scoring.md section 4)."""
        if item.code == "Q1.1" and self.rng.random() < 0.7:
            undated = [
                row.no
                for row in plan(self.year)
                if row.kind in _UNDATED_KINDS and draft.unit in units_named(self.year, row.owners)
            ]
            draft.row["task_no"] = self.rng.choice(undated)

    def _price(self, draft: Draft) -> None:
        """Some inspectors write the deduction down themselves."""
        if self.rng.random() < 0.12:
            draft.row["deduction"] = self.rng.choice((0.2, 0.3, 0.5, 0.8, 1))
