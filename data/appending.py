"""Batches put into a draft: each alone in its transaction, or those that wait together in one.

Called by data/release.py alone, which holds the writer's lock and publishes the draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import duckdb

from data.batches import Batch, Connection, next_number
from data.errors import InputRefused
from data.integrity import BadRow, find_problems, refuse_too_many
from data.layout import Layout
from data.narrowing import arrived_table
from data.schema import rebuild_core
from data.tickets import Receipt, Ticket


def store_together(
    connection: Connection, tickets: Sequence[Ticket], release_id: str, layout: Layout
) -> bool:
    """Append several batches in one transaction and check their rows once; False where they must go one by one.

    Each finds in core.* those before it, as if it came alone. When anything is refused, nothing of it is left.
    """
    if len(tickets) < 2:
        return False
    connection.begin()
    try:
        first = next_number(connection, "raw.batches", "batch_id")
        changed, receipts = set[str](), []
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
    except Exception:  # whose it is and what is wrong comes out when each is stored alone
        is_good = False
    if not is_good:
        _roll_back(connection)
        return False
    for ticket, receipt in zip(tickets, receipts, strict=True):
        ticket.receipt = receipt
    return True


def store(connection: Connection, ticket: Ticket, release_id: str, layout: Layout) -> None:
    """Append one batch in its own transaction; one that fails leaves nothing and keeps its error."""
    connection.begin()
    try:
        batch_id = next_number(connection, "raw.batches", "batch_id")
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


def _remove(connection: Connection, bad_rows: Sequence[BadRow]) -> int:
    """Take refused rows out again; returns how many rows that were."""
    rows = {(bad.kind, bad.batch_id, bad.file_no, bad.row_no) for bad in bad_rows}
    for kind in sorted({kind for kind, *_ in rows}):
        tables = [f"raw.{kind}", arrived_table(kind)]
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
