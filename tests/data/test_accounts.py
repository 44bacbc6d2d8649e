"""Accounts, signing in, and a trail nobody can edit."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

import data.accounts.database
import data.accounts.sessions
import data.accounts.users
from data.accounts.audit import Actor, anchor, broken_at, entries, record, remember, remembered
from data.accounts.database import AccountsFile
from data.accounts.sessions import ADDRESS_FREE, IDLE_FOR, LOCKED_FOR, OPEN_FOR, Sessions, SignInRefused
from data.accounts.users import Users
from data.errors import StoreBusy, StoreDamaged, StoreMissing, UsageError

ROOT = Path(__file__).parents[2]

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


def test_a_stranger_at_the_door_makes_no_accounts(accounts: AccountsFile, sessions: Sessions) -> None:
    assert refused(sessions, "li", "wrong") == "账号或密码不对，或账号已停用"
    with pytest.raises(StoreMissing, match="还没有账户"), accounts.writing():
        pass
    assert not accounts.exists()


def test_only_its_owner_reads_the_file(accounts: AccountsFile, password: str) -> None:
    assert accounts.path.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in accounts.path.parent.iterdir()) == ["accounts.sqlite", "writer.lock"]


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


@pytest.mark.parametrize(("login", "name"), [("wu li", "吴"), ("wu\n", "吴"), ("wu", " "), ("wu", "吴\x1b")])
def test_a_login_and_a_name_can_be_read(users: Users, login: str, name: str) -> None:
    with pytest.raises(UsageError):
        users.add(OFFICE, login, name, "author")


def test_the_first_password_cannot_be_kept(users: Users, password: str) -> None:
    with pytest.raises(UsageError, match="不能与现在的密码相同"):
        users.change_password(OFFICE, "li", password)


@pytest.mark.parametrize(
    "change",
    [
        lambda users: users.set_role(OFFICE, "root", "author"),
        lambda users: users.set_disabled(OFFICE, "root", is_disabled=True),
    ],
)
def test_the_last_administrator_stays(users: Users, accounts: AccountsFile, change) -> None:
    users.add(OFFICE, "root", "管理员", "administrator")
    users.add(OFFICE, "old", "原管理员", "administrator")
    users.set_disabled(OFFICE, "old", is_disabled=True)
    before = anchor(accounts)
    with pytest.raises(UsageError, match="最后一个启用的管理员"):
        change(users)
    assert (users.find("root").role, users.find("root").is_disabled) == ("administrator", False)
    assert anchor(accounts) == before
    users.set_disabled(OFFICE, "old", is_disabled=False)
    change(users)


def test_two_administrators_cannot_switch_each_other_off_at_once(users: Users) -> None:
    for login in ("one", "two"):
        users.add(OFFICE, login, login, "administrator")

    def switch_off(login: str) -> bool:
        try:
            users.set_disabled(OFFICE, login, is_disabled=True)
        except UsageError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(switch_off, ("one", "two"))) == [False, True]


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


def fail(sessions: Sessions, times: int, address: str = ADDRESS) -> None:
    """That many wrong tries from an address, each at another account."""
    for number in range(times):
        refused(sessions, f"guess{number}", "wrong", address)


def test_an_account_of_ones_own_does_not_wash_away_guesses(sessions: Sessions, password: str) -> None:
    fail(sessions, ADDRESS_FREE - 1)
    assert sessions.sign_in("li", password, ADDRESS)
    fail(sessions, 1)
    assert "秒后再试" in refused(sessions, "li", password)


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
    for number in range(ADDRESS_FREE):
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


def test_lifting_a_lock_leaves_who_works_signed_in(users: Users, sessions: Sessions, password: str) -> None:
    token = sessions.sign_in("li", password, ADDRESS)
    users.unlock(OFFICE, "li")
    assert sessions.find(token)


def test_every_sign_in_gives_a_new_token(sessions: Sessions, password: str) -> None:
    first, second = (sessions.sign_in("li", password, ADDRESS) for _ in range(2))
    assert first != second
    assert min(len(first), len(second)) >= 43  # 32 random bytes


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
    tamper(accounts, "delete from audit where entry_no > 1")
    assert broken_at(accounts) is None
    assert broken_at(accounts, end) == 2


def test_a_log_written_anew_is_found_by_its_anchor(accounts: AccountsFile, users: Users) -> None:
    for login in ("one", "two"):
        users.add(OFFICE, login, login, "author")
    end = anchor(accounts)
    assert end is not None
    remember(accounts, end, datetime(2026, 11, 23))
    assert remembered(accounts) == end
    tamper(accounts, "delete from audit where entry_no = 2")
    users.add(OFFICE, "three", "three", "author")
    assert broken_at(accounts) is None
    assert broken_at(accounts, remembered(accounts)) == 2


def test_what_a_backup_remembered_is_never_changed(accounts: AccountsFile, password: str) -> None:
    end = anchor(accounts)
    assert end is not None
    remember(accounts, end, datetime(2026, 11, 23))
    for statement in ("update anchors set digest = 'x'", "delete from anchors"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), accounts.writing() as connection:
            connection.execute(statement)


WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from data.accounts.audit import Actor, record
from data.accounts.database import AccountsFile
accounts = AccountsFile(Path(sys.argv[1]))
for number in range(20):
    with accounts.writing() as connection:
        record(connection, Actor(sys.argv[2], "", "local"), "test", str(number), datetime(2026, 11, 23))
"""


def test_two_processes_write_one_chain(accounts: AccountsFile, password: str) -> None:
    command = [sys.executable, "-c", WRITER, str(accounts.path.parent)]
    children = [subprocess.Popen([*command, name], cwd=ROOT) for name in ("one", "two")]
    assert [child.wait(60) for child in children] == [0, 0]
    told = [(entry.login, entry.subject) for entry in entries(accounts)][1:]
    assert sorted(told) == sorted((name, str(number)) for name in ("one", "two") for number in range(20))
    assert broken_at(accounts) is None


def test_the_first_two_accounts_may_be_made_at_once(users: Users) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda login: users.add(OFFICE, login, login, "author"), "abcd"))
    assert [user.login for user in users.all()] == ["a", "b", "c", "d"]
    assert len(set(made)) == 4


# The file


def test_a_file_that_is_in_use_or_damaged_is_said(
    accounts: AccountsFile, users: Users, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data.accounts.database, "_WAIT_SECONDS", 0.0)
    with accounts.writing(), pytest.raises(StoreBusy, match="正由另一个程序写入"):
        users.unlock(OFFICE, "li")
    accounts.path.write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreDamaged, match="已损坏"):
        users.all()


def test_a_failure_inside_leaves_nothing(accounts: AccountsFile, password: str) -> None:
    before = anchor(accounts)

    def stop_half_way() -> None:
        with accounts.writing() as connection:
            record(connection, OFFICE, "half", "", datetime(2026, 11, 23))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_half_way()
    assert anchor(accounts) == before


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder nobody may write to, as on a medium that is read-only; root, who may always, becomes nobody."""
    folder.chmod(0o555)
    was = os.geteuid()
    try:
        if was == 0:
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(was)
        folder.chmod(0o755)


def test_accounts_are_read_where_nothing_can_be_written(accounts: AccountsFile, password: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "store"
        folder.mkdir()
        shutil.copy(accounts.path, folder)
        copied = AccountsFile(folder)
        copied.path.chmod(0o444)
        with unwritable(folder):
            assert [user.login for user in Users(copied).all()] == ["li"]
            assert broken_at(copied) is None
