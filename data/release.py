"""The writer of facts: copy the published release, append the waiting batches, rebuild, check, fsync, swap.

Nothing else writes a store's releases. A batch is acknowledged only after `CURRENT` names a release that
holds it, so a crash at any moment leaves the published release whole and every acknowledged batch in it.
Several batches that wait go into one release, each checked on its own, a bad one dropped alone (group commit).
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from data.batches import Batch, CalendarBatch, Connection, StateBatch, rollback_states, undo_states
from data.calendar import seed_days
from data.damage import demand_kept
from data.errors import InputRefused, OpennessError
from data.integrity import BadRow, find_problems, refuse_too_many
from data.layout import Layout, published, sql_path
from data.locks import writer_lock
from data.logs import log, note
from data.publication import discard, name_draft, point_back, prune, publish, sweep
from data.schema import create_release_tables, rebuild_core
from data.tickets import Receipt, Ticket, fail
from data.upgrade import is_current, mark_current, upgrade

WAIT_SECONDS = 15.0
_MEMORY_LIMIT = "4GB"


class Writer:
    """Writes one store. Threads of one process share one Writer; other processes are kept out by the lock."""

    def __init__(
        self, store: Path, wait_seconds: float = WAIT_SECONDS, *, is_rehearsal: bool = False
    ) -> None:
        self.layout = Layout(store)
        self._wait_seconds = wait_seconds
        self._is_rehearsal = is_rehearsal
        self._turn = threading.Lock()
        self._waiting: list[Ticket] = []
        self._waiting_lock = threading.Lock()

    def submit(self, batch: Batch) -> Receipt:
        """Store a batch and publish; returns once it is durable.

        Raises InputRefused (nothing of this batch is stored), StoreBusy (another process writes), OpennessError
        when the disk or memory gives out.
        """
        ticket = Ticket(batch)
        with self._waiting_lock:
            self._waiting.append(ticket)
        with self._turn:
            if not ticket.done.is_set():
                self._publish_waiting()
        return self._logged(ticket)

    def submit_all(self, batches: Sequence[Batch]) -> list[Receipt | InputRefused]:
        """Store several batches in one release, each on its own; a refused one is answered by its error."""
        tickets = [Ticket(batch) for batch in batches]
        with self._turn:
            self._publish(tickets)
        return [
            ticket.error if isinstance(ticket.error, InputRefused) else self._logged(ticket)
            for ticket in tickets
        ]

    def _logged(self, ticket: Ticket) -> Receipt:
        """The outcome of a ticket; a stored batch is written into the log and onto the line of its request."""
        receipt = ticket.outcome()
        if not self._is_rehearsal:
            rows = {"rows_in": receipt.rows_in, "rows_refused": receipt.rows_refused}
            log("saved", batch=receipt.batch_id, release=receipt.release_id, what=ticket.batch.what, **rows)
            note(batch=receipt.batch_id)
        return receipt

    @contextmanager
    def rehearsal(self) -> Iterator[Writer]:
        """A writer on a throw-away copy of the store, for --dry-run: does everything, keeps nothing."""
        with tempfile.TemporaryDirectory(prefix="openness-") as folder:
            rehearsing = Writer(Path(folder) / "store", is_rehearsal=True)
            if self.layout.exists():
                release_id = self.layout.current_id()
                rehearsing.layout.releases.mkdir(parents=True)
                shutil.copyfile(
                    self.layout.release_file(release_id), rehearsing.layout.release_file(release_id)
                )
                shutil.copyfile(self.layout.current, rehearsing.layout.current)
            yield rehearsing

    def rehearse(self, batch: Batch) -> Receipt:
        """Do everything but publish; raises what `submit` would raise."""
        with self.rehearsal() as rehearsing:
            return replace(rehearsing.submit(batch), release_id="")

    def undo(self, batch_id: int, by: str = "") -> Receipt:
        """Take a batch back, or take an undo back; later batches with other keys stay as they are.

        Raises StoreMissing without a store or batch of that number, InputRefused when it cannot be undone.
        """
        self.layout.current_id()
        return self.submit(
            StateBatch(
                "undo", lambda connection: undo_states(connection, batch_id), by, f"撤销第{batch_id}批"
            )
        )

    def rollback(self, release_id: str, by: str = "") -> Receipt:
        """Publish a new release in which every batch after `release_id` is undone; published rounds stay.

        Raises StoreMissing without a store or release of that id.
        """
        self.layout.current_id()
        return self.submit(
            StateBatch(
                "rollback",
                lambda connection: rollback_states(connection, release_id),
                by,
                f"回到版本{release_id}",
            )
        )

    def point_back(self, release_id: str) -> None:
        """Publish a kept release again as it is, where the one published last cannot be read any more.

        Raises StoreMissing when its file is not kept, StoreDamaged when that cannot be read either.
        """
        with self._turn, writer_lock(self.layout.lock, self._wait_seconds):
            demand_kept(self.layout, release_id)
            point_back(self.layout, release_id)

    def upgrade(self) -> None:
        """Where another edition of the program wrote the store, publish its data in the tables of this one.

        Raises StoreNewer for a store of a newer program.
        """
        if not self.layout.exists():
            return
        with published(self.layout) as connection:
            if is_current(connection):
                return
        with self._turn, writer_lock(self.layout.lock, self._wait_seconds):
            self._write([])
        log("upgraded", release=self.layout.current_id())

    def _publish_waiting(self) -> None:
        with self._waiting_lock:
            tickets, self._waiting = self._waiting, []
        self._publish(tickets)

    def _publish(self, tickets: Sequence[Ticket]) -> None:
        """Write the tickets' batches; whatever happens, every ticket ends with its outcome."""
        try:
            with writer_lock(self.layout.lock, self._wait_seconds):
                self._write(tickets)
        except Exception as error:
            fail(tickets, error)
        except BaseException:  # Ctrl-C in this thread: the others learn that their batches are not stored
            fail(tickets, OpennessError("写入被中断，本次没有存入任何内容，请重试"))
            raise
        finally:
            for ticket in tickets:
                ticket.done.set()

    def _write(self, tickets: Sequence[Ticket]) -> None:
        sweep(self.layout)
        self.layout.releases.mkdir(parents=True, exist_ok=True)
        parent = self.layout.current_id() if self.layout.exists() else None
        draft = name_draft(self.layout, self.layout.releases)
        self.layout.fresh.clear()
        try:
            if parent is None:
                _create_empty(draft, self.layout)
            else:
                shutil.copyfile(self.layout.release_file(parent), draft)
            with _writing(draft) as connection:
                is_upgraded = not is_current(connection)
                if is_upgraded:
                    upgrade(connection)
                if not _store_together(connection, tickets, draft.stem, self.layout):
                    for ticket in tickets:
                        _store(connection, ticket, draft.stem, self.layout)
                if not is_upgraded and all(ticket.receipt is None for ticket in tickets):
                    return
                _record_release(connection, draft.stem, parent)
                kept = _named_releases(connection)
            prune(self.layout, kept)
            publish(self.layout, draft)
        finally:
            discard(self.layout, draft)


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


