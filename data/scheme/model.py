"""A scheme as frozen dataclasses; scoring.md section 2 says what each key means.

Marks are in the scheme's own points, shares are 0 to 1, dates are local calendar dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SPOT = "spot"
RULES_OF_SOURCE = {
    "spot_check": ("rate", "deduct"),
    "inspection": ("deduct",),
    "ledger": ("complete",),
    "review": ("entered", "target"),
}
"""Which rules fit which source (section 2). The first is the rule of an implicit item; `review` has none."""

QUARTERLY_SOURCES = ("spot_check", "inspection")
"""Sources whose facts fall into quarters."""

TOLERANCE = 1e-9
"""Two sums of marks closer than this are equal (section 5)."""


@dataclass(frozen=True)
class Item:
    """Third level; `applies_to` holds groups or unit ids and is empty when the item is everyone's."""

    code: str
    name: str
    points: float
    rule: str
    deduct_each: float | None
    applies_to: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """Second level; `stated_points` is what the file says it is worth, if it says so."""

    code: str
    name: str
    stated_points: float | None
    items: tuple[Item, ...]

    @property
    def points(self) -> float:
        """What its items are worth together."""
        return sum(item.points for item in self.items)


@dataclass(frozen=True)
class Component:
    """First level: one source of evidence and its full marks."""

    code: str
    name: str
    source: str
    points: float
    period: str
    combine: str
    cap: str
    late_credit: float
    indicators: tuple[Indicator, ...]

    @property
    def is_itemless(self) -> bool:
        """Whether one implicit item takes every fact of the source."""
        return not self.indicators

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items in the order of the file."""
        return tuple(item for indicator in self.indicators for item in indicator.items)


@dataclass(frozen=True)
class Floor:
    """The named components weigh at least `minimum` (a share) together."""

    components: tuple[str, ...]
    minimum: float

    @property
    def guards_spot(self) -> bool:
        """Whether this is the floor of at least one half on `spot` alone (or a NaN, noted elsewhere)."""
        return self.components == (SPOT,) and not self.minimum < 0.5 - TOLERANCE


@dataclass(frozen=True)
class Rectification:
    """What late, timely and repeated rectification does; the defaults do nothing."""

    overdue_per_day: float = 0.0
    overdue_cap: float | None = None
    relief: float = 0.0
    repeat_factor: float = 1.0
    require_recheck: bool = False


@dataclass(frozen=True)
class Appeals:
    """How many working days a unit has to object to a finding or spot check; None for no limit."""

    workdays: int | None = None


@dataclass(frozen=True)
class Bonus:
    """Bonus points: at most `cap`, only above `gate`."""

    cap: float = 0.0
    gate: float | None = None
    gate_inclusive: bool = False


@dataclass(frozen=True)
class Veto:
    """A ceiling in marks, or None when the score is kept and only the grade falls."""

    ceiling: float | None = None


@dataclass(frozen=True)
class Grade:
    """A grade, highest first; `quota` is cumulative from the top."""

    name: str
    minimum: float
    quota: float | None


@dataclass(frozen=True)
class Scheme:
    """One edition of the rules for one year."""

    scheme_id: str
    name: str
    year: int
    basis: str
    full_marks: float
    decimals: int
    ties: str
    closes_on: date
    conversion: float | None
    spot_floor_waived_by: str | None
    floors: tuple[Floor, ...]
    components: tuple[Component, ...]
    rectification: Rectification
    appeals: Appeals
    bonus: Bonus
    veto: Veto
    grades: tuple[Grade, ...]
    source_text: str
