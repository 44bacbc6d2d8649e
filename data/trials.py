"""试算: other points of the components inside the floors, and what every unit would get under them.

Nothing here is stored. The scores are computed in SQL (queries/pages/trials.sql) by the rule of the chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import pandas as pd

from data.scheme.model import TOLERANCE
from data.scope import AnyStore

SAMPLE = 500  # weightings behind the stability of a ranking
_CANDIDATES_PER_WEIGHTING = 200  # at most so many are looked at, for floors that leave little room


@dataclass(frozen=True)
class Component:
    """A component as a weighting sees it; `points` of the scheme's full marks."""

    code: str
    name: str
    points: float


@dataclass(frozen=True)
class TrialFloor:
    """The named components weigh at least `minimum` (a share, 0 to 1) together."""

    components: tuple[str, ...]
    minimum: float


@dataclass(frozen=True)
class Weights:
    """What a weighting may say: components in the scheme's order, floors, and what the points add up to."""

    components: tuple[Component, ...]
    floors: tuple[TrialFloor, ...]
    full_marks: float

    @property
    def points(self) -> tuple[float, ...]:
        """The scheme's own weighting."""
        return tuple(component.points for component in self.components)

    def name(self, code: str) -> str:
        """The name of a component; the code itself when the scheme has none."""
        return next((each.name for each in self.components if each.code == code), code)


@dataclass(frozen=True)
class Refusal:
    """Why a weighting is not permitted.

    `unknown`: the scheme has no component `subject`. `not_positive`, `no_number`: what is stated for it.
    `sum`: the points add up to `stated`, not to `wanted`. `floor`: the components named in `subject` have a
    share of `stated`, below `wanted`.
    """

    kind: Literal["unknown", "no_number", "not_positive", "sum", "floor"]
    subject: str = ""
    stated: float | str = 0.0
    wanted: float = 0.0


@dataclass(frozen=True)
class Trial:
    """A weighting a reader asks for: `points` in the scheme's order, and why it is refused, if it is."""

    points: tuple[float, ...]
    refusals: tuple[Refusal, ...] = ()


def read_weights(store: AnyStore, year: int, as_of: date) -> Weights:
    """Return the components and floors of a year's scheme."""
    components = store.query("pages/method_components", year=year, as_of=as_of)
    floors = store.query("pages/method_floors", year=year, as_of=as_of)
    return Weights(
        components=tuple(
            Component(*each)
            for each in zip(
                components["component"].astype(str),
                components["name"].astype(str),
                components["points"].astype(float),
                strict=True,
            )
        ),
        floors=tuple(
            TrialFloor(tuple(rows["component"]), float(rows["minimum"].iloc[0]))
            for _, rows in floors.groupby("floor_no", sort=True)
        ),
        full_marks=float(components["full_marks"].iloc[0]),
    )


def read_trial(stated: Mapping[str, str], weights: Weights) -> Trial | None:
    """Return the weighting stated by component code; what is not stated keeps its points. None when nothing is.

    Refused as a scheme file with these points would be (scoring.md section 2): points above 0 that add up to
    the full marks and meet every floor.
    """
    if not stated:
        return None
    points = {component.code: component.points for component in weights.components}
    refusals: list[Refusal] = []
    for code, words in stated.items():
        number = _number(words)
        if code not in points:
            refusals.append(Refusal("unknown", code))
        elif number is None:
            refusals.append(Refusal("no_number", weights.name(code), words))
        else:
            points[code] = number
            if number <= 0:
                refusals.append(Refusal("not_positive", weights.name(code), number))
    wanted = tuple(points.values())
    if all(each.kind == "unknown" for each in refusals):
        refusals += judge(wanted, weights)
    return Trial(wanted, tuple(refusals))


def judge(points: Sequence[float], weights: Weights) -> list[Refusal]:
    """Return why a weighting with points above 0 is not permitted; nothing when it is."""
    total = sum(points)
    if abs(total - weights.full_marks) > TOLERANCE:
        return [Refusal("sum", stated=total, wanted=weights.full_marks)]
    by_code = dict(zip((each.code for each in weights.components), points, strict=True))
    found = []
    for floor in weights.floors:
        share = sum(by_code[code] for code in floor.components) / total
        if share < floor.minimum - TOLERANCE:
            names = "、".join(weights.name(code) for code in floor.components)
            found.append(Refusal("floor", names, share, floor.minimum))
    return found


def permitted_weightings(weights: Weights, count: int = SAMPLE) -> tuple[tuple[float, ...], ...]:
    """Return `count` weightings spread evenly over all that the floors permit; the same ones every time.

    Points of a Kronecker sequence (multiples of the powers of the generalised golden ratio, Roberts 2018)
    cut what the floors of single components leave free; those that break a floor of several are left out,
    so there are fewer when the floors leave hardly any room. Not rounded to whole points.
    """
    least = [_least_share(component.code, weights) for component in weights.components]
    free = 1 - sum(least)
    if free <= TOLERANCE or len(least) == 1:
        return (weights.points,)
    found: list[tuple[float, ...]] = []
    for place in range(1, count * _CANDIDATES_PER_WEIGHTING):
        parts = _even_parts(place, len(least))
        points = tuple(
            weights.full_marks * (low + free * part) for low, part in zip(least, parts, strict=True)
        )
        if min(points) > TOLERANCE and not judge(points, weights):
            found.append(points)
            if len(found) == count:
                break
    return tuple(found) or (weights.points,)


def try_weighting(
    store: AnyStore, year: int, as_of: date, group: str | None, points: Sequence[float]
) -> pd.DataFrame:
    """Return every unit's result under one weighting beside its real one (pages/trials)."""
    return store.query("pages/trials", year=year, as_of=as_of, group_name=group, weightings=(tuple(points),))


def rank_stability(store: AnyStore, year: int, as_of: date, group: str | None) -> pd.DataFrame:
    """Return every unit's ranks and grades over SAMPLE permitted weightings beside the real ones (pages/trials)."""
    weightings = permitted_weightings(read_weights(store, year, as_of))
    return store.query("pages/trials", year=year, as_of=as_of, group_name=group, weightings=weightings)


def _number(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _least_share(code: str, weights: Weights) -> float:
    return max((floor.minimum for floor in weights.floors if floor.components == (code,)), default=0.0)


def _even_parts(place: int, parts: int) -> list[float]:
    """Cut 1 into `parts` pieces at the `place`-th point of the sequence; evenly spread over all such cuts."""
    ratio = _golden_ratio(parts - 1)
    cuts = sorted((0.5 + place / ratio**power) % 1 for power in range(1, parts))
    return [high - low for low, high in pairwise([0.0, *cuts, 1.0])]


def _golden_ratio(dimensions: int) -> float:
    """The positive root of x^(d+1) = x + 1, by iteration."""
    root = 2.0
    for _ in range(40):
        root = (1 + root) ** (1 / (dimensions + 1))
    return root
