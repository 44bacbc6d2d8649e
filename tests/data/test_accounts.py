"""Accounts, signing in, and a trail nobody can edit."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

import data.accounts.sessions
import data.accounts.users
from data.accounts.audit import Actor, anchor, broken_at, entries
from data.accounts.database import AccountsFile
from data.accounts.sessions import IDLE_FOR, LOCKED_FOR, OPEN_FOR, Sessions, SignInRefused
from data.accounts.users import Users
from data.errors import StoreMissing, UsageError

OFFICE = Actor("root", "administrator", "local")
ADDRESS = "10.0.0.7"
MINUTE = timedelta(minutes=1)


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm with little work; one test asks what the product itself uses."""
    for module in (data.accounts.users, data.accounts.sessions):
        monkeypatch.setattr(module, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path) -> AccountsFile:
    return AccountsFile(tmp_path / "store")


@pytest.fixture
def users(accounts: AccountsFile, clock: Clock) -> Users:
    return Users(accounts, clock)


@pytest.fixture
def sessions(accounts: AccountsFile, clock: Clock) -> Sessions:
    return Sessions(accounts, clock)


@pytest.fixture
def password(users: Users) -> str:
    """The first password of the supervisor `li`."""
    return users.add(OFFICE, "li", "李四", "supervisor")


def refused(sessions: Sessions, login: str, password: str, address: str = ADDRESS) -> str:
    with pytest.raises(SignInRefused) as error:
        sessions.sign_in(login, password, address)
    return str(error.value)


def test_there_are_no_accounts_until_one_is_made(users: Users, sessions: Sessions) -> None:
    assert users.all() == []
    assert sessions.find("any token") is None
    with pytest.raises(StoreMissing, match="没有账号“li”"):
        users.find("li")


def test_the_first_password_must_be_changed(users: Users, sessions: Sessions, password: str) -> None:
    session = sessions.find(sessions.sign_in("li", password, ADDRESS))
    assert session is not None
    assert (session.user.role, session.user.must_change) == ("supervisor", True)
    users.change_password(session.actor, "li", "Kaifang-2026")
    again = sessions.find(sessions.sign_in("LI", "Kaifang-2026", ADDRESS))
    assert again is not None
    assert again.user.must_change is False


@pytest.mark.parametrize("weak", ["short-1", "alllowercase", "1234567890", "li-and-more-LI"])
def test_a_weak_password_is_refused(users: Users, password: str, weak: str) -> None:
    with pytest.raises(UsageError, match="密码至少10个字符"):
        users.change_password(OFFICE, "li", weak)


@pytest.mark.parametrize(
    ("login", "role", "unit_id"),
    [
        ("li", "author", None),
        ("", "author", None),
        ("wu", "king", None),
        ("wu", "unit", None),
        ("wu", "author", "U01"),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(
    users: Users, password: str, login: str, role: str, unit_id: str | None
) -> None:
    with pytest.raises(UsageError):
        users.add(OFFICE, login, "某人", role, unit_id)


def test_five_failures_lock_an_account_for_thirty_minutes(
    sessions: Sessions, clock: Clock, password: str
) -> None:
    for _ in range(5):
        assert refused(sessions, "li", "wrong") == "账号或密码不对，或账号已停用"
    clock.now += LOCKED_FOR - MINUTE
    assert "账号已锁定，请" in refused(sessions, "li", password)
    clock.now += 2 * MINUTE
    assert sessions.sign_in("li", password, ADDRESS)


def test_a_right_password_forgets_earlier_failures(sessions: Sessions, password: str) -> None:
    for _ in range(2):
        for _ in range(4):
            refused(sessions, "li", "wrong")
        assert sessions.sign_in("li", password, ADDRESS)


def test_an_administrator_lifts_a_lock(users: Users, sessions: Sessions, password: str) -> None:
    for _ in range(5):
        refused(sessions, "li", "wrong")
    users.unlock(OFFICE, "li")
    assert sessions.sign_in("li", password, ADDRESS)


def test_an_address_that_guesses_waits_longer_and_longer(
    sessions: Sessions, clock: Clock, password: str
) -> None:
    for number in range(9):
        clock.now += 2 * MINUTE
        refused(sessions, f"guess{number}", "wrong")
    assert "秒后再试" in refused(sessions, "li", password)
    assert sessions.sign_in("li", password, "10.0.0.8")
    clock.now += MINUTE
    assert sessions.sign_in("li", password, ADDRESS)


def test_unknown_disabled_and_wrong_answer_alike(users: Users, sessions: Sessions, password: str) -> None:
    told = {refused(sessions, "nobody", password), refused(sessions, "li", "wrong")}
    users.set_disabled(OFFICE, "li", is_disabled=True)
    assert told == {refused(sessions, "li", password)}


def test_a_session_ends_when_it_is_not_used(sessions: Sessions, clock: Clock, password: str) -> None:
    token = sessions.sign_in("li", password, ADDRESS)
    for _ in range(3):
        clock.now += IDLE_FOR - MINUTE
        assert sessions.find(token)
    clock.now += IDLE_FOR + MINUTE
    assert sessions.find(token) is None


def test_a_session_ends_after_eight_hours_of_use(sessions: Sessions, clock: Clock, password: str) -> None:
    token, opened = sessions.sign_in("li", password, ADDRESS), clock.now
    while clock.now - opened < OPEN_FOR - 20 * MINUTE:
        clock.now += 20 * MINUTE
        assert sessions.find(token)
    clock.now = opened + OPEN_FOR + MINUTE
    assert sessions.find(token) is None


def test_signing_out_ends_one_session_or_all(sessions: Sessions, password: str) -> None:
    first, second, third = (sessions.sign_in("li", password, ADDRESS) for _ in range(3))
    sessions.sign_out(first)
    assert sessions.find(first) is None
    assert sessions.find(second)
    sessions.sign_out(second, everywhere=True)
    assert sessions.find(third) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda users: users.set_role(OFFICE, "li", "unit", "U01"),
        lambda users: users.set_disabled(OFFICE, "li", is_disabled=True),
        lambda users: users.reset_password(OFFICE, "li"),
    ],
)
def test_a_changed_account_is_signed_out(users: Users, sessions: Sessions, password: str, change) -> None:
    token = sessions.sign_in("li", password, ADDRESS)
    change(users)
    assert sessions.find(token) is None


