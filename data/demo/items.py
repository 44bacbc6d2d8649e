"""The items of the demo's schemes, read from their files: no points are typed here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from data.demo.units import Unit

SCHEME_FOLDER = Path(__file__).parent.parent / "schemes"
DEMO_SCHEMES = ("demo-2025.toml", "demo-2026.toml")


@dataclass(frozen=True)
class Item:
    """One scheme item as the generator needs it; `applies_to` empty = everyone."""

    code: str
    name: str
    points: float
    rule: str
    applies_to: tuple[str, ...]

    def fits(self, unit: Unit) -> bool:
        """Whether the item applies to the unit (scoring.md section 2)."""
        return not self.applies_to or unit.group in self.applies_to or unit.unit_id in self.applies_to

    def is_named(self, word: object) -> bool:
        """Whether a cell names the item, by code or by name."""
        return word in (self.code, self.name)

    def spelled(self, rng: Random) -> str:
        """The item by code or by name, as offices mix them."""
        return self.code if rng.random() < 0.6 else self.name


def _items_of(component: dict[str, Any]) -> Iterable[Item]:
    for indicator in component.get("indicator", ()):
        for item in indicator.get("item", ()):
            groups = tuple(item.get("applies_to", ()))
            yield Item(item["code"], item["name"], float(item["points"]), item["rule"], groups)


@cache
def items(year: int, source: str) -> tuple[Item, ...]:
    """The items of a year's component with that source (`spot_check`, `inspection`, `ledger`, `review`)."""
    name = next(name for name in DEMO_SCHEMES if str(year) in name)
    scheme = tomllib.loads((SCHEME_FOLDER / name).read_text(encoding="utf-8"))
    return tuple(
        item
        for component in scheme["component"]
        if component["source"] == source
        for item in _items_of(component)
    )


def fitting(year: int, source: str, unit: Unit) -> tuple[Item, ...]:
    """The items of a component that apply to a unit."""
    return tuple(item for item in items(year, source) if item.fits(unit))
