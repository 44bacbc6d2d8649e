"""Every kind of workbook, made and read."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.exports.piece import Piece
from dashboard.exports.workbooks.findings import findings_pieces
from dashboard.exports.workbooks.ledger import ledger_pieces
from dashboard.exports.workbooks.losses import losses_pieces
from dashboard.exports.workbooks.overdue import overdue_pieces
from dashboard.exports.workbooks.ranking import ranking_pieces

YEAR, ROUND = 2026, "第三季度"
AS_OF = date(YEAR, 11, 20)
MIDYEAR = date(2023, 6, 30)  # of the golden district
HEADINGS = 3
MAKERS = {
    "ranking": ranking_pieces,
    "losses": losses_pieces,
    "overdue": overdue_pieces,
    "ledger": ledger_pieces,
    "findings": findings_pieces,
}
EVERY = pytest.mark.parametrize("kind", MAKERS)
Made = dict[str, dict[str, bytes]]
Rows = list[dict[str, Any]]


def make(pieces: list[Piece]) -> dict[str, bytes]:
    return {Path(piece.path).suffix: piece.make() for piece in pieces}


def cells(sheet: Worksheet) -> Rows:
    """The rows below the headings, by heading."""
    headings, *rows = sheet.iter_rows(min_row=HEADINGS, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def first_rows(files: dict[str, bytes]) -> Rows:
    return cells(load_workbook(io.BytesIO(files[".xlsx"])).worksheets[0])


def same(values: Any) -> Any:
    """The file holds 16 digits of a number."""
    return pytest.approx(values, rel=1e-15, abs=1e-15)
