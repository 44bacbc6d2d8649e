"""Rows of a sheet between reading and storing: a parquet file of cells `c0, c1, ...`, all of them text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.files import forms

_BLANKS = " \t\r\n\v\f\u00a0\u2007\u200b\u202f\u3000\ufeff"


@dataclass(frozen=True)
class RowFile:
    """The parquet file. `first`: the number of its first row when none is left out; else a column `row_no` says it.

    Numbering while reading costs nothing, numbering while writing would keep all but one processor waiting.
    """

    path: Path
    first: int | None = None

    @property
    def sql(self) -> str:
        """The rows as a table expression of `row_no, c0, c1, ...`."""
        file = sql_text(str(self.path))
        if self.first is None:
            return f"read_parquet({file})"
        return (
            f"(select cast({self.first} + file_row_number as integer) as row_no, * exclude (file_row_number) "
            f"from read_parquet({file}, file_row_number = true))"
        )


def write_numbered(conn: duckdb.DuckDBPyConnection, rows: Path, width: int, count: int, out: Path) -> RowFile:
    """Turns a CSV of our own making (row number, then `width` cells, `count` rows) into parquet."""
    names = ["row_no", *(f"c{at}" for at in range(width))]
    source = csv_sql(rows, names, ",", f"parallel=false, max_line_size={16 << 20}")
    cells = "".join(f", {name}" for name in names[1:])
    written = copy_rows(conn, f"select cast(row_no as integer) as row_no{cells} from {source}", out)
    if written != count:
        raise AssertionError(f"{written} rows came out of {count}")
    return RowFile(out)


def csv_sql(path: Path, names: Sequence[str], delimiter: str, options: str) -> str:
    """DuckDB's reader on a CSV without headings: every column text, no guessing."""
    columns = ", ".join(f"'{name}': 'varchar'" for name in names)
    return (
        f"read_csv({sql_text(str(path))}, header=false, auto_detect=false, delim={sql_text(delimiter)}, "
        f"quote='\"', escape='\"', columns={{{columns}}}, {options})"
    )


def copy_rows(conn: duckdb.DuckDBPyConnection, select: str, out: Path) -> int:
    """Writes a query's answer as parquet; answers the number of rows."""
    row = conn.execute(f"copy ({select}) to {sql_text(str(out))} (format parquet)").fetchone()
    return int(row[0]) if row else 0


def rows_sql(
    rows: RowFile, header_row: int, columns: Iterable[int], repeated: Sequence[int], answered: str = ""
) -> str:
    """The rows that hold facts, as a table expression.

    They stand below the headings (`header_row` from 1), are not blank in all of `columns` (none: that is known), are
    not the headings again, and where a form reserved them, are `answered` (answered_sql).
    """
    conditions = [f"row_no > {header_row}"]
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


_BLANK_SQL = sql_text(_BLANKS)
