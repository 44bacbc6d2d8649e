"""The writer of facts: copy the published release, append the waiting batches, rebuild, check, fsync, swap.

Nothing else writes a store's releases. A batch is acknowledged only after `CURRENT` names a release that
holds it, so a crash at any moment leaves the published release whole and every acknowledged batch in it.
Several batches that wait go into one release, a bad one dropped alone (group commit; data/appending.py).
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb

from data.appending import store, store_together
from data.batches import Batch, CalendarBatch, Connection, StateBatch, rollback_states, undo_states
from data.calendar import seed_days
from data.damage import demand_kept
from data.errors import InputRefused, OpennessError
from data.layout import Layout, published, sql_path
from data.locks import writer_lock
from data.logs import log, note
from data.publication import discard, name_draft, point_back, prune, publish, sweep
from data.schema import create_release_tables
from data.scratch import spill_folder
from data.tickets import Receipt, Ticket, fail
from data.upgrade import is_current, mark_current, upgrade

WAIT_SECONDS = 15.0
_SETTINGS: dict[str, str | int | float | list[str]] = {
    "memory_limit": "1GB",  # what is more goes to the disk
    "preserve_insertion_order": False,  # with it a large insert is written twice, now and by the checkpoint
}


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
        self._engine: Connection | None = None

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

    @contextmanager
    def _writing(self, draft: Path) -> Iterator[Connection]:
        """A connection to a draft, written in full at the end so that the file is whole on its own.

        No log is kept beside it: a draft that is not whole is thrown away. Small blocks, because a release is many
        small tables and every save copies it; in still smaller ones DuckDB packs no whole numbers and no dates, and
        a million facts take twice the place. The engine serves the next save too, unless this one broke off.
        """
        if self._engine is None:
            self._engine = duckdb.connect(config={**_SETTINGS, "temp_directory": str(spill_folder())})
        connection = self._engine.cursor()
        try:
            size = "" if draft.exists() else ", block_size 32768"
            connection.execute(f"attach '{sql_path(draft)}' as release (recovery_mode 'no_wal_writes'{size})")
            connection.execute("use release")
            yield connection
            for statement in ("checkpoint release", "use memory", "detach release"):
                connection.execute(statement)
        except BaseException:
            self._engine.close()
            self._engine = None
            raise
        finally:
            connection.close()

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
            if parent is not None:
                shutil.copyfile(self.layout.release_file(parent), draft)
            with self._writing(draft) as connection:
                if parent is None:
                    _fill_empty(connection, draft, self.layout)
                is_upgraded = not is_current(connection)
                if is_upgraded:
                    upgrade(connection)
                if not store_together(connection, tickets, draft.stem, self.layout):
                    for ticket in tickets:
                        store(connection, ticket, draft.stem, self.layout)
                if not is_upgraded and all(ticket.receipt is None for ticket in tickets):
                    return
                _record_release(connection, draft.stem, parent)
                kept = _named_releases(connection)
            prune(self.layout, kept)
            publish(self.layout, draft)
        finally:
            discard(self.layout, draft)


def _fill_empty(connection: Connection, draft: Path, layout: Layout) -> None:
    """A release without facts, with the State Council calendar as its first batch."""
    connection.begin()  # one for all
    create_release_tables(connection)
    mark_current(connection)
    connection.commit()
    ticket = Ticket(CalendarBatch(seed_days(), by="系统", note="国务院办公厅节假日安排（随软件提供）"))
    store(connection, ticket, draft.stem, layout)
    ticket.outcome()


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
