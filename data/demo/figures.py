"""What the demo's office counted for its annual report: consistent figures of both years, one still missing in 2026."""

from __future__ import annotations

from data.demo.rows import Row
from data.statutory import StatutoryCell, statutory_cells

# Table two in official order; the charges of 2026 are not settled yet and stay blank.
_PUBLISHED: dict[int, tuple[float | None, ...]] = {
    2025: (0, 0, 0, 12, 3, 64, 18436, 2917, 208, 1284.56),
    2026: (0, 0, 0, 9, 5, 68, 16902, 2645, 176, None),
}
# Table three by kind of applicant: natural persons, firms, research, charities, law firms, others.
_APPLICANTS = 6
_CARRIED_IN = {2025: (4, 1, 0, 0, 0, 0), 2026: (6, 2, 0, 0, 1, 0)}
_CARRIED_OUT = {2025: _CARRIED_IN[2026], 2026: (5, 1, 0, 0, 0, 0)}
_RESULTS = {
    2025: {
        "三（一）": (58, 9, 1, 0, 3, 1),
        "三（二）": (11, 2, 0, 0, 1, 0),
        "三（三）2": (1, 0, 0, 0, 0, 0),
        "三（三）4": (3, 1, 0, 0, 0, 0),
        "三（三）5": (2, 0, 0, 0, 0, 0),
        "三（三）6": (3, 0, 0, 0, 1, 0),
        "三（三）7": (4, 1, 0, 0, 0, 0),
        "三（三）8": (2, 0, 0, 0, 0, 0),
        "三（四）1": (21, 4, 0, 0, 1, 0),
        "三（四）2": (3, 0, 0, 0, 0, 0),
        "三（四）3": (2, 0, 0, 0, 0, 0),
        "三（五）1": (5, 0, 0, 0, 0, 0),
        "三（五）2": (3, 0, 0, 0, 0, 0),
        "三（六）1": (2, 0, 0, 0, 0, 0),
        "三（六）3": (1, 0, 0, 0, 0, 0),
    },
    2026: {
        "三（一）": (66, 12, 0, 1, 4, 0),
        "三（二）": (9, 3, 0, 0, 0, 0),
        "三（三）4": (4, 1, 0, 0, 0, 0),
        "三（三）5": (1, 0, 0, 0, 0, 0),
        "三（三）6": (2, 0, 0, 0, 0, 0),
        "三（三）7": (3, 0, 0, 0, 1, 0),
        "三（三）8": (4, 0, 0, 0, 0, 0),
        "三（四）1": (18, 5, 0, 0, 2, 0),
        "三（四）2": (2, 1, 0, 0, 0, 0),
        "三（五）1": (7, 0, 0, 0, 0, 0),
        "三（五）2": (2, 0, 0, 0, 0, 0),
        "三（五）4": (1, 0, 0, 0, 0, 0),
        "三（六）1": (1, 0, 0, 0, 0, 0),
    },
}
# Table four: review, suit at once, suit after review; upheld, corrected, other, pending.
_DISPUTES = {
    2025: ((3, 1, 0, 1), (1, 0, 1, 0), (1, 0, 0, 0)),
    2026: ((2, 1, 1, 0), (1, 0, 0, 1), (0, 0, 0, 1)),
}


def figure_rows(year: int) -> list[Row]:
    """Every cell of the three tables; the value is None where the office does not have it yet."""
    table_two = iter(_PUBLISHED[year])
    requests = _requests(year)
    return [
        {
            "year": year,
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "value": _value(year, cell, requests) if cell.table_no > 2 else next(table_two),
        }
        for cell in statutory_cells()
    ]


def _value(year: int, cell: StatutoryCell, requests: dict[str, tuple[int, ...]]) -> int:
    """A cell of table three or four; its last column is the sum of the others."""
    parts = requests[cell.code] if cell.table_no == 3 else _DISPUTES[year][cell.row_no - 1]
    return (*parts, sum(parts))[cell.column_no - 1]


def _requests(year: int) -> dict[str, tuple[int, ...]]:
    """Rows of table three by code: results as counted, their sum, and as many new requests as that leaves."""
    codes = dict.fromkeys(cell.code for cell in statutory_cells() if cell.table_no == 3)
    rows = {code: _RESULTS[year].get(code, (0,) * _APPLICANTS) for code in codes}
    done = tuple(sum(column) for column in zip(*_RESULTS[year].values(), strict=True))
    moved = zip(done, _CARRIED_OUT[year], _CARRIED_IN[year], strict=True)
    new = tuple(finished + out - brought for finished, out, brought in moved)
    return rows | {"一": new, "二": _CARRIED_IN[year], "三（七）": done, "四": _CARRIED_OUT[year]}
