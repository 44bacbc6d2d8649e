"""The writer of facts: copy the published release, append the waiting batches, rebuild, check, fsync, swap.

Nothing else writes a store's releases. A batch is acknowledged only after `CURRENT` names a release that
holds it, so a crash at any moment leaves the published release whole and every acknowledged batch in it.
Several batches that wait go into one release, each checked on its own, a bad one dropped alone (group commit).
"""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from data.batches import Batch, CalendarBatch, Connection, FactBatch, StateBatch, rollback_states, undo_states
from data.calendar import seed_days
from data.errors import InputRefused, OpennessError, StoreMissing
from data.integrity import BadRow
from data.layout import Layout, sql_path, sync, sync_folder
from data.locks import writer_lock
from data.schema import create_release_tables, rebuild_core

NEWEST_KEPT = 20
WAIT_SECONDS = 15.0
_MEMORY_LIMIT = "4GB"


@dataclass(frozen=True)
class Receipt:
    """What a stored batch became; `release_id` is the first release that holds it, empty for a dry run."""

    batch_id: int
    release_id: str
    rows_in: int
    rows_refused: int


@dataclass
class _Ticket:
    """A batch that waits for the writer, and its outcome."""

    batch: Batch
    receipt: Receipt | None = None
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)


class Writer:
    """Writes one store. Threads of one process share one Writer; other processes are kept out by the lock."""

    def __init__(self, store: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        self.layout = Layout(store)
        self._wait_seconds = wait_seconds
        self._turn = threading.Lock()
        self._waiting: list[_Ticket] = []
        self._waiting_lock = threading.Lock()

    def submit(self, batch: Batch) -> Receipt:
        """Store a batch and publish; returns once it is durable.

        Raises InputRefused (nothing of this batch is stored), StoreBusy (another process writes).
        """
        ticket = _Ticket(batch)
        with self._waiting_lock:
            self._waiting.append(ticket)
        with self._turn:
            if not ticket.done.is_set():
                self._publish_waiting()
        if ticket.error is not None:
            raise ticket.error
        assert ticket.receipt is not None  # a ticket ends with a receipt or an error
        return ticket.receipt

    def submit_all(self, batches: Sequence[Batch]) -> list[Receipt | InputRefused]:
        """Store several batches in one release, each on its own; a refused one is answered by its error."""
        tickets = [_Ticket(batch) for batch in batches]
        with self._turn:
            self._publish(tickets)
        answers: list[Receipt | InputRefused] = []
        for ticket in tickets:
            if ticket.receipt is not None:
                answers.append(ticket.receipt)
            elif isinstance(ticket.error, InputRefused):
                answers.append(ticket.error)
            elif ticket.error is not None:
                raise ticket.error
        return answers

    def rehearse(self, batch: Batch) -> Receipt:
        """Do everything but publish (--dry-run); raises what `submit` would raise."""
        ticket = _Ticket(batch)
        with self._turn, writer_lock(self.layout.lock, self._wait_seconds):
            draft = self._draft()
            try:
                with _writing(draft) as connection:
                    _store(connection, ticket, draft.stem)
            finally:
                draft.unlink(missing_ok=True)
        if ticket.error is not None:
            raise ticket.error
        assert ticket.receipt is not None  # no error, so there is a receipt
        return Receipt(ticket.receipt.batch_id, "", ticket.receipt.rows_in, ticket.receipt.rows_refused)

    def undo(self, batch_id: int, by: str = "") -> Receipt:
        """Take a batch back, or take an undo back; later batches with other keys stay as they are."""
        return self.submit(
            StateBatch(
                "undo", lambda connection: undo_states(connection, batch_id), by, f"撤销第{batch_id}批"
            )
        )

    def rollback(self, release_id: str, by: str = "") -> Receipt:
        """Publish a new release in which every batch after `release_id` is undone; published rounds stay."""
        return self.submit(
            StateBatch(
                "rollback",
                lambda connection: rollback_states(connection, release_id),
                by,
                f"回到版本{release_id}",
            )
        )

    def _publish_waiting(self) -> None:
        with self._waiting_lock:
            tickets, self._waiting = self._waiting, []
        self._publish(tickets)

    def _publish(self, tickets: Sequence[_Ticket]) -> None:
        try:
            with writer_lock(self.layout.lock, self._wait_seconds):
                self._write(tickets)
        except BaseException as error:
            for ticket in tickets:
                if not ticket.done.is_set():
                    ticket.receipt, ticket.error = None, error
            if not isinstance(error, OpennessError):
                raise
        finally:
            for ticket in tickets:
                ticket.done.set()

    def _write(self, tickets: Sequence[_Ticket]) -> None:
        self._sweep()
        draft = self._draft()
        try:
            with _writing(draft) as connection:
                for ticket in tickets:
                    _store(connection, ticket, draft.stem)
                stored = [ticket for ticket in tickets if ticket.receipt is not None]
                if stored:
                    _record_release(connection, draft.stem, self._current_or_none())
                    kept = _rounds_releases(connection)
            if stored:
                for ticket in stored:
                    ticket.batch.keep_sources(self.layout)
                self._swap(draft)
                self._prune(kept)
        finally:
            draft.unlink(missing_ok=True)

    def _draft(self) -> Path:
        """A private copy of the published release under the next release's own name, or a new empty one."""
        self.layout.releases.mkdir(parents=True, exist_ok=True)
        parent = self._current_or_none()
        number = 1 if parent is None else int(parent.split("-")[0]) + 1
        draft = self.layout.releases / f"{number:06d}-{secrets.token_hex(3)}.draft"
        if parent is None:
            _create_empty(draft)
        else:
            shutil.copyfile(self.layout.release_file(parent), draft)
        return draft

    def _current_or_none(self) -> str | None:
        return self.layout.current_id() if self.layout.exists() else None

    def _swap(self, draft: Path) -> None:
        """Publish: the file under its final name, then the pointer, each made durable before the next step."""
        sync(draft)
        draft.rename(self.layout.release_file(draft.stem))
        sync_folder(self.layout.releases)
        pointer = self.layout.store / "CURRENT.draft"
        pointer.write_text(f"{draft.stem}\n", encoding="ascii")
        sync(pointer)
        pointer.replace(self.layout.current)
        sync_folder(self.layout.store)

    def _sweep(self) -> None:
        """Remove what a killed writer left: drafts, their logs, and releases never published."""
        current = self._current_or_none()
        for path in self.layout.releases.glob("*"):
            is_draft = ".draft" in path.name
            is_orphan = (
                current is not None
                and path.suffix == ".duckdb"
                and path.stem.split("-")[0] > current.split("-")[0]
            )
            if is_draft or is_orphan:
                path.unlink(missing_ok=True)

    def _prune(self, kept: set[str]) -> None:
        """Keep the newest releases, one a day, and every release a closed round was computed from."""
        files = sorted(self.layout.releases.glob("*.duckdb"), reverse=True)
        days: set[date] = set()
        for position, path in enumerate(files):
            day = datetime.fromtimestamp(path.stat().st_mtime).date()
            is_newest_of_day = day not in days and day > date.today() - timedelta(days=400)
            days.add(day)
            if position >= NEWEST_KEPT and not is_newest_of_day and path.stem not in kept:
                path.unlink(missing_ok=True)


class _writing:  # noqa: N801 - reads as a verb: with _writing(draft) as connection
    """A read-write connection to a draft, checkpointed and closed so that the file is whole on its own."""

    def __init__(self, draft: Path) -> None:
        self._connection = duckdb.connect(str(draft))
        self._connection.execute(f"set memory_limit = '{_MEMORY_LIMIT}'")

    def __enter__(self) -> Connection:
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                self._connection.execute("checkpoint")
        finally:
            self._connection.close()


def _create_empty(path: Path) -> None:
    """A release without facts, with the State Council calendar as its first batch.

    Small blocks: a release is many small tables, and every save copies it.
    """
    with duckdb.connect() as maker:
        maker.execute(f"attach '{sql_path(path)}' as release (block_size 16384)")
    with _writing(path) as connection:
        create_release_tables(connection)
        ticket = _Ticket(CalendarBatch(seed_days(), by="系统", note="国务院办公厅节假日安排（随软件提供）"))
        _store(connection, ticket, path.stem)


def _store(connection: Connection, ticket: _Ticket, release_id: str) -> None:
    """Append one batch in its own transaction; a refused one leaves nothing and keeps its error."""
    connection.begin()
    try:
        batch_id = _next_batch_id(connection)
        batch = ticket.batch
        connection.execute(
            "insert into raw.batches values (?, ?, ?, ?, ?, 0, 0, ?)",
            [batch_id, batch.what, datetime.now(), batch.by, batch.note, release_id],
        )
        appended = batch.append(connection, batch_id)
        rebuild_core(connection, appended.touched)
        bad_rows = batch.verify(connection, batch_id)
        while bad_rows and isinstance(batch, FactBatch) and batch.accept_valid:
            batch.refused.extend(bad.problem for bad in bad_rows)
            appended.rows_refused += _remove(connection, bad_rows)
            rebuild_core(connection, appended.touched)
            bad_rows = batch.verify(connection, batch_id)
        if bad_rows:
            raise InputRefused([bad.problem for bad in bad_rows])
        rows_in = appended.rows_in - appended.rows_refused
        connection.execute(
            "update raw.batches set rows_in = ?, rows_refused = ? where batch_id = ?",
            [rows_in, appended.rows_refused, batch_id],
        )
        rebuild_core(connection, ())
        connection.commit()
        ticket.receipt = Receipt(batch_id, release_id, rows_in, appended.rows_refused)
    except InputRefused as refused:
        connection.rollback()
        ticket.error = refused
    except StoreMissing as missing:
        connection.rollback()
        ticket.error = missing


def _next_batch_id(connection: Connection) -> int:
    row = connection.execute("select coalesce(max(batch_id), 0) + 1 from raw.batches").fetchone()
    assert row is not None  # an aggregate always answers one row
    return int(row[0])


def _remove(connection: Connection, bad_rows: Sequence[BadRow]) -> int:
    """Take refused rows out of raw and staging again; returns how many rows that were."""
    rows = {(bad.kind, bad.batch_id, bad.file_no, bad.row_no) for bad in bad_rows}
    for kind, batch_id, file_no, row_no in sorted(rows):
        tables = [f"raw.{kind}", f"staging.{kind}"]
        if kind == "tasks":
            tables += ["raw.task_readings", "raw.task_parties", "raw.task_occurrences"]
        for table in tables:
            connection.execute(
                f"delete from {table} where batch_id = ? and file_no = ? and row_no = ?",
                [batch_id, file_no, row_no],
            )
    return len(rows)


def _record_release(connection: Connection, release_id: str, parent: str | None) -> None:
    connection.execute(
        "insert into raw.releases select ?, ?, ?, ?, max(batch_id), null from raw.batches",
        [release_id, int(release_id.split("-", maxsplit=1)[0]), parent, datetime.now()],
    )


def _rounds_releases(connection: Connection) -> set[str]:
    return {row[0] for row in connection.execute("select release_id from raw.rounds").fetchall()}
