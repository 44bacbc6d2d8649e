"""A sheet that was read: what it is, where its rows wait, and how they go into a raw table."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.files.kinds import Field, Kind
from data.files.rows import RowFile, answered_sql, rows_sql, sql_text, trimmed_sql
from data.scratch import scratch

_FULL = "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000"
_HALF = "".join(map(chr, range(0x21, 0x7F))) + " "


class Workspace:
    """A temporary folder that lives as long as a sheet in it does."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="openness-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@dataclass(frozen=True)
class Sheet:
    """One table of facts as it came in.

    `file` is the name shown to people (the folder's name added where two files are called the same), `sheet`
    None for CSV, `header_row` counts from 1, `columns` maps a field to its column from 0, `extra` names the
    columns that are not read. `head` holds the rows down to the headings, `repeated` the numbers of repeated
    heading rows, `mark` the column in which a form says which rows it reserved. Of the columns `plain` holds
    those whose cells are stored as they stand; `is_filled`: no row is blank in all columns.
    """

    file: str
    path: Path
    sha256: str
    sheet: str | None
    kind: Kind
    header_row: int
    columns: Mapping[str, int]
    extra: tuple[str, ...]
    head: tuple[tuple[str, ...], ...]
    row_count: int
    rows: RowFile
    repeated: tuple[int, ...]
    workspace: Workspace
    mark: int | None = None
    plain: Collection[int] = ()
    is_filled: bool = False

    def heading(self, field: str) -> str:
        """The heading of a field as the file has it; the normative one where the file lacks the column."""
        column = self.columns.get(field)
        own = self.head[-1][column].strip() if column is not None else ""
        return " ".join(own.split()) or self.kind.field(field).chinese

    def insert_into(self, conn: duckdb.DuckDBPyConnection, table: str, batch_id: int, file_no: int) -> int:
        """Appends the rows to a table made by `create_table_sql`; answers how many.

        Text is trimmed, blank cells are NULL, full-width digits and signs of codes, dates, numbers and closed
        lists are made plain. `table` is an SQL name, quoted where it must be. The connection must be allowed
        to read files.
        """
        fields = [field for field in self.kind.fields if field.name in self.columns]
        names = "".join(f', "{field.name}"' for field in fields)
        values = "".join(f", {self._cell_sql(field)}" for field in fields)
        rows = self.rows.load(conn)
        conn.execute(
            f"insert into {table} (batch_id, file_no, row_no{names}) "
            f"select {int(batch_id)}, {int(file_no)}, row_no{values} from {self.rows_sql(rows)}"
        )
        rows.unload(conn)
        return self.row_count

    def cells(self, rows: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """The original texts of whole rows by row number, columns that are not read included."""
        with scratch() as conn:
            found = conn.execute(
                f"select * from {self.rows.sql} where row_no in (select unnest($rows))",
                {"rows": list(rows)},
            ).fetchall()
        return {number: tuple(cell or "" for cell in cells) for number, *cells in found}

    def rows_sql(self, rows: RowFile | None = None) -> str:
        """The rows that hold facts, as a table expression; of `rows` where they were loaded."""
        answers = [self.columns[name] for name in self.kind.answers if name in self.columns]
        answered = answered_sql(self.mark, answers)
        columns = () if self.is_filled else self.columns.values()
        return rows_sql(rows or self.rows, self.header_row, columns, self.repeated, answered)

    def _cell_sql(self, field: Field) -> str:
        """The value to store. Most cells are plain, and changing them would take most of an import."""
        column = self.columns[field.name]
        cell = f"c{column}"
        if column in self.plain:
            return cell
        value = f"nullif({trimmed_sql(cell)}, '')"
        if not field.is_half_width:
            return value
        plain = f"translate({cell}, {sql_text(_FULL)}, {sql_text(_HALF)})"
        return f"case when {wide_sql(cell)} then nullif({trimmed_sql(plain)}, '') else {value} end"


def wide_sql(text: str) -> str:
    """Whether an SQL text holds a sign that has a plain form; a hundredth of what it takes to translate Chinese words."""
    return f"(strlen({text}) <> length({text}) and regexp_matches({text}, '[{_FULL[0]}-{_FULL[-2]}{_FULL[-1]}]'))"
