"""Small vocabulary of the account tests: who does it, from where, at what time."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

import pytest

from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions, SignInRefused

ADDRESS = "10.0.0.7"
MINUTE = timedelta(minutes=1)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 0)

    def __call__(self) -> datetime:
        return self.now


def refused(sessions: Sessions, login: str, password: str, address: str = ADDRESS) -> str:
    with pytest.raises(SignInRefused) as error:
        sessions.sign_in(login, password, address)
    return str(error.value)


def fail(sessions: Sessions, times: int, address: str = ADDRESS) -> None:
    """That many wrong tries from an address, each at another account."""
    for number in range(times):
        refused(sessions, f"guess{number}", "wrong", address)


def tamper(accounts: AccountsFile, statement: str) -> None:
    """What somebody with the file and an editor could do."""
    with sqlite3.connect(accounts.path) as connection:
        connection.execute("drop trigger audit_is_never_changed")
        connection.execute("drop trigger audit_is_never_deleted")
        connection.execute(statement)
