"""The audit log: who did what, when, from where, with what effect; each entry seals all before it.

`digest` of an entry is SHA-256 over the digest before it and the entry's own content, so that a changed, removed or
inserted entry breaks the chain at its place. What a chain cannot show, that its end was cut off or all of it was
written anew, the anchor (number and digest of the last entry) kept in every backup does.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.accounts.database import AccountsFile

SEED = hashlib.sha256(b"openness audit").hexdigest()
_LAST = "select entry_no, digest from audit order by entry_no desc limit 1"
_FIELDS = ("at", "login", "role", "address", "action", "subject", "before", "after")


@dataclass(frozen=True)
class Actor:
    """Who does something, and from where; a command of the machine itself has the address `local`."""

    login: str
    role: str
    address: str


@dataclass(frozen=True)
class Entry:
    """One entry; `before` and `after` are JSON texts, empty where there is nothing to say."""

    entry_no: int
    at: str
    login: str
    role: str
    address: str
    action: str
    subject: str
    before: str
    after: str
    digest: str


@dataclass(frozen=True)
class Anchor:
    """The end of the log at a moment: what a later log must still contain."""

    entry_no: int
    digest: str


def record(
    connection: sqlite3.Connection,
    actor: Actor,
    action: str,
    subject: str,
    at: datetime,
    *,
    before: object = None,
    after: object = None,
) -> None:
    """Append an entry inside the transaction that does what it tells; `writing` lets in one at a time."""
    last = connection.execute(_LAST).fetchone()
    content = {
        "at": at.isoformat(timespec="milliseconds"),
        "login": legible(actor.login),
        "role": actor.role,
        "address": legible(actor.address),
        "action": action,
        "subject": legible(subject),
        "before": _told(before),
        "after": _told(after),
    }
    entry_no = (last["entry_no"] if last else 0) + 1
    digest = _digest(last["digest"] if last else SEED, entry_no, content)
    marks = ", ".join("?" for _ in range(len(_FIELDS) + 2))
    connection.execute(
        f"insert into audit values ({marks})", [entry_no, *(content[field] for field in _FIELDS), digest]
    )


def entries(accounts: AccountsFile) -> Iterator[Entry]:
    """Yield the whole log, oldest first; nothing where there are no accounts."""
    if accounts.exists():
        with accounts.reading() as connection:
            for row in connection.execute("select * from audit order by entry_no"):
                yield Entry(**dict(row))


def anchor(accounts: AccountsFile) -> Anchor | None:
    """Return the end of the log, None for an empty one."""
    if not accounts.exists():
        return None
    with accounts.reading() as connection:
        last = connection.execute(_LAST).fetchone()
    return Anchor(last["entry_no"], last["digest"]) if last else None


def remember(accounts: AccountsFile, end: Anchor, at: datetime) -> None:
    """Keep the anchor that a backup took with it, so that a later check can ask for it without the backup."""
    with accounts.writing() as connection:
        connection.execute(
            "insert into anchors (made_at, entry_no, digest) values (?, ?, ?)",
            [at.isoformat(timespec="seconds"), end.entry_no, end.digest],
        )


def remembered(accounts: AccountsFile) -> Anchor | None:
    """Return the anchor of the newest backup, None before the first."""
    with accounts.reading() as connection:
        row = connection.execute("select * from anchors order by anchor_no desc limit 1").fetchone()
    return Anchor(row["entry_no"], row["digest"]) if row else None


def broken_at(accounts: AccountsFile, known: Anchor | None = None) -> int | None:
    """Return the number of the first entry that does not follow from those before it; None when all do.

    With `known`, a log that holds another entry in its place, or ends before it, is broken there.
    """
    digest, expected = SEED, 1
    for entry in entries(accounts):
        content = {field: getattr(entry, field) for field in _FIELDS}
        digest = _digest(digest, expected, content)
        if entry.entry_no != expected or entry.digest != digest:
            return expected
        if known and entry.entry_no == known.entry_no and entry.digest != known.digest:
            return expected
        expected += 1
    return expected if known and expected <= known.entry_no else None


def legible(text: str) -> str:
    """Return a text that can be stored: a byte that is no character is written as its number."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _digest(before: str, entry_no: int, content: dict[str, Any]) -> str:
    sealed = json.dumps([before, entry_no, *(content[field] for field in _FIELDS)], ensure_ascii=False)
    return hashlib.sha256(sealed.encode()).hexdigest()


def _told(value: object) -> str:
    return (
        "" if value is None else legible(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    )
