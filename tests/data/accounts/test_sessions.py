"""Signing in and staying signed in: locks, waiting, sessions that end; nobody learns which accounts there are."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from peopling import OFFICE
from signing import ADDRESS, MINUTE, Clock, fail, refused

import data.accounts.database
import data.accounts.sessions
from data.accounts.audit import broken_at, entries, record
from data.accounts.database import AccountsFile
from data.accounts.failures import ADDRESS_CROWD, ADDRESS_FREE, LOCKED_FOR
from data.accounts.sessions import IDLE_FOR, OPEN_FOR, Sessions
from data.accounts.users import Users


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
    refused(sessions, "li", "wrong")
    fail(sessions, ADDRESS_FREE)
    assert "3秒后再试" in refused(sessions, "li", password)
    assert sessions.sign_in("li", password, "10.0.0.8")
    clock.now += MINUTE
    assert sessions.sign_in("li", password, ADDRESS)


def test_guesses_that_come_at_once_are_answered_no_oftener(
    sessions: Sessions, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = threading.Barrier(10)
    compare = data.accounts.sessions.is_right

    def compare_together(password_hash: str, password: str) -> bool:
        together.wait(10)
        return compare(password_hash, password)

    monkeypatch.setattr(data.accounts.sessions, "is_right", compare_together)
    monkeypatch.setattr(data.accounts.sessions, "_HASHING", threading.Semaphore(10))
    with ThreadPoolExecutor(10) as pool:
        told = list(pool.map(lambda n: refused(sessions, "li", f"wrong{n}", f"10.0.0.{n}"), range(10)))
    assert sum("账号或密码不对" in words for words in told) == 5
    assert sum("账号已锁定" in words for words in told) == 5


def test_nobody_waits_while_a_password_is_compared(
    accounts: AccountsFile, sessions: Sessions, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []

    def write_meanwhile(*_: str) -> bool:
        with accounts.writing() as connection:
            record(connection, OFFICE, "meanwhile", "", datetime(2026, 11, 23))
        written.append(True)
        return True

    monkeypatch.setattr(data.accounts.database, "_WAIT_SECONDS", 0.0)
    monkeypatch.setattr(data.accounts.sessions, "is_right", write_meanwhile)
    assert sessions.sign_in("li", password, ADDRESS)
    assert written == [True]


def test_a_password_reset_while_the_old_one_is_compared_wins(
    users: Users, sessions: Sessions, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reset_meanwhile(*_: str) -> bool:
        users.reset_password(OFFICE, "li")
        return True

    monkeypatch.setattr(data.accounts.sessions, "is_right", reset_meanwhile)
    assert "账号或密码不对" in refused(sessions, "li", password)


def test_an_account_of_ones_own_does_not_wash_away_guesses(sessions: Sessions, password: str) -> None:
    fail(sessions, ADDRESS_FREE - 1)
    assert sessions.sign_in("li", password, ADDRESS)
    fail(sessions, 1)
    assert "秒后再试" in refused(sessions, "guess0", "wrong")


def test_ones_own_mistakes_are_forgotten_at_the_address_too(sessions: Sessions, password: str) -> None:
    for _ in range(3):
        for _ in range(4):
            refused(sessions, "li", "wrong")
        assert sessions.sign_in("li", password, ADDRESS)


def test_tries_at_a_locked_account_slow_the_address_down(sessions: Sessions, password: str) -> None:
    for _ in range(5):
        refused(sessions, "li", "wrong", "10.0.0.8")
    for _ in range(ADDRESS_FREE):
        assert "账号已锁定" in refused(sessions, "li", "wrong")
    assert "秒后再试" in refused(sessions, "li", "wrong")


def test_one_network_of_many_addresses_is_one(sessions: Sessions, password: str) -> None:
    for number in range(ADDRESS_CROWD):
        refused(sessions, f"guess{number}", "wrong", f"2001:db8::{number}")
    assert "秒后再试" in refused(sessions, "li", password, "2001:db8::77")
    assert sessions.sign_in("li", password, "2001:db8:0:1::77")


def test_a_clock_set_back_locks_nobody_out_and_keeps_nobody_in(
    sessions: Sessions, clock: Clock, password: str
) -> None:
    clock.now += timedelta(days=365)
    token = sessions.sign_in("li", password, ADDRESS)
    fail(sessions, ADDRESS_FREE)
    for _ in range(5):
        refused(sessions, "li", "wrong", "10.0.0.8")
    clock.now -= timedelta(days=365)
    assert sessions.find(token) is None
    assert sessions.sign_in("li", password, ADDRESS)


def test_a_clock_put_right_by_a_minute_changes_nothing(
    sessions: Sessions, clock: Clock, password: str
) -> None:
    token = sessions.sign_in("li", password, ADDRESS)
    for _ in range(5):
        refused(sessions, "li", "wrong")
    clock.now -= MINUTE
    assert sessions.find(token)
    assert "账号已锁定，请32分钟后再试" in refused(sessions, "li", password)


@pytest.mark.parametrize(
    ("login", "password"), [("\udcff" * 999, "x"), ("li", "\udcff"), ("", "")], ids=["long", "odd", "empty"]
)
def test_what_can_be_no_login_is_a_wrong_one(
    accounts: AccountsFile, sessions: Sessions, users: Users, login: str, password: str
) -> None:
    users.add(OFFICE, "li", "李四", "supervisor")
    assert "账号或密码不对" in refused(sessions, login, password)
    assert len(list(entries(accounts))[-1].login) < 500
    assert broken_at(accounts) is None


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


def test_every_sign_in_gives_a_new_token(sessions: Sessions, password: str) -> None:
    first, second = (sessions.sign_in("li", password, ADDRESS) for _ in range(2))
    assert first != second
    assert min(len(first), len(second)) >= 43  # 32 random bytes


def test_a_lock_says_nothing_of_whether_there_is_such_an_account(sessions: Sessions, password: str) -> None:
    told = {}
    for login in ("li", "nobody"):
        told[login] = [refused(sessions, login, "wrong", f"{login}-{number}") for number in range(7)]
    assert told["li"] == told["nobody"]
    assert "账号已锁定，请" in told["nobody"][-1]


def test_a_login_of_no_account_is_compared_as_often_as_one_of_an_account(
    sessions: Sessions, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    monkeypatch.setattr(data.accounts.sessions, "is_right", lambda *_: bool(compared.append(1)))
    for login in ("li", "nobody"):
        for number in range(7):
            refused(sessions, login, "wrong", f"{login}-{number}")
    assert len(compared) == 10  # five each: who is locked is not compared at all


def test_a_colleague_behind_the_same_address_does_not_wait(sessions: Sessions, password: str) -> None:
    fail(sessions, ADDRESS_FREE)
    assert "秒后再试" in refused(sessions, "guess0", "wrong")
    assert sessions.sign_in("li", password, ADDRESS)


def test_so_many_failures_at_an_address_that_all_must_wait(sessions: Sessions, password: str) -> None:
    fail(sessions, ADDRESS_CROWD)
    assert "秒后再试" in refused(sessions, "li", password)
    assert sessions.sign_in("li", password, "10.0.0.8")
