"""Looking into the audit log: the entries of a person, an action, some days, with some words; newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.accounts.audit import Entry
from data.accounts.database import AccountsFile


@dataclass(frozen=True)
class Wanted:
    """Which entries: all of those that are given must fit. Both days are included."""

    login: str | None = None
    action: str | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None


def find_entries(
    accounts: AccountsFile, wanted: Wanted, limit: int | None = None, offset: int = 0
) -> Iterator[Entry]:
    """Yield the entries that fit, the newest first."""
    where, arguments = _where(wanted)
    sql = f"select * from audit {where} order by entry_no desc limit ? offset ?"
    with accounts.reading() as connection:
        for row in connection.execute(sql, [*arguments, -1 if limit is None else limit, offset]):
            yield Entry(**dict(row))


def count_entries(accounts: AccountsFile, wanted: Wanted) -> int:
    """Return how many entries fit."""
    where, arguments = _where(wanted)
    with accounts.reading() as connection:
        return int(connection.execute(f"select count(*) from audit {where}", arguments).fetchone()[0])


def people(accounts: AccountsFile) -> list[str]:
    """Return everybody the log names, as it names them."""
    return _distinct(accounts, "login")


def actions(accounts: AccountsFile) -> list[str]:
    """Return every kind of action in the log."""
    return _distinct(accounts, "action")


def _distinct(accounts: AccountsFile, column: str) -> list[str]:
    with accounts.reading() as connection:
        rows = connection.execute(f"select distinct {column} from audit where {column} <> '' order by 1")
        return [row[0] for row in rows]


def _where(wanted: Wanted) -> tuple[str, list[str]]:
    parts: list[tuple[str, str]] = []
    if wanted.login:
        parts.append(("login = ? collate nocase", wanted.login))
    if wanted.action:
        parts.append(("action = ?", wanted.action))
    if wanted.since:
        parts.append(("at >= ?", wanted.since.isoformat()))
    if wanted.until:
        parts.append(("at < ?", (wanted.until + timedelta(days=1)).isoformat()))
    if wanted.text:
        whole = "instr(lower(subject || char(10) || before || char(10) || after || char(10) || address), lower(?)) > 0"
        parts.append((whole, wanted.text))
    where = f"where {' and '.join(sql for sql, _ in parts)}" if parts else ""
    return where, [argument for _, argument in parts]
