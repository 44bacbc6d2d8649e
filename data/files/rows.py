"""Rows of a sheet between reading and storing: a CSV file of cells `c0, c1, ...`, all of them text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.files import forms

BLANKS = " \t\r\n\v\f\u00a0\u2007\u200b\u202f\u3000\ufeff"
_LOADED = "incoming_rows"
_OWN_OPTIONS = f"parallel=false, max_line_size={16 << 20}"


@dataclass(frozen=True)
class RowFile:
    """The CSV file, without headings. With `first`, the number of its first row, none is left out and they number
    themselves; else its first column says the number. `is_loaded`: they lie in a temporary table.

    To number rows while they are read would keep all but one processor waiting.
    """

    path: Path
    width: int
    delimiter: str = ","
    options: str = _OWN_OPTIONS
    first: int | None = None
    is_loaded: bool = False

    @property
    def sql(self) -> str:
        """The rows as a table expression of `row_no, c0, c1, ...`."""
        if self.is_loaded:
            numbers = f"{self.first} + rowid - (select min(rowid) from {_LOADED})"
            return f"(select cast({numbers} as integer) as row_no, * from {_LOADED})"
        if self.first is None:
            return f"(select * replace (cast(row_no as integer) as row_no) from {self._cells_sql})"
        return (
            f"(select cast({self.first} - 1 + row_number() over () as integer) as row_no, * "
            f"from {self._cells_sql})"
        )

    def load(self, conn: duckdb.DuckDBPyConnection) -> RowFile:
        """The same rows where asking for their numbers costs nothing: rows that number themselves in a table.

        They must lie there in the order of the file, whatever the connection was told about order.
        """
        if self.first is None:
            return self
        told = conn.execute("select current_setting('preserve_insertion_order')").fetchone()
        conn.execute("set preserve_insertion_order = true")
        conn.execute(f"create or replace temp table {_LOADED} as from {self._cells_sql}")
        conn.execute(f"set preserve_insertion_order = {told[0] if told else True}")
        return replace(self, is_loaded=True)

    def unload(self, conn: duckdb.DuckDBPyConnection) -> None:
        """Give the memory of loaded rows back."""
        if self.is_loaded:
            conn.execute(f"drop table {_LOADED}")

    @property
    def _cells_sql(self) -> str:
        """DuckDB's reader on the file: every column text, no guessing."""
        numbers = ["row_no"] if self.first is None else []
        names = [*numbers, *(f"c{at}" for at in range(self.width))]
        columns = ", ".join(f"'{name}': 'varchar'" for name in names)
        return (
            f"read_csv({sql_text(str(self.path))}, header=false, auto_detect=false, "
            f"delim={sql_text(self.delimiter)}, quote='\"', escape='\"', columns={{{columns}}}, {self.options})"
        )


def rows_sql(
    rows: RowFile, header_row: int, columns: Iterable[int], repeated: Sequence[int], answered: str = ""
) -> str:
    """The rows that hold facts, as a table expression.

    They stand below the headings (`header_row` from 1), are not blank in all of `columns` (none: that is known), are
    not the headings again, and where a form reserved them, are `answered` (answered_sql).
    """
    conditions = [f"row_no > {header_row}"] if rows.first is None else ["true"]
    conditions += [f"({condition})" for condition in (filled_sql(columns), answered) if condition]
    if repeated:
        conditions.append(f"row_no not in ({', '.join(map(str, repeated))})")
    return f"(select * from {rows.sql} where {' and '.join(conditions)})"


def answered_sql(mark: int | None, answers: Iterable[int]) -> str:
    """Whether a row says something: one that the form marks as reserved does once an answer stands in it.

    Empty where no form marks any.
    """
    if mark is None:
        return ""
    reserved = f"{trimmed_sql(f'c{mark}')} is not distinct from {sql_text(forms.RESERVED)}"
    return f"not ({reserved}) or {filled_sql(answers) or 'false'}"


def filled_sql(columns: Iterable[int]) -> str:
    """Whether one of these columns holds more than blanks."""
    return " or ".join(f"{trimmed_sql(f'c{column}')} <> ''" for column in sorted(columns))


def trimmed_sql(text: str) -> str:
    """An SQL text without blanks of any width at its ends."""
    return f"trim({text}, {_BLANK_SQL})"


def unblank_sql(text: str) -> str:
    """Whether an SQL text is not empty and has no blank of any width at its ends; ten times quicker than to trim it."""
    return f"not contains({_BLANK_SQL}, {text}[1]) and not contains({_BLANK_SQL}, {text}[-1])"


def sql_text(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


_BLANK_SQL = sql_text(BLANKS)
