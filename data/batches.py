"""What can be stored: each batch knows how to append itself to raw.* and how to be checked.

A batch is who, when, what and the rows; `data/release.py` is the only caller of `append` and `verify`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from data.calendar import CalendarDay
from data.errors import InputRefused, Problem, StoreMissing
from data.files.sheet import Sheet
from data.integrity import BadRow, find_problems
from data.layout import Layout
from data.plan.readings import store_readings
from data.schema import type_arrived
from data.scheme import Scheme, scheme_rows

Connection = duckdb.DuckDBPyConnection
Progress = Callable[[str, int, int], None]


@dataclass
class Appended:
    """What a batch wrote: its rows, and the tables it wrote to: others are rebuilt from them, checks read them."""

    rows_in: int
    touched: set[str]
    rows_refused: int = 0


class Batch(ABC):
    """One unit of history. `what` names its kind in the list of batches, `note` says more.

    `needs_second`: what it holds takes effect only once a second person approved it.
    """

    what: str
    by: str = ""
    note: str = ""
    accept_valid: bool = False
    refused: list[Problem]
    needs_second: bool = False

    @abstractmethod
    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Write the batch's rows; called inside a transaction that may be rolled back."""

    def verify(self, connection: Connection, batch_id: int, changed: Collection[str]) -> list[BadRow]:
        """Rows that may not be stored, after core.* was rebuilt with them; none by default.

        `changed`: the tables the batch touched, and those rebuilt from them.
        """
        return []

    def keep_sources(self, layout: Layout) -> None:  # noqa: B027 - most batches have no file
        """Keep the files the batch came from in the store's objects/; nothing by default."""


@dataclass
class FactBatch(Batch):
    """Sheets of fact files. With `accept_valid` the bad rows are left out and reported in `refused`."""

    sheets: Sequence[Sheet]
    by: str = ""
    accept_valid: bool = False
    refused: list[Problem] = field(default_factory=list)
    what: str = "facts"

    def __post_init__(self) -> None:
        self.note = "、".join(dict.fromkeys(sheet.file for sheet in self.sheets))

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Raw rows, their typed form, and for tasks what their words mean."""
        appended = Appended(0, {"raw.batch_files"})
        for file_no, sheet in enumerate(self.sheets, start=1):
            rows = sheet.insert_into(connection, f"raw.{sheet.kind.name}", batch_id, file_no)
            connection.execute(
                "insert into raw.batch_files values (?, ?, ?, ?, ?, ?, ?)",
                [batch_id, file_no, sheet.file, sheet.sheet, sheet.kind.name, sheet.sha256, rows],
            )
            appended.rows_in += rows
        for kind in sorted({sheet.kind.name for sheet in self.sheets}):
            type_arrived(connection, kind, batch_id)
            appended.touched |= {f"raw.{kind}", f"staging.{kind}"}
            if kind == "tasks":
                appended.touched |= store_readings(connection, batch_id)
        return appended

    def verify(self, connection: Connection, batch_id: int, changed: Collection[str]) -> list[BadRow]:
        """The rows that files.md refuses."""
        return find_problems(connection, batch_id, self.sheets, changed)

    def keep_sources(self, layout: Layout) -> None:
        """Each source file once, under its SHA-256."""
        for path, sha256 in dict.fromkeys((sheet.path, sheet.sha256) for sheet in self.sheets):
            layout.keep(path, sha256)


@dataclass
class SchemeBatch(Batch):
    """A scheme file that becomes the one for its year; its edition id is the batch id."""

    scheme: Scheme
    path: Path
    by: str = ""
    what: str = "scheme"

    def __post_init__(self) -> None:
        self.note = f"{self.scheme.name}（{self.path.name}）"

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Rows of the scheme.* tables."""
        for table, rows in scheme_rows(self.scheme, batch_id).items():
            insert_rows(connection, f"scheme.{table}", rows)
        return Appended(0, {"scheme.editions"})

    def keep_sources(self, layout: Layout) -> None:
        """The TOML file."""
        layout.keep(self.path)