def test_no_password_or_token_is_stored_as_it_is(
    accounts: AccountsFile, sessions: Sessions, password: str
) -> None:
    token = sessions.sign_in("li", password, ADDRESS)
    with accounts.reading() as connection:
        everything = "\n".join(connection.iterdump())
    assert "argon2id" in everything
    assert password not in everything
    assert token not in everything


def test_passwords_are_hashed_with_the_work_owasp_asks_for() -> None:
    hasher = PasswordHasher()
    assert (hasher.type.name, hasher.memory_cost >= 19 * 1024, hasher.time_cost >= 2) == ("ID", True, True)


# The trail


def test_every_change_and_sign_in_is_written_down(
    accounts: AccountsFile, users: Users, sessions: Sessions, password: str
) -> None:
    refused(sessions, "li", "wrong")
    sessions.sign_in("li", password, ADDRESS)
    users.set_role(OFFICE, "li", "unit", "U01")
    told = [(entry.login, entry.action, entry.subject, entry.address) for entry in entries(accounts)]
    assert told == [
        ("root", "users.add", "li", "local"),
        ("li", "sign_in.failed", "li", ADDRESS),
        ("li", "sign_in", "li", ADDRESS),
        ("root", "users.role", "li", "local"),
    ]
    last = list(entries(accounts))[-1]
    assert '"role": "supervisor"' in last.before
    assert '"unit_id": "U01"' in last.after
    assert broken_at(accounts) is None


def test_the_log_refuses_changes(accounts: AccountsFile, password: str) -> None:
    for statement in ("update audit set login = 'x'", "delete from audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), accounts.writing() as connection:
            connection.execute(statement)


def tamper(accounts: AccountsFile, statement: str) -> None:
    """What somebody with the file and an editor could do."""
    with sqlite3.connect(accounts.path) as connection:
        connection.execute("drop trigger audit_is_never_changed")
        connection.execute("drop trigger audit_is_never_deleted")
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "update audit set subject = 'wang' where entry_no = 2",
        "delete from audit where entry_no = 2",
        "update audit set entry_no = 9 where entry_no = 2",
    ],
)
def test_one_tampered_entry_is_found(accounts: AccountsFile, users: Users, statement: str) -> None:
    for login in ("one", "two", "three"):
        users.add(OFFICE, login, login, "author")
    assert broken_at(accounts) is None
    tamper(accounts, statement)
    assert broken_at(accounts) == 2


def test_a_log_cut_off_at_its_end_is_found_by_its_anchor(accounts: AccountsFile, users: Users) -> None:
    for login in ("one", "two", "three"):
        users.add(OFFICE, login, login, "author")
    end = anchor(accounts)
    assert end is not None
    assert broken_at(accounts, end) is None
    tamper(accounts, "delete from audit where entry_no = 3")
    assert broken_at(accounts) is None
    assert broken_at(accounts, end) == 3
