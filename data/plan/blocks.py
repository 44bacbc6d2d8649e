"""What every reader of a plan file gives: paragraphs and grids of cells, in their order, each with its place.

Tables and prose are understood from these alone (grid.py, prose.py), whatever the file was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


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
    """A grid with every row as wide as the widest, filled with blank cells."""
    width = max((len(row.cells) for row in rows), default=0)
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
