"""The trail nobody can edit, and the file it lies in."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from peopling import OFFICE
from signing import ADDRESS, Clock, refused, tamper

import data.accounts.database
from data.accounts.audit import Actor, anchor, broken_at, entries, record, remember, remembered
from data.accounts.database import AccountsFile
from data.accounts.log import Wanted, actions, count_entries, find_entries, people
from data.accounts.sessions import Sessions
from data.accounts.users import Users
from data.errors import StoreBusy, StoreDamaged

ROOT = Path(__file__).parents[3]


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


def test_a_file_cut_off_is_not_begun_anew(accounts: AccountsFile, users: Users, password: str) -> None:
    accounts.path.write_bytes(b"")
    with pytest.raises(StoreDamaged, match="已损坏"):
        users.add(OFFICE, "wang", "王五", "author")
    assert accounts.path.stat().st_size == 0


def test_a_file_of_an_older_program_gets_the_tables_it_lacks(
    accounts: AccountsFile, sessions: Sessions, password: str
) -> None:
    with sqlite3.connect(accounts.path) as connection:
        connection.execute("drop table tries")
        connection.execute("drop table strangers")
    accounts.upgrade()
    assert sessions.sign_in("li", password, ADDRESS)


# Looking into it


@pytest.fixture
def written(accounts: AccountsFile, users: Users, clock: Clock) -> AccountsFile:
    """Accounts made on three days, one of them with words that a page or a workbook could run."""
    for days, login in enumerate(("one", "two", "=HYPERLINK")):
        clock.now = datetime(2026, 3, 1 + days, 23, 59)
        users.add(Actor("wang" if days else "root", "administrator", "10.0.0.9"), login, login, "author")
    return accounts


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [3, 2, 1]),
        (Wanted(login="WANG"), [3, 2]),
        (Wanted(action="users.add", since=date(2026, 3, 2)), [3, 2]),
        (Wanted(until=date(2026, 3, 2)), [2, 1]),
        (Wanted(text="hyperlink"), [3]),
        (Wanted(text="' or 1=1 --"), []),
        (Wanted(action="users.role"), []),
    ],
)
def test_entries_are_found_by_person_action_day_and_words(
    written: AccountsFile, wanted: Wanted, found: list[int]
) -> None:
    assert [entry.entry_no for entry in find_entries(written, wanted)] == found
    assert count_entries(written, wanted) == len(found)


def test_entries_come_page_by_page(written: AccountsFile) -> None:
    assert [entry.entry_no for entry in find_entries(written, Wanted(), 2)] == [3, 2]
    assert [entry.entry_no for entry in find_entries(written, Wanted(), 2, 2)] == [1]
    assert (people(written), actions(written)) == (["root", "wang"], ["users.add"])


def test_no_entry_is_ever_deleted_however_old(
    accounts: AccountsFile, users: Users, sessions: Sessions, clock: Clock, tmp_path: Path
) -> None:
    password = users.add(OFFICE, "li", "李四", "supervisor")
    clock.now += timedelta(days=3 * 366)
    sessions.sign_in("li", password, ADDRESS)
    refused(sessions, "nobody", "wrong")
    users.reset_password(OFFICE, "li")
    accounts.copy_to(tmp_path / "copy.sqlite")
    accounts.upgrade()
    told = [entry.action for entry in entries(accounts)]
    assert told == ["users.add", "sign_in", "sign_in.failed", "users.reset"]
    copied = AccountsFile(tmp_path)
    copied.path = tmp_path / "copy.sqlite"
    assert [entry.action for entry in entries(copied)] == told