def _create_empty(path: Path, layout: Layout) -> None:
    """A release without facts, with the State Council calendar as its first batch.

    Small blocks: a release is many small tables, and every save copies it.
    """
    with duckdb.connect() as maker:
        maker.execute(f"attach '{sql_path(path)}' as release (block_size 16384)")
    with _writing(path) as connection:
        connection.begin()  # one for all: each statement on its own would be forced to the disk
        create_release_tables(connection)
        mark_current(connection)
        connection.commit()
        ticket = Ticket(CalendarBatch(seed_days(), by="系统", note="国务院办公厅节假日安排（随软件提供）"))
        _store(connection, ticket, path.stem, layout)
    ticket.outcome()


def _store_together(
    connection: Connection, tickets: Sequence[Ticket], release_id: str, layout: Layout
) -> bool:
    """Append several batches in one transaction and check their rows once; False where they must go one by one.

    Each finds in core.* those before it, as if it came alone. When anything is refused, nothing of it is left.
    """
    if len(tickets) < 2:
        return False
    connection.begin()
    try:
        first, changed, receipts = _next_batch_id(connection), set[str](), []
        for batch_id, ticket in enumerate(tickets, start=first):
            _note_batch(connection, batch_id, ticket.batch, release_id)
            appended = ticket.batch.append(connection, batch_id)
            changed |= rebuild_core(connection, appended.touched, added=batch_id)
            receipts.append(Receipt(batch_id, release_id, appended.rows_in, 0))
        is_good = not find_problems(connection, first, (), changed)
        if is_good:
            for ticket, receipt in zip(tickets, receipts, strict=True):
                _note_rows(connection, receipt)
                ticket.batch.keep_sources(layout)
            connection.commit()
    except Exception:
        is_good = False
    if not is_good:
        _roll_back(connection)
        return False
    for ticket, receipt in zip(tickets, receipts, strict=True):
        ticket.receipt = receipt
    return True


