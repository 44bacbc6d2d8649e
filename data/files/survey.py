"""One pass over the rows of a recognised table: how many, how long their cells, what of them is stored as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from data.files.headings import Recognised, is_heading_of
from data.files.kinds import Field
from data.files.rows import RowFile, rows_sql, sql_text, unblank_sql
from data.files.sheet import wide_sql


@dataclass(frozen=True)
class Survey:
    """Of the rows below the headings: their number, the bytes of the longest cell, rows that say the headings again.

    `plain`: the columns of fields whose cells need no trimming and no plain signs; `is_filled`: one of them is never
    blank.
    """

    count: int
    longest: int
    repeated: tuple[int, ...]
    plain: frozenset[int]
    is_filled: bool


def survey_rows(
    conn: duckdb.DuckDBPyConnection,
    rows: RowFile,
    found: Recognised,
    headings: Sequence[str],
    *,
    is_clean: bool = False,
) -> Survey:
    """Look at the rows of a table once; a duckdb.Error when they cannot be read. `headings`: the cells of their row.

    `is_clean`: no cell has a blank or a full-width sign, that is known.
    """
    fields = {column: found.kind.field(name) for name, column in found.columns.items()}
    likely = _likely_sql(fields, headings)
    asked = ", ".join(f"{_plain_sql(at, field, is_clean)}, count(c{at})" for at, field in fields.items())
    longest = ", ".join(f"max(strlen(c{at}))" for at in range(rows.width))
    answer = conn.execute(
        f"select count(*), count(*) filter (where {likely}), greatest({longest}, 0), {asked} "
        f"from {rows_sql(rows, found.header_row + 1, (), ())}"
    ).fetchone()
    assert answer is not None  # an aggregate always answers one row
    count, may_repeat, longest_cell, *told = answer
    plain = frozenset(at for at, is_plain in zip(fields, told[::2], strict=True) if is_plain)
    full = {at for at, filled in zip(fields, told[1::2], strict=True) if filled == count}
    repeated = tuple(_repeated(conn, rows, found, fields, likely)) if may_repeat else ()
    return Survey(count, longest_cell, repeated, plain, bool(plain & full))


def _plain_sql(at: int, field: Field, is_clean: bool) -> str:
    """Whether no cell of a column is empty or needs to be trimmed or, in codes, dates and numbers, made half-width."""
    cell = f"c{at}"
    if is_clean:
        return f"coalesce(min(strlen({cell})) > 0, true)"
    narrow = f" and not {wide_sql(cell)}" if field.is_half_width else ""
    return f"coalesce(bool_and({unblank_sql(cell)}{narrow}), true)"


def _likely_sql(fields: Mapping[int, Field], headings: Sequence[str]) -> str:
    """Whether two or more cells of a row are words of their heading."""
    words = {at: {headings[at], field.chinese, field.name} - {""} for at, field in fields.items()}
    said = (
        f"coalesce(cast(c{at} in ({', '.join(sorted(map(sql_text, words[at])))}) as integer), 0)"
        for at in fields
    )
    return f"{' + '.join(said)} > 1"


def _repeated(
    conn: duckdb.DuckDBPyConnection,
    rows: RowFile,
    found: Recognised,
    fields: Mapping[int, Field],
    likely: str,
) -> Iterator[int]:
    """Numbers of rows that say the headings again: every filled known cell is a heading of its column."""
    answer = conn.execute(
        f"select row_no, {', '.join(f'c{at}' for at in fields)} "
        f"from {rows_sql(rows, found.header_row + 1, (), ())} where {likely} order by row_no"
    )
    for number, *texts in answer.fetchall():
        cells = zip(fields.values(), texts, strict=True)
        filled = [(field.name, text) for field, text in cells if text and text.strip()]
        if len(filled) > 1 and all(is_heading_of(found.kind, name, text) for name, text in filled):
            yield number
