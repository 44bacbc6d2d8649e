"""From the rows of a recognised table to a Sheet: headings said again, facts counted, columns left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from data.files.headings import Recognised
from data.files.rows import RowFile, trimmed_sql
from data.files.sheet import Sheet, Workspace
from data.files.survey import Survey

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
    """A recognised table: its sheet (None for CSV), first rows down to the headings, file of rows and survey of them."""

    sheet: str | None
    found: Recognised
    head: Head
    rows: RowFile
    survey: Survey


def head_of(rows: Head, header: int, width: int) -> Head:
    """The rows down to the headings (`header` from 0), as wide as the table."""
    return tuple((*row, *[""] * (width - len(row)))[:width] for row in rows[: header + 1])


def build_sheet(conn: duckdb.DuckDBPyConnection, source: Source, sha256: str, table: Table) -> Sheet:
    """The Sheet of a table whose rows are written."""
    found, survey = table.found, table.survey
    sheet = Sheet(
        file=source.file,
        path=source.path,
        sha256=sha256,
        sheet=table.sheet,
        kind=found.kind,
        header_row=found.header_row + 1,
        columns=found.columns,
        extra=tuple(heading for _, heading in found.extra),
        head=tuple(table.head),
        row_count=survey.count,
        rows=table.rows,
        repeated=survey.repeated,
        workspace=source.workspace,
        mark=found.mark,
        plain=survey.plain,
        is_filled=survey.is_filled,
    )
    named = {*found.columns.values(), *(column for column, _ in found.extra)}
    unnamed = [at for at in range(table.rows.width) if at not in named and not table.head[-1][at].strip()]
    extra = (*sheet.extra, *_unnamed(conn, sheet.rows_sql(), unnamed))
    if survey.is_filled and not survey.repeated and found.mark is None:
        return replace(sheet, extra=extra)
    counted = conn.execute(f"select count(*) from {sheet.rows_sql()}").fetchone()
    return replace(sheet, row_count=counted[0] if counted else 0, extra=extra)


def notes_on(sheet: Sheet) -> Iterator[str]:
    """What a person should know of a sheet that was read: it is empty, columns were left out."""
    place = f"{sheet.file} 工作表“{sheet.sheet}”" if sheet.sheet else sheet.file
    if not sheet.row_count:
        yield f"{place}：表头下面没有数据" if sheet.mark is None else f"{place}：预留的行都没有填写"
    if sheet.extra:
        yield f"{place}：以下列不属于“{sheet.kind.chinese}”，未读入：{'、'.join(sheet.extra)}"


def _unnamed(conn: duckdb.DuckDBPyConnection, rows: str, columns: Sequence[int]) -> Iterator[str]:
    """Columns that hold something under no heading."""
    if not columns:
        return
    held = ", ".join(f"coalesce(bool_or({trimmed_sql(f'c{at}')} <> ''), false)" for at in columns)
    answer = conn.execute(f"select {held} from {rows}").fetchone() or ()
    for column, is_held in zip(columns, answer, strict=True):
        if is_held:
            yield f"第{column + 1}列（没有表头）"