@dataclass
class CalendarBatch(Batch):
    """Days of the working-day table; a day given again replaces the older word on it."""

    days: Sequence[CalendarDay]
    by: str = ""
    note: str = ""
    what: str = "calendar"

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Rows of raw.calendar_days."""
        rows = [(batch_id, day.day, day.is_workday, day.note) for day in self.days]
        insert_rows(connection, "raw.calendar_days", rows)
        return Appended(len(rows), {"raw.calendar_days"})


@dataclass
class DistrictBatch(Batch):
    """The district's name, and whether its data are a demonstration."""

    name: str
    is_demo: bool
    by: str = ""
    what: str = "district"

    def __post_init__(self) -> None:
        self.note = self.name

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """One row of raw.district."""
        insert_rows(connection, "raw.district", [(batch_id, self.name, self.is_demo)])
        return Appended(1, {"raw.district"})


@dataclass
class StateBatch(Batch):
    """An undo or a rollback: which batches stop or start to count. Computed at the moment of writing."""

    what: str
    decide: Callable[[Connection], dict[int, bool]]
    by: str = ""
    note: str = ""

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Rows of raw.batch_states; everything derived from the live batches is rebuilt."""
        states = self.decide(connection)
        insert_rows(
            connection,
            "raw.batch_states",
            [(batch_id, target, live) for target, live in sorted(states.items())],
        )
        return Appended(0, {"core.live_batches"})


def insert_rows(connection: Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert tuples in the table's column order, in one statement."""
    if not rows:
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    values = ", ".join("unnest(?)" for _ in columns)
    connection.execute(f"insert into {table} select {values}", columns)


def next_number(connection: Connection, table: str, column: str) -> int:
    """The number after the highest in a column, 1 for the first."""
    [(highest,)] = connection.execute(f"select max({column}) from {table}").fetchall()
    return int(highest or 0) + 1


def last_batch_of(connection: Connection, release_id: str) -> int:
    """The last batch that a release holds, 0 for none. Raises StoreMissing for an unknown release."""
    row = connection.execute(
        "select last_batch_id from raw.releases where release_id = ?", [release_id]
    ).fetchone()
    if row is None:
        raise StoreMissing(f"没有数据版本“{release_id}”。可用 releases 命令查看全部版本")
    return int(row[0] or 0)


def undo_states(connection: Connection, batch_id: int) -> dict[int, bool]:
    """What undoing a batch changes: itself, and for an undo or rollback the batches it had switched.

    Raises StoreMissing for an unknown batch and InputRefused for one that cannot or need not be undone.
    """
    row = connection.execute(
        "select what, is_live from core.batches where batch_id = ?", [batch_id]
    ).fetchone()
    if row is None:
        raise StoreMissing(f"没有第{batch_id}批数据。可用 batches 命令查看全部批次")
    what, is_live = row
    if what == "round":
        raise _not_undone(batch_id, "轮次一经公布不再改变", "如需更正，请对该轮次作出更正")
    if not is_live:
        raise _not_undone(batch_id, "这一批已经撤销", "可撤销那次撤销来恢复它")
    switched = connection.execute(
        "select target_batch_id from raw.batch_states where batch_id = ?", [batch_id]
    ).fetchall()
    states = {target: _state_before(connection, target, batch_id) for (target,) in switched}
    return {**states, batch_id: False}


def rollback_states(connection: Connection, release_id: str) -> dict[int, bool]:
    """What going back to a release changes: every batch that has another state today, published rounds excepted.

    Raises StoreMissing for an unknown release.
    """
    last = last_batch_of(connection, release_id)
    now = connection.execute("select batch_id, is_live from core.batches where what <> 'round'").fetchall()
    then = {batch: batch <= last and _state_before(connection, batch, last + 1) for batch, _ in now}
    return {batch: then[batch] for batch, live in now if then[batch] != live}


def _state_before(connection: Connection, target: int, batch_id: int) -> bool:
    row = connection.execute(
        "select is_live from raw.batch_states where target_batch_id = ? and batch_id < ? order by batch_id desc limit 1",
        [target, batch_id],
    ).fetchone()
    return row is None or bool(row[0])


def _not_undone(batch_id: int, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(f"第{batch_id}批", None, None, None, None, problem, action)])
