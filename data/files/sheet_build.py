"""From the rows of a recognised table to a Sheet: headings said again, facts counted, columns left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.files.headings import Recognised, is_heading_of
from data.files.rows import RowFile, rows_sql, sql_text, trimmed_sql, unblank_sql
from data.files.sheet import Sheet, Workspace, wide_sql

Head = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Source:
    """A file on its way in: where it is, what people call it, where its copies go."""

    path: Path
    file: str
    folder: Path
    workspace: Workspace


@dataclass(frozen=True)
class Table:
    """A recognised table: its sheet (None for CSV), first rows, width in columns and file of rows."""

    sheet: str | None
    found: Recognised
    first_rows: Head
    width: int
    rows: RowFile


def build_sheet(conn: duckdb.DuckDBPyConnection, source: Source, sha256: str, table: Table) -> Sheet:
    """The Sheet of a table whose rows are written."""
    found, width = table.found, table.width
    head = tuple(
        (*row, *[""] * (width - len(row)))[:width] for row in table.first_rows[: found.header_row + 1]
    )
    repeated = tuple(_repeated(conn, table, head[-1]))
    plain, is_filled = _plain(conn, table)
    sheet = Sheet(
        file=source.file,
        path=source.path,
        sha256=sha256,
        sheet=table.sheet,
        kind=found.kind,
        header_row=found.header_row + 1,
        columns=found.columns,
        extra=tuple(heading for _, heading in found.extra),
        head=head,
        row_count=0,
        rows=table.rows,
        repeated=repeated,
        workspace=source.workspace,
        mark=found.mark,
        plain=plain,
        is_filled=is_filled,
    )
    named = {*found.columns.values(), *(column for column, _ in found.extra)}
    unnamed = [at for at in range(width) if at not in named and not head[-1][at].strip()]
    counted = conn.execute(f"select count(*) from {sheet.rows_sql()}").fetchone()
    extra = (*sheet.extra, *_unnamed(conn, sheet.rows_sql(), unnamed))
    return replace(sheet, row_count=counted[0] if counted else 0, extra=extra)


def notes_on(sheet: Sheet) -> Iterator[str]:
    """What a person should know of a sheet that was read: it is empty, columns were left out."""
    place = f"{sheet.file} 工作表“{sheet.sheet}”" if sheet.sheet else sheet.file
    if not sheet.row_count:
        yield f"{place}：表头下面没有数据" if sheet.mark is None else f"{place}：预留的行都没有填写"
    if sheet.extra:
        yield f"{place}：以下列不属于“{sheet.kind.chinese}”，未读入：{'、'.join(sheet.extra)}"


def _repeated(conn: duckdb.DuckDBPyConnection, table: Table, headings: tuple[str, ...]) -> Iterator[int]:
    """Numbers of rows that say the headings again: every filled known cell is a heading of its column."""
    kind = table.found.kind
    fields = {column: kind.field(name) for name, column in table.found.columns.items()}
    words = {at: {headings[at], field.chinese, field.name} - {""} for at, field in fields.items()}
    likely = " + ".join(
        f"coalesce(cast(c{at} in ({', '.join(sorted(map(sql_text, words[at])))}) as integer), 0)"
        for at in fields
    )
    rows = conn.execute(
        f"select row_no, {', '.join(f'c{at}' for at in fields)} from {table.rows.sql} "
        f"where row_no > {table.found.header_row + 1} and {likely} > 1 order by row_no"
    )
    for number, *texts in rows.fetchall():
        cells = zip(fields.values(), texts, strict=True)
        filled = [(field.name, text) for field, text in cells if text and text.strip()]
        if len(filled) > 1 and all(is_heading_of(kind, name, text) for name, text in filled):
            yield number


def _plain(conn: duckdb.DuckDBPyConnection, table: Table) -> tuple[frozenset[int], bool]:
    """The columns of fields whose cells need no trimming and no plain signs, and whether one of them is never blank."""
    kind = table.found.kind
    fields = {column: kind.field(name) for name, column in table.found.columns.items()}
    tests = {
        at: unblank_sql(f"c{at}") + (f" and not {wide_sql(f'c{at}')}" if field.is_half_width else "")
        for at, field in fields.items()
    }
    asked = ", ".join(
        f"coalesce(bool_and({test}), true), count(c{at}) = count(*)" for at, test in tests.items()
    )
    rows = rows_sql(table.rows, table.found.header_row + 1, (), ())
    answer = conn.execute(f"select {asked} from {rows}").fetchone() or ()
    plain = {at for at, is_plain in zip(fields, answer[::2], strict=True) if is_plain}
    full = {at for at, is_full in zip(fields, answer[1::2], strict=True) if is_full}
    return frozenset(plain), bool(plain & full)


def _unnamed(conn: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[int]) -> Iterator[str]:
    """Columns that hold something under no heading."""
    if not columns:
        return
    held = ", ".join(f"coalesce(bool_or({trimmed_sql(f'c{at}')} <> ''), false)" for at in columns)
    answer = conn.execute(f"select {held} from {rows}").fetchone() or ()
    for column, is_held in zip(columns, answer, strict=True):
        if is_held:
            yield f"第{column + 1}列（没有表头）"
