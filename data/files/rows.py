"""Rows of a sheet between reading and storing: a parquet file of `row_no, c0, c1, ...`, all cells text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from data.files import forms

_BLANKS = " \t\r\n\v\f\u00a0\u2007\u200b\u202f\u3000\ufeff"


def write_numbered(conn: duckdb.DuckDBPyConnection, rows: Path, width: int, count: int, out: Path) -> None:
    """Turns a CSV of our own making (row number, then `width` cells, `count` rows) into parquet."""
    names = ["row_no", *(f"c{at}" for at in range(width))]
    source = csv_sql(rows, names, ",", f"parallel=false, max_line_size={16 << 20}")
    cells = "".join(f", {name}" for name in names[1:])
    written = copy_rows(conn, f"select cast(row_no as integer) as row_no{cells} from {source}", out)
    if written != count:
        raise AssertionError(f"{written} rows came out of {count}")


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
    rows_path: Path, header_row: int, columns: Iterable[int], repeated: Sequence[int], answered: str = "true"
) -> str:
    """The rows that hold facts, as a table expression.

    They stand below the headings (`header_row` from 1), are not blank in all known `columns`, are not the
    headings again, and where a form reserved them, are `answered` (answered_sql).
    """
    filled = filled_sql(columns)
    without = f" and row_no not in ({', '.join(map(str, repeated))})" if repeated else ""
    return (
        f"(select * from {sql_text(str(rows_path))} where row_no > {header_row} and ({filled}) and ({answered})"
        f"{without})"
    )


def answered_sql(mark: int | None, answers: Iterable[int]) -> str:
    """Whether a row says something: one that the form marks as reserved does once an answer stands in it."""
    if mark is None:
        return "true"
    reserved = f"{trimmed_sql(f'c{mark}')} is not distinct from {sql_text(forms.RESERVED)}"
    return f"not ({reserved}) or {filled_sql(answers) or 'false'}"


def filled_sql(columns: Iterable[int]) -> str:
    """Whether one of these columns holds more than blanks."""
    return " or ".join(f"{trimmed_sql(f'c{column}')} <> ''" for column in sorted(columns))


def trimmed_sql(text: str) -> str:
    """An SQL text without blanks of any width at its ends."""
    return f"trim({text}, {sql_text(_BLANKS)})"


def sql_text(text: str) -> str:
    """A string literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
