"""The scheme file of scoring.md section 2 as plain frozen records; every number an exact fraction."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

IMPLICIT_RULES = {"spot_check": "rate", "inspection": "deduct", "ledger": "complete"}


@dataclass(frozen=True)
class Item:
    """A scored item; the implicit one of an itemless component has neither code nor indicator."""

    code: str | None
    name: str | None
    indicator: str | None
    points: Fraction
    rule: str
    deduct_each: Fraction = Fraction(0)
    applies_to: tuple[str, ...] | None = None

    def applies(self, unit_id, group):
        return self.applies_to is None or unit_id in self.applies_to or group in self.applies_to


@dataclass(frozen=True)
class Component:
    code: str
    name: str
    source: str
    points: Fraction
    items: tuple[Item, ...]
    is_itemless: bool
    is_quarterly: bool = False
    combine: str = "mean"
    cap: str = "item"
    late_credit: Fraction = Fraction(0)

    def item_named(self, text):
        """The item a fact points at: the implicit one takes every fact, else by code or by name."""
        if self.is_itemless:
            return self.items[0]
        return next((item for item in self.items if text and text in (item.code, item.name)), None)


@dataclass(frozen=True)
class Rectification:
    overdue_per_day: Fraction = Fraction(0)
    overdue_cap: Fraction | None = None
    relief: Fraction = Fraction(0)
    repeat_factor: Fraction = Fraction(1)
    require_recheck: bool = False


@dataclass(frozen=True)
class Bonus:
    cap: Fraction | None
    gate: Fraction | None
    gate_inclusive: bool


@dataclass(frozen=True)
class Grade:
    name: str
    minimum: Fraction
    quota: Fraction | None


@dataclass(frozen=True)
class Scheme:
    year: int
    full_marks: Fraction
    components: tuple[Component, ...]
    grades: tuple[Grade, ...]
    decimals: int = 2
    ties: str = "competition"
    closes_on: date | None = None
    conversion: Fraction | None = None
    floors: tuple[tuple[tuple[str, ...], Fraction], ...] = ()
    rectification: Rectification = field(default_factory=Rectification)
    bonus: Bonus | None = None
    veto_ceiling: Fraction | None = None

    @property
    def last_day(self):
        return self.closes_on or date(self.year, 12, 31)


def number(value):
    """The exact value of a number as it was written; None stays None."""
    return None if value is None else Fraction(str(value))


def read_scheme(path):
    """The scheme of one TOML file, believed to be valid."""
    return parse_scheme(tomllib.loads(Path(path).read_text(encoding="utf-8")))


def parse_scheme(raw):
    head = raw["scheme"]
    effect = raw.get("veto", {}).get("effect", "fail")
    return Scheme(
        year=head["year"],
        full_marks=number(head["full_marks"]),
        components=tuple(_component(part) for part in raw["component"]),
        grades=tuple(
            Grade(g["name"], number(g["minimum"]), number(g.get("quota"))) for g in raw.get("grade", [])
        ),
        decimals=head.get("decimals", 2),
        ties=head.get("ties", "competition"),
        closes_on=head.get("closes_on"),
        conversion=number(head.get("conversion")),
        floors=tuple((tuple(f["components"]), number(f["minimum"])) for f in raw.get("floor", [])),
        rectification=_rectification(raw.get("rectification", {})),
        bonus=_bonus(raw.get("bonus")),
        veto_ceiling=None if effect == "fail" else number(effect),
    )


def _component(raw):
    source, points = raw["source"], number(raw["points"])
    items = tuple(
        _item(indicator["code"], item) for indicator in raw.get("indicator", []) for item in indicator["item"]
    )
    implicit = () if items else (Item(None, None, None, points, IMPLICIT_RULES[source]),)
    return Component(
        code=raw["code"],
        name=raw["name"],
        source=source,
        points=points,
        items=items or implicit,
        is_itemless=not items,
        is_quarterly=raw.get("period") == "quarter",
        combine=raw.get("combine", "mean"),
        cap=raw.get("cap", "item"),
        late_credit=number(raw.get("late_credit", 0)),
    )


def _item(indicator, raw):
    applies_to = raw.get("applies_to")
    return Item(
        code=raw["code"],
        name=raw["name"],
        indicator=indicator,
        points=number(raw["points"]),
        rule=raw["rule"],
        deduct_each=number(raw.get("deduct_each", 0)),
        applies_to=None if applies_to is None else tuple(applies_to),
    )


def _rectification(raw):
    return Rectification(
        overdue_per_day=number(raw.get("overdue_per_day", 0)),
        overdue_cap=number(raw.get("overdue_cap")),
        relief=number(raw.get("relief", 0)),
        repeat_factor=number(raw.get("repeat_factor", 1)),
        require_recheck=raw.get("require_recheck", False),
    )


def _bonus(raw):
    if raw is None:
        return None
    return Bonus(number(raw.get("cap")), number(raw.get("gate")), raw.get("gate_inclusive", False))
