"""Signing in and staying signed in: locks after failures, sessions that end, all of it in the audit log.

Five failures in a row lock an account for 30 minutes, and a login of no account just the same: nobody learns at the
door which accounts there are. From an address with many failures those accounts must wait ever longer that failed
there; the others, people behind the same address, come in, until failures are so many that all must wait. A
session ends after 30 minutes without use and after 8 hours at the latest.

A password is hashed between two looks at the file, not while it is held, so that guessing keeps nobody from working.
The second look decides: of guesses that come at once, none is answered beyond the allowed number.
"""

from __future__ import annotations

import functools
import hashlib
import secrets
import sqlite3
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.accounts.audit import Actor, legible, record
from data.accounts.database import AccountsFile
from data.accounts.failures import (
    Attempt,
    address_wait,
    count_at_address,
    count_failure,
    forget_failures,
    locked_for,
    stranger,
)
from data.accounts.users import HASHER, Clock, User, is_right, row_of, user_of
from data.errors import OpennessError

IDLE_FOR = timedelta(minutes=30)
OPEN_FOR = timedelta(hours=8)
_SEEN_EVERY = timedelta(seconds=30)  # a session's last use is written at most so often
_CLOCK_SET_BACK = timedelta(
    minutes=5
)  # further ahead than this, a session was opened by a clock that was wrong
_LONGEST_LOGIN = 60  # characters of what is written down of a login that is none
_HASHING = threading.Semaphore(2)  # a hash takes 64 MB: many guesses at once must not take all there is
_WRONG = "账号或密码不对，或账号已停用"


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
        attempt = self._attempt(login, password, address)
        with self._accounts.writing() as connection:
            now = self._clock()
            refusal, user = _judge(connection, attempt, now)
            token = "" if user is None else _open(connection, user, address, now)
        if refusal is not None:
            raise refusal
        return token

    def sign_in_reader(self, login: str, address: str) -> str:
        """Open a session without a password, for a demonstration's reader; who may, the caller has seen to.

        Raises SignInRefused where there is no such account or it is switched off.
        """
        with self._accounts.writing() as connection:
            row = row_of(connection, login)
            if row is None or row["is_disabled"]:
                raise SignInRefused(_WRONG)
            return _open(connection, user_of(row), address, self._clock(), "sign_in.demo")

    def check_password(self, login: str, password: str, address: str) -> None:
        """Raise SignInRefused unless that is the account's password; a wrong one counts like one at the door."""
        attempt = self._attempt(login, password, address)
        with self._accounts.writing() as connection:
            refusal, _ = _judge(connection, attempt, self._clock())
        if refusal is not None:
            raise refusal

    def _attempt(self, login: str, password: str, address: str) -> Attempt:
        """Hash the password and compare, without holding the file; as slow for an account that is none."""
        if not self._accounts.exists():
            raise SignInRefused(_WRONG)
        login, now, unknown = legible(login[:_LONGEST_LOGIN]), self._clock(), _unknown_hash()
        with self._accounts.reading() as connection:
            wait, row = address_wait(connection, address, login, now), row_of(connection, login)
            is_locked = bool(locked_for(row or stranger(connection, login), now))
        if wait:
            raise _must_wait(wait)
        password_hash = row["password_hash"] if row is not None else unknown
        if is_locked:
            return Attempt(login, address, password_hash, is_right=False)
        with _HASHING:
            return Attempt(login, address, password_hash, is_right=is_right(password_hash, password))

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
        if not (_lasts(opened, OPEN_FOR, now) and _lasts(seen, IDLE_FOR, now)):
            return None
        if now - seen > _SEEN_EVERY:
            with self._accounts.writing() as connection:
                connection.execute(
                    "update sessions set seen_at = max(seen_at, ?) where token_digest = ?",
                    [now.isoformat(), digest],
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


def _open(
    connection: sqlite3.Connection, user: User, address: str, now: datetime, action: str = "sign_in"
) -> str:
    token = secrets.token_urlsafe(32)
    oldest = (now - OPEN_FOR).isoformat()
    connection.execute("delete from sessions where opened_at < ?", [oldest])
    connection.execute(
        "insert into sessions values (?, ?, ?, ?, ?)",
        [_digest(token), user.user_id, address, now.isoformat(), now.isoformat()],
    )
    record(connection, Actor(user.login, user.role, address), action, user.login, now)
    return token


def _judge(
    connection: sqlite3.Connection, attempt: Attempt, now: datetime
) -> tuple[SignInRefused | None, User | None]:
    """The refusal or the user; failures are counted and written down either way."""
    wait = address_wait(connection, attempt.address, attempt.login, now)
    if wait:
        return _must_wait(wait), None
    row = row_of(connection, attempt.login)
    locked = locked_for(row or stranger(connection, attempt.login), now)
    if locked:
        count_at_address(connection, attempt, now)
        record(connection, attempt.actor, "sign_in.locked", attempt.login, now)
        minutes = int(locked.total_seconds() // 60) + 1
        return SignInRefused(f"账号已锁定，请{minutes}分钟后再试，或请管理员解锁"), None
    is_this = row is not None and attempt.is_right and row["password_hash"] == attempt.password_hash
    if row is None or not is_this or row["is_disabled"]:
        count_failure(connection, row, attempt, now)
        return SignInRefused(_WRONG), None
    forget_failures(connection, row, attempt)
    return None, user_of(row)


def _must_wait(wait: timedelta) -> SignInRefused:
    return SignInRefused(f"这个地址连续登录失败过多，请{int(wait.total_seconds()) + 1}秒后再试")


def _lasts(since: datetime, longest: timedelta, now: datetime) -> bool:
    return -_CLOCK_SET_BACK <= now - since <= longest


@functools.cache
def _unknown_hash() -> str:
    """What the password for an account that is none is compared with, so that the answer takes as long."""
    return HASHER.hash(secrets.token_urlsafe(16))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