def _store(connection: Connection, ticket: Ticket, release_id: str, layout: Layout) -> None:
    """Append one batch in its own transaction; one that fails leaves nothing and keeps its error."""
    connection.begin()
    try:
        batch_id = _next_batch_id(connection)
        _note_batch(connection, batch_id, ticket.batch, release_id)
        receipt = Receipt(batch_id, release_id, *_append(connection, ticket.batch, batch_id))
        _note_rows(connection, receipt)
        ticket.batch.keep_sources(layout)
        connection.commit()
        ticket.receipt = receipt
    except Exception as error:
        ticket.error = error
        _roll_back(connection)


def _roll_back(connection: Connection) -> None:
    with suppress(duckdb.TransactionException):  # a commit that fails has ended it already
        connection.rollback()


def _note_batch(connection: Connection, batch_id: int, batch: Batch, release_id: str) -> None:
    connection.execute(
        "insert into raw.batches values (?, ?, ?, ?, ?, 0, 0, ?)",
        [batch_id, batch.what, datetime.now(), batch.by, batch.note, release_id],
    )


def _note_rows(connection: Connection, receipt: Receipt) -> None:
    """Note how many rows a batch holds; all else that follows from it is built by now."""
    for table in ("raw.batches", "core.batches"):
        connection.execute(
            f"update {table} set rows_in = ?, rows_refused = ? where batch_id = ?",
            [receipt.rows_in, receipt.rows_refused, receipt.batch_id],
        )


def _append(connection: Connection, batch: Batch, batch_id: int) -> tuple[int, int]:
    """Write a batch's rows and check them; answers rows stored and rows refused. InputRefused when none may stay."""
    appended = batch.append(connection, batch_id)
    changed = rebuild_core(connection, appended.touched, added=batch_id)
    bad_rows = batch.verify(connection, batch_id, changed)
    refuse_too_many(bad_rows)
    while bad_rows and batch.accept_valid:
        batch.refused.extend(bad.problem for bad in bad_rows)
        appended.rows_refused += _remove(connection, bad_rows)
        if appended.rows_refused == appended.rows_in:
            raise InputRefused(batch.refused)
        rebuild_core(connection, appended.touched)
        bad_rows = batch.verify(connection, batch_id, changed)
    if bad_rows:
        raise InputRefused([bad.problem for bad in bad_rows])
    return appended.rows_in - appended.rows_refused, appended.rows_refused


def _next_batch_id(connection: Connection) -> int:
    row = connection.execute("select coalesce(max(batch_id), 0) + 1 from raw.batches").fetchone()
    assert row is not None  # an aggregate always answers one row
    return int(row[0])


def _remove(connection: Connection, bad_rows: Sequence[BadRow]) -> int:
    """Take refused rows out of raw and staging again; returns how many rows that were."""
    rows = {(bad.kind, bad.batch_id, bad.file_no, bad.row_no) for bad in bad_rows}
    for kind in sorted({kind for kind, *_ in rows}):
        tables = [f"raw.{kind}", f"staging.{kind}"]
        if kind == "tasks":
            tables += ["raw.task_readings", "raw.task_parties"]
        places = [place for of, *place in rows if of == kind]
        batches, files, numbers = (list(column) for column in zip(*places, strict=True))
        for table in tables:
            connection.execute(
                f"delete from {table} using (select unnest($batches) as batch_id, unnest($files) as file_no, "
                f"unnest($rows) as row_no) as bad where {table}.batch_id = bad.batch_id "
                f"and {table}.file_no = bad.file_no and {table}.row_no = bad.row_no",
                {"batches": batches, "files": files, "rows": numbers},
            )
    return len(rows)


def _record_release(connection: Connection, release_id: str, parent: str | None) -> None:
    connection.execute(
        "insert into raw.releases select ?, ?, ?, ?, max(batch_id), null from raw.batches",
        [release_id, int(release_id.split("-", maxsplit=1)[0]), parent, datetime.now()],
    )


def _named_releases(connection: Connection) -> set[str]:
    """The releases that closed rounds and draws were computed from."""
    rows = connection.execute(
        "select release_id from raw.rounds union select release_id from raw.draws"
    ).fetchall()
    return {row[0] for row in rows}
