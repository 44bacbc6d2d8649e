"""The SQLite file of accounts, sessions and the audit log: `<store>/accounts.sqlite`, the other thing that is written.

Every call opens its own connection, so threads and processes share nothing but the file (WAL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "accounts.sqlite"
_WAIT_SECONDS = 15.0
_TABLES = """
create table if not exists users (
    user_id integer primary key,
    login text not null unique collate nocase,
    name text not null,
    role text not null,
    unit_id text,
    password_hash text not null,
    must_change integer not null,
    is_disabled integer not null default 0,
    failures integer not null default 0,
    locked_until text,
    created_at text not null
) strict;
create table if not exists sessions (
    token_digest text primary key,
    user_id integer not null references users,
    address text not null,
    opened_at text not null,
    seen_at text not null
) strict;
create table if not exists addresses (
    address text primary key,
    failures integer not null,
    failed_at text not null
) strict;
create table if not exists audit (
    entry_no integer primary key,
    at text not null,
    login text not null,
    role text not null,
    address text not null,
    action text not null,
    subject text not null,
    before text not null,
    after text not null,
    digest text not null
) strict;
create trigger if not exists audit_is_never_changed before update on audit
begin select raise(abort, 'audit is append-only'); end;
create trigger if not exists audit_is_never_deleted before delete on audit
begin select raise(abort, 'audit is append-only'); end;
"""


class AccountsFile:
    """The file of one store; created with its tables on the first write."""

    def __init__(self, store: Path) -> None:
        self.path = Path(store) / FILE_NAME

    def exists(self) -> bool:
        """Whether the store has accounts at all."""
        return self.path.is_file()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads; the file must exist."""
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT_SECONDS
        )
        try:
            connection.row_factory = sqlite3.Row
            yield connection
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction that no other writer shares: all of it is kept, or nothing."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.execute("pragma foreign_keys = on")
            connection.executescript(_TABLES)
            connection.execute("begin immediate")
            yield connection
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise
        finally:
            connection.close()
        self.path.chmod(0o600)
