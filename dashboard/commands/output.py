"""How answers leave the command line: table, csv or json, and messages in Chinese."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from dashboard.text import commands as words
from dashboard.text.numbers import is_missing, marks

FORMATS = ("table", "csv", "json")
_PIPE_WIDTH = 200
_MOST_ROWS = 1000  # of a table: to lay one out takes a millisecond a row, and nobody reads more


def plain(value: Any) -> Any:
    """A cell of a frame as JSON knows it: missing is None, dates are ISO text, numbers are Python's."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == datetime.min.time()
            else value.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(value, date):
        return value.isoformat()
    return value


def print_json(answer: Any) -> None:
    """Print an answer as JSON, Chinese as it is."""
    json.dump(plain(answer), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def print_rows(
    rows: Sequence[Mapping[str, Any]],
    headings: Mapping[str, str],
    form: str,
    decimals: Mapping[str, int] | None = None,
) -> None:
    """Print rows as a table or CSV with Chinese headings; `headings` maps key to heading, in order.

    A table writes the marks of the keys in `decimals` with so many; CSV, for other programs, holds the numbers.
    A table of more than _MOST_ROWS rows ends there, which is said.
    """
    if form == "table" and len(rows) > _MOST_ROWS:
        say(words.ONLY_FIRST_ROWS.format(count=len(rows), shown=_MOST_ROWS))
        rows = rows[:_MOST_ROWS]
    cells = [["" if plain(row[key]) is None else str(plain(row[key])) for key in headings] for row in rows]
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(headings.values())
        writer.writerows(cells)
        return
    table = Table(header_style="bold")
    for key, heading in headings.items():
        numeric = bool(rows) and all(isinstance(plain(row[key]), int | float | None) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row, line in zip(rows, cells, strict=True):
        written = zip(headings, line, strict=True)
        table.add_row(*[_marks(row[key], (decimals or {}).get(key), cell) for key, cell in written])
    console().print(table)


def _marks(value: Any, decimals: int | None, cell: str) -> str:
    """Return marks as pages print them; a cell of another kind, or an empty one, as it is."""
    return marks(value, decimals) if decimals is not None and cell else cell


def say(message: str) -> None:
    """A line for the person at the keyboard, apart from the answer (standard error)."""
    sys.stderr.write(message + "\n")


def console() -> Console:
    """The terminal, or 200 columns when the output is piped; no markup, so 〔2023〕 and [x] stay as they are."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, markup=False, highlight=False)
