"""Official documents, made and read back as an office would open them."""

from __future__ import annotations

import io
import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.table import Table

from dashboard.exports.documents.feedback import feedback_pieces
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from data.store import Store

YEAR, AS_OF = 2026, date(2026, 10, 31)


def only(pieces: list[Piece]) -> Docx:
    (piece,) = pieces
    return Document(io.BytesIO(piece.make()))


def words_of(document: Docx) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_named(document: Docx, words: str) -> list[dict[str, str]]:
    """The rows of the table below the caption that ends so, by heading."""
    tables = {table._tbl: table for table in document.tables}
    body = list(document.element.body)
    (table,) = [
        tables[below] for above, below in pairwise(body) if below in tables and text_of(above).endswith(words)
    ]
    headings, *rows = rows_of(table)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def text_of(paragraph: Any) -> str:
    """What is written in a paragraph or a table's element, whatever it is made of."""
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def feedback_of(store: Store, unit_id: str, **asked: object) -> Docx:
    return only(feedback_pieces(Occasion.of(store, unit_id=unit_id, **asked)))


def scored(cli: Any, store: Path, as_of: date) -> list[dict[str, Any]]:
    """What `score` answers."""
    answer = cli("score", "--year", as_of.year, "--as-of", as_of, "--format", "json", "--store", store)
    return json.loads(answer.out)
