"""What wrong passwords lead to: accounts and logins of no account are locked, addresses wait."""

from __future__ import annotations

import ipaddress
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.accounts.audit import Actor, record

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)
ADDRESS_FREE = 8  # failures of an address before the accounts that failed there must wait
ADDRESS_CROWD = 60  # failures of an address before everybody there must wait
ADDRESS_LONGEST = timedelta(minutes=5)
ADDRESS_FORGOTTEN = timedelta(hours=1)
_STRANGERS_FORGOTTEN = timedelta(days=30)


@dataclass(frozen=True)
class Attempt:
    """A try to sign in: whether the password was that of the hash it was compared with."""

    login: str
    address: str
    password_hash: str
    is_right: bool

    @property
    def actor(self) -> Actor:
        """Who the audit log names: nobody has shown yet who it is."""
        return Actor(self.login, "", self.address)


def address_wait(connection: sqlite3.Connection, address: str, login: str, now: datetime) -> timedelta:
    """How long a login must still wait at an address: 1, 2, 4 ... seconds after its failure, at most five minutes."""
    everybody = (
        "select sum(failures) as failures, max(failed_at) as failed_at from tries "
        "where address = ? and failed_at >= ?"
    )
    at = [_network(address), (now - ADDRESS_FORGOTTEN).isoformat()]
    row = connection.execute(everybody, at).fetchone()
    own = connection.execute(f"{everybody} and login = ?", [*at, login]).fetchone()
    free = ADDRESS_FREE if own["failures"] else ADDRESS_CROWD
    if (row["failures"] or 0) < free:
        return timedelta(0)
    wait = min(timedelta(seconds=2 ** min(row["failures"] - free, 20)), ADDRESS_LONGEST)
    failed_at = datetime.fromisoformat(own["failed_at"] or row["failed_at"])
    return _left(failed_at + wait, now, ADDRESS_LONGEST)


def stranger(connection: sqlite3.Connection, login: str) -> sqlite3.Row | None:
    """What was counted for a login of no account."""
    row: sqlite3.Row | None = connection.execute(
        "select * from strangers where login = ?", [login]
    ).fetchone()
    return row


def locked_for(row: sqlite3.Row | None, now: datetime) -> timedelta:
    """How long an account, or a login of none, is still locked."""
    if row is None or not row["locked_until"]:
        return timedelta(0)
    return _left(datetime.fromisoformat(row["locked_until"]), now, LOCKED_FOR)


def _left(until: datetime, now: datetime, longest: timedelta) -> timedelta:
    """The time until then; none where it is further off than can be, because the clock ran ahead and was set back."""
    left = until - now
    return left if timedelta(0) < left <= 2 * longest else timedelta(0)


def count_failure(
    connection: sqlite3.Connection, row: sqlite3.Row | None, attempt: Attempt, now: datetime
) -> None:
    """Count a wrong try and write it down; the fifth in a row locks. `row`: the account, None for a login of none."""
    count_at_address(connection, attempt, now)
    known = row or stranger(connection, attempt.login)
    failures = (known["failures"] if known else 0) + 1
    locked_until = (now + LOCKED_FOR).isoformat() if failures >= FAILURES_ALLOWED else None
    kept = 0 if locked_until else failures
    if row is not None:
        connection.execute(
            "update users set failures = ?, locked_until = ? where user_id = ?",
            [kept, locked_until, row["user_id"]],
        )
    else:
        forgotten = (now - _STRANGERS_FORGOTTEN).isoformat()
        connection.execute("delete from strangers where failed_at < ?", [forgotten])
        counted = [attempt.login, kept, locked_until, now.isoformat()]
        connection.execute("insert or replace into strangers values (?, ?, ?, ?)", counted)
    record(connection, attempt.actor, "sign_in.failed", attempt.login, now)


def count_at_address(connection: sqlite3.Connection, attempt: Attempt, now: datetime) -> None:
    """Count a wrong try of a login at its address, and forget those of long ago."""
    forgotten = (now - ADDRESS_FORGOTTEN).isoformat()
    connection.execute("delete from tries where failed_at < ?", [forgotten])
    connection.execute(
        "insert into tries values (?, ?, 1, ?) "
        "on conflict do update set failures = failures + 1, failed_at = excluded.failed_at",
        [_network(attempt.address), attempt.login, now.isoformat()],
    )


def forget_failures(connection: sqlite3.Connection, row: sqlite3.Row, attempt: Attempt) -> None:
    """A right password takes back the failures of its own account, not the guesses at other people's."""
    connection.execute(
        "update users set failures = 0, locked_until = null where user_id = ?", [row["user_id"]]
    )
    at = [_network(attempt.address), attempt.login]
    connection.execute("delete from tries where address = ? and login = ?", at)


def _network(address: str) -> str:
    """What failures are counted for: the address; of IPv6 the network, in which one machine has many addresses."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return address
    return str(found.ipv4_mapped or ipaddress.ip_network((int(found), 64), strict=False))
