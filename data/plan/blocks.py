"""What every reader of a plan file gives: paragraphs and grids of cells, in their order, each with its place.

Tables and prose are understood from these alone (grid.py, prose.py), whatever the file was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data.plan.unreadable import Unreadable

MOST_CELLS = 1_000_000  # of one table; a plan has some thousand


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as printed, and where it stands: 第12行, 第3段, 第2页."""

    words: str
    place: str


@dataclass(frozen=True)
class Row:
    """One row of cells as printed; a merged cell's words stand in every cell it covers."""

    cells: tuple[str, ...]
    place: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """One table."""

    rows: tuple[Row, ...]


Block = Paragraph | Grid


def rectangle(rows: Sequence[Row]) -> Grid:
    """A grid with every row as wide as the widest, filled with blank cells. Unreadable for more than MOST_CELLS."""
    width = max((len(row.cells) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise Unreadable(f"有一张表超过{MOST_CELLS}格，不像任务分解表", "请只保留任务表，另存后再试")
    return Grid(
        tuple(Row((*row.cells, *[""] * (width - len(row.cells))), row.place, row.notes) for row in rows)
    )


def to_json(blocks: Sequence[Block]) -> list[Any]:
    """Blocks as lists and texts: a paragraph as [words, place], a grid as [[cells, place], ...]."""
    return [
        [block.words, block.place]
        if isinstance(block, Paragraph)
        else [[list(row.cells), row.place] for row in block.rows]
        for block in blocks
    ]


def from_json(written: Sequence[Any]) -> list[Block]:
    """The blocks that `to_json` wrote."""
    return [
        Paragraph(*block)
        if block and isinstance(block[0], str)
        else rectangle([Row(tuple(cells), place) for cells, place in block])
        for block in written
    ]
