"""The cells of the annual report's statutory tables, for those who have no store at hand.

The list itself is queries/core/statutory_cells.sql (国办公开办函〔2021〕30号).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from data.queryfile import load_queries
from data.scratch import scratch


class StatutoryCell(NamedTuple):
    """One cell: where it stands, and the words by which a file names it.

    `code` is the number of the row such as 三（三）1, empty where the official table numbers nothing.
    """

    table_no: int
    row_no: int
    column_no: int
    table: str
    code: str
    row: str
    column: str
    block: str


@cache
def statutory_cells() -> tuple[StatutoryCell, ...]:
    """Every cell of tables two, three and four in official order."""
    with scratch() as connection:
        listed = connection.sql(load_queries()["core/statutory_cells"].sql)
        rows = listed.select(
            "table_no, row_no, column_no, table_code, coalesce(row_code, ''), row_label, column_label, block"
        ).fetchall()
    return tuple(StatutoryCell(*row) for row in rows)
