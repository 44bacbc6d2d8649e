"""The beginning of an export's first file, read back from the file itself: what is shown is what is written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook

from dashboard.exports.catalogue import pieces_of
from dashboard.exports.occasion import Occasion

BLOCKS = 30  # paragraphs and tables of a document
ROWS = 12  # of a table
COLUMNS = 12


@dataclass(frozen=True)
class Preview:
    """What an export will hold: its files, and of the first one paragraphs and tables in order."""

    paths: tuple[str, ...]
    blocks: tuple[str | tuple[tuple[str, ...], ...], ...] = ()


def preview(kind: str, occasion: Occasion) -> Preview:
    """Return the preview of a kind; no paths when there is nothing to export."""
    pieces = pieces_of([kind], occasion)
    paths = tuple(piece.path for piece in pieces)
    readers = {".docx": _document, ".xlsx": _workbook}
    for piece in pieces:
        read = readers.get(piece.path[piece.path.rfind(".") :])
        if read:
            return Preview(paths, tuple(read(piece.make())))
    return Preview(paths)


def _document(data: bytes) -> Iterator[str | tuple[tuple[str, ...], ...]]:
    blocks = (
        _cells(block) if isinstance(block, Table) else block.text.strip()
        for block in Document(io.BytesIO(data)).iter_inner_content()
        if isinstance(block, Table | Paragraph)
    )
    return islice((block for block in blocks if block), BLOCKS)


def _cells(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text.strip() for cell in row.cells[:COLUMNS]) for row in table.rows[:ROWS])


def _workbook(data: bytes) -> Iterator[str | tuple[tuple[str, ...], ...]]:
    """The first sheet: title rows as paragraphs, then the table."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(nrows=ROWS + 6)
    shown = [tuple(_written(cell) for cell in row[:COLUMNS]) for row in rows]
    titles = [row for row in shown if sum(map(bool, row)) == 1]
    yield from ("".join(row) for row in titles)
    yield tuple(row for row in shown if row not in titles)[:ROWS]


def _written(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
