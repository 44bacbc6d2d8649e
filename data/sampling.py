"""The sample of a draw: units x items, stratified by group and by how little was checked, the same everywhere.

The method, so that anyone can redraw it with a spreadsheet and a SHA-256 tool:

1. The population is every cell (unit, item) that can be checked; exclusions are taken out first.
2. A cell is `none` (not checked yet), `few` (fewer checks than half the median of its group's cells) or `enough`
   (scores.check_cells). Group and level together are its stratum.
3. Every stratum gets places in proportion to its number of cells x WEIGHTS of its level, never more than it has
   cells: what is filled whole passes the rest on. Fractions go by largest remainder, ties by name of the stratum.
4. Inside a stratum the cells with the smallest SHA-256 of `seed|unit|item` (UTF-8, as hexadecimal digits) are drawn;
   the same digest gives the turn in which they are checked.

Nothing depends on row order, on Python's hash or on the platform: integers, fractions and SHA-256 only.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

WEIGHTS = {"none": 4, "few": 2, "enough": 1}


@dataclass(frozen=True, order=True)
class Cell:
    """A unit and an item that applies to it, the number of its checks so far, and what level that is."""

    unit_id: str
    item: str
    group_name: str
    check_count: int
    level: str


@dataclass(frozen=True)
class Stratum:
    """Cells of one group and level: how many there are and how many were drawn."""

    group_name: str
    level: str
    population: int
    drawn: int

    @property
    def name(self) -> str:
        """Group and level in one word, as the drawn cells carry it."""
        return stratum_name(self.group_name, self.level)


@dataclass(frozen=True)
class DrawnCell:
    """A cell of the sample; `turn` counts from 1."""

    turn: int
    cell: Cell
    stratum: str


@dataclass(frozen=True)
class Sample:
    """What was drawn out of what: strata by name, cells by turn, and the digest of the population."""

    strata: tuple[Stratum, ...]
    drawn: tuple[DrawnCell, ...]
    population: int
    population_digest: str


def draw_sample(cells: Iterable[Cell], size: int, seed: str) -> Sample:
    """Draw `size` cells; the same cells, size and seed always give the same sample.

    Raises ValueError when `size` is not between 1 and the number of cells.
    """
    population = sorted(cells)
    if not 1 <= size <= len(population):
        raise ValueError(f"{size} of {len(population)} cells cannot be drawn")
    by_stratum: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in population:
        by_stratum[cell.group_name, cell.level].append(cell)
    quotas = allocate({key: len(members) for key, members in by_stratum.items()}, size)
    chosen = [
        (cell, stratum_name(*key))
        for key, members in by_stratum.items()
        for cell in sorted(members, key=lambda cell: _order(seed, cell))[: quotas[key]]
    ]
    chosen.sort(key=lambda pair: _order(seed, pair[0]))
    return Sample(
        strata=tuple(
            Stratum(group, level, len(by_stratum[group, level]), quotas[group, level])
            for group, level in sorted(by_stratum, key=_stratum_order)
        ),
        drawn=tuple(DrawnCell(turn, cell, stratum) for turn, (cell, stratum) in enumerate(chosen, start=1)),
        population=len(population),
        population_digest=_digest("\n".join(_line(cell) for cell in population)),
    )


def allocate(sizes: Mapping[tuple[str, str], int], size: int) -> dict[tuple[str, str], int]:
    """Return how many cells each stratum (group, level) gives, in all `size`; step 3 of the method."""
    quotas: dict[tuple[str, str], int] = {}
    waiting = sorted(sizes, key=_stratum_order)
    left = size
    while True:
        shares = _shares({key: sizes[key] for key in waiting}, left)
        full = [key for key in waiting if shares[key] >= sizes[key]]
        if not full:
            break
        quotas |= {key: sizes[key] for key in full}
        left -= sum(sizes[key] for key in full)
        waiting = [key for key in waiting if key not in quotas]
    quotas |= {key: int(share) for key, share in shares.items()}
    rest = size - sum(quotas.values())
    by_remainder = sorted(waiting, key=lambda key: (int(shares[key]) - shares[key], _stratum_order(key)))
    for key in by_remainder[:rest]:
        quotas[key] += 1
    return quotas


def stratum_name(group_name: str, level: str) -> str:
    """Group and level in one word."""
    return f"{group_name}/{level}"


def _shares(sizes: Mapping[tuple[str, str], int], places: int) -> dict[tuple[str, str], Fraction]:
    weighed = {key: sizes[key] * WEIGHTS[key[1]] for key in sizes}
    total = sum(weighed.values())
    return {key: Fraction(places * weight, total) for key, weight in weighed.items()}


def _stratum_order(key: tuple[str, str]) -> tuple[str, int]:
    return key[0], list(WEIGHTS).index(key[1])


def _order(seed: str, cell: Cell) -> tuple[str, str, str]:
    return _digest(f"{seed}|{cell.unit_id}|{cell.item}"), cell.unit_id, cell.item


def _line(cell: Cell) -> str:
    return f"{cell.unit_id}|{cell.item}|{cell.group_name}|{cell.check_count}|{cell.level}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
