"""Signing in and staying signed in: locks after failures, sessions that end, all of it in the audit log.

Five failures in a row lock an account for 30 minutes. An address with many failures must wait ever longer between
tries, whatever the accounts it tries. A session ends after 30 minutes without use and after 8 hours at the latest.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2.exceptions import InvalidHashError, VerificationError

from data.accounts.audit import Actor, record
from data.accounts.database import AccountsFile
from data.accounts.users import HASHER, Clock, User, user_of
from data.errors import OpennessError

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)
IDLE_FOR = timedelta(minutes=30)
OPEN_FOR = timedelta(hours=8)
ADDRESS_FREE = 8  # failures of an address before it must wait
ADDRESS_LONGEST = timedelta(minutes=5)
ADDRESS_FORGOTTEN = timedelta(hours=1)
_SEEN_EVERY = timedelta(seconds=30)  # a session's last use is written at most so often
_NOBODY = HASHER.hash(
    secrets.token_urlsafe(16)
)  # checked for unknown accounts, so that they answer as slowly


class SignInRefused(OpennessError):
    """Somebody could not be signed in; the message says what to do and not which part was wrong."""


@dataclass(frozen=True)
class Session:
    """A signed-in user and where from."""

    user: User
    address: str

    @property
    def actor(self) -> Actor:
        """Who the audit log names."""
        return Actor(self.user.login, self.user.role, self.address)


class Sessions:
    """The sessions of one store. `clock` tells the time (tests set it)."""

    def __init__(self, accounts: AccountsFile, clock: Clock = datetime.now) -> None:
        self._accounts = accounts
        self._clock = clock

    def sign_in(self, login: str, password: str, address: str) -> str:
        """Open a session and return its token, which only the reader's cookie holds.

        Raises SignInRefused for a wrong account or password, a locked or switched-off account, an address that must wait.
        """
        now = self._clock()
        with self._accounts.writing() as connection:
            refusal, user = self._judge(connection, login, password, address, now)
            token = "" if user is None else _open(connection, user, address, now)
        if refusal is not None:
            raise refusal
        return token

    def _judge(
        self, connection: sqlite3.Connection, login: str, password: str, address: str, now: datetime
    ) -> tuple[SignInRefused | None, User | None]:
        """The refusal or the user; failures are counted and written down either way."""
        wait = _address_wait(connection, address, now)
        if wait > timedelta(0):
            return SignInRefused(f"这个地址连续登录失败过多，请{int(wait.total_seconds()) + 1}秒后再试"), None
        row = connection.execute("select * from users where login = ?", [login]).fetchone()
        locked_until = row["locked_until"] if row else None
        if locked_until and datetime.fromisoformat(locked_until) > now:
            record(connection, Actor(login, "", address), "sign_in.locked", login, now)
            minutes = int((datetime.fromisoformat(locked_until) - now).total_seconds() // 60) + 1
            return SignInRefused(f"账号已锁定，请{minutes}分钟后再试，或请管理员解锁"), None
        is_right = _is_right(row["password_hash"] if row else _NOBODY, password)
        if row is None or not is_right or row["is_disabled"]:
            _count_failure(connection, row, login, address, now)
            return SignInRefused("账号或密码不对，或账号已停用"), None
        connection.execute(
            "update users set failures = 0, locked_until = null where user_id = ?", [row["user_id"]]
        )
        connection.execute("delete from addresses where address = ?", [address])
        return None, user_of(row)

    def find(self, token: str) -> Session | None:
        """Return the session of a token while it lasts, and note its use; None once it has ended."""
        if not token or not self._accounts.exists():
            return None
        now, digest = self._clock(), _digest(token)
        with self._accounts.reading() as connection:
            row = connection.execute(
                "select users.*, sessions.address, sessions.opened_at, sessions.seen_at from sessions "
                "inner join users using (user_id) where token_digest = ? and not is_disabled",
                [digest],
            ).fetchone()
        if row is None:
            return None
        opened, seen = datetime.fromisoformat(row["opened_at"]), datetime.fromisoformat(row["seen_at"])
        if now - opened > OPEN_FOR or now - seen > IDLE_FOR:
            return None
        if now - seen > _SEEN_EVERY:
            with self._accounts.writing() as connection:
                connection.execute(
                    "update sessions set seen_at = ? where token_digest = ?", [now.isoformat(), digest]
                )
        return Session(user_of(row), row["address"])

    def sign_out(self, token: str, *, everywhere: bool = False) -> None:
        """End a session, or all of its user; nothing happens for a token of no session."""
        session = self.find(token)
        if session is None:
            return
        with self._accounts.writing() as connection:
            if everywhere:
                connection.execute("delete from sessions where user_id = ?", [session.user.user_id])
            else:
                connection.execute("delete from sessions where token_digest = ?", [_digest(token)])
            action = "sign_out.everywhere" if everywhere else "sign_out"
            record(connection, session.actor, action, session.user.login, self._clock())


def _open(connection: sqlite3.Connection, user: User, address: str, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    oldest = (now - OPEN_FOR).isoformat()
    connection.execute("delete from sessions where opened_at < ?", [oldest])
    connection.execute(
        "insert into sessions values (?, ?, ?, ?, ?)",
        [_digest(token), user.user_id, address, now.isoformat(), now.isoformat()],
    )
    record(connection, Actor(user.login, user.role, address), "sign_in", user.login, now)
    return token


def _is_right(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _address_wait(connection: sqlite3.Connection, address: str, now: datetime) -> timedelta:
    """How long an address must still wait: 1, 2, 4 ... seconds after its last failure, at most five minutes."""
    row = connection.execute("select * from addresses where address = ?", [address]).fetchone()
    if row is None or row["failures"] < ADDRESS_FREE:
        return timedelta(0)
    wait = min(timedelta(seconds=2 ** min(row["failures"] - ADDRESS_FREE, 20)), ADDRESS_LONGEST)
    return datetime.fromisoformat(row["failed_at"]) + wait - now


def _count_failure(
    connection: sqlite3.Connection, row: sqlite3.Row | None, login: str, address: str, now: datetime
) -> None:
    forgotten = (now - ADDRESS_FORGOTTEN).isoformat()
    connection.execute("delete from addresses where failed_at < ?", [forgotten])
    connection.execute(
        "insert into addresses values (?, 1, ?) "
        "on conflict do update set failures = failures + 1, failed_at = excluded.failed_at",
        [address, now.isoformat()],
    )
    if row is not None:
        failures = row["failures"] + 1
        locked_until = (now + LOCKED_FOR).isoformat() if failures >= FAILURES_ALLOWED else None
        kept = 0 if locked_until else failures
        connection.execute(
            "update users set failures = ?, locked_until = ? where user_id = ?",
            [kept, locked_until, row["user_id"]],
        )
    record(connection, Actor(login, "", address), "sign_in.failed", login, now)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
