"""The SQLite file of accounts, sessions and the audit log: `<store>/accounts.sqlite`, the other thing that is written.

Every call opens its own connection, so threads and processes share nothing but the file (WAL). Nothing but the
first account makes the file: a store has accounts exactly when it is there.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data.errors import OpennessError, StoreBusy, StoreDamaged, StoreMissing
from data.layout import Layout
from data.locks import writer_lock
from data.system import sync_folder

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
create table if not exists tries (
    address text not null,
    login text not null collate nocase,
    failures integer not null,
    failed_at text not null,
    primary key (address, login)
) strict;
create table if not exists strangers (
    login text primary key collate nocase,
    failures integer not null,
    locked_until text,
    failed_at text not null
) strict;
drop table if exists addresses;
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
create table if not exists anchors (
    anchor_no integer primary key,
    made_at text not null,
    entry_no integer not null,
    digest text not null
) strict;
create trigger if not exists audit_is_never_changed before update on audit
begin select raise(abort, 'audit is append-only'); end;
create trigger if not exists audit_is_never_deleted before delete on audit
begin select raise(abort, 'audit is append-only'); end;
create trigger if not exists anchors_are_never_changed before update on anchors
begin select raise(abort, 'anchors are append-only'); end;
create trigger if not exists anchors_are_never_deleted before delete on anchors
begin select raise(abort, 'anchors are append-only'); end;
"""


class AccountsFile:
    """The file of one store."""

    def __init__(self, store: Path) -> None:
        self.path = Path(store) / FILE_NAME

    def exists(self) -> bool:
        """Whether the store has accounts at all."""
        return self.path.is_file()

    def create(self, fill: Callable[[sqlite3.Connection], None]) -> bool:
        """Make the file with its tables and what `fill` writes, readable by its owner alone; False where there is one.

        It takes its name only when it is whole, so that nobody reads a file without tables or accounts.
        """
        if self.exists():
            return False
        with writer_lock(Layout(self.path.parent).lock, _WAIT_SECONDS):
            draft = self.path.with_name(f"{FILE_NAME}.draft")
            _unlink(draft)
            draft.touch(mode=0o600)
            try:
                self._fill(draft, fill)
                if self.exists():
                    return False
                draft.rename(self.path)
                sync_folder(self.path.parent)
            finally:
                _unlink(draft)
        return True

    def upgrade(self) -> None:
        """Give a file of an older program the tables it lacks; StoreMissing where there is no file.

        One that cannot be written, as on a medium for reading, or read, stays as it is: whoever needs it is told.
        """
        self._demand()
        with contextlib.suppress(OpennessError), self.writing():
            pass

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that only reads; StoreMissing where there is no file."""
        self._demand()
        with self._told(), closing(self._connect_reading()) as connection:
            connection.row_factory = sqlite3.Row
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside one transaction that no other writer shares: all of it is kept, or nothing.

        Whatever takes long, such as hashing a password, is done outside: everybody else waits meanwhile.
        Raises StoreMissing where there is no file, StoreBusy when others write for too long.
        """
        self._demand()
        with self._told(), closing(self._connect(self.path)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("begin immediate")
            try:
                yield connection
                connection.execute("commit")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise

    def copy_to(self, target: Path) -> None:
        """Write the file as it is at this moment to `target`, without sessions and counted failures."""
        with self.reading() as connection:
            connection.execute("vacuum into ?", [str(target)])
        with self._told(), closing(sqlite3.connect(target, isolation_level=None)) as copy:
            copy.execute("delete from sessions")
            copy.execute("delete from tries")
            copy.execute("delete from strangers")
            copy.execute("vacuum")

    def _connect(self, path: Path, *, is_new: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
        try:
            if not is_new:
                connection.execute("select 1 from users limit 1")  # a file cut off is not begun anew
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.execute("pragma foreign_keys = on")
            connection.executescript(_TABLES)
        except BaseException:
            connection.close()
            raise
        return connection

    def _fill(self, draft: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
        with self._told(), closing(self._connect(draft, is_new=True)) as connection:
            connection.execute("pragma journal_mode = delete")  # a log beside it would keep the draft's name
            connection.row_factory = sqlite3.Row
            connection.execute("begin immediate")
            fill(connection)
            connection.execute("commit")

    def _connect_reading(self) -> sqlite3.Connection:
        """On a medium that cannot be written the file is read as it lies, where no log waits beside it."""
        address = f"{self.path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(address, uri=True, timeout=_WAIT_SECONDS)
        try:
            connection.execute("select count(*) from sqlite_schema").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            is_denied = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
            if not is_denied or self._has_log():
                raise
            return sqlite3.connect(f"{address}&immutable=1", uri=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def _has_log(self) -> bool:
        log = self.path.with_name(f"{FILE_NAME}-wal")
        return log.exists() and log.stat().st_size > 0

    def _demand(self) -> None:
        if not self.exists():
            raise StoreMissing(f"“{self.path.parent}”中还没有账户。请先用 users add 建立管理员账号")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What SQLite says of the file, as the person who waits is told it."""
        try:
            yield
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            raise self._explained(error) from error

    def _explained(self, error: sqlite3.DatabaseError) -> OpennessError:
        kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StoreBusy("账户文件正由另一个程序写入，请稍后再试；本次没有写入任何内容")
        if kind in (
            *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM),
            sqlite3.SQLITE_IOERR,
        ):
            return OpennessError(f"账户文件“{self.path}”读写失败（{error}）。请检查磁盘空间和目录权限")
        if kind == sqlite3.SQLITE_FULL:
            return OpennessError(f"账户文件“{self.path}”没有写入：磁盘空间不足，请清理后重试")
        return StoreDamaged(f"账户文件“{self.path}”已损坏（{error}）。请用 restore 恢复备份")


def _unlink(draft: Path) -> None:
    """Remove a half-made file and its logs."""
    for path in draft.parent.glob(f"{draft.name}*"):
        path.unlink()
