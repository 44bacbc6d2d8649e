"""Accounts: made, changed, switched off, and what their passwords must be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import PasswordHasher
from peopling import OFFICE
from signing import ADDRESS, refused

from data.accounts.audit import anchor, entries
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions, SignInRefused
from data.accounts.users import NewUser, Users
from data.errors import StoreMissing, UsageError


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
    assert [path.name for path in accounts.path.parent.glob("accounts*")] == ["accounts.sqlite"]


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


def test_the_first_two_accounts_may_be_made_at_once(users: Users) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda login: users.add(OFFICE, login, login, "author"), "abcd"))
    assert [user.login for user in users.all()] == ["a", "b", "c", "d"]
    assert len(set(made)) == 4


def test_passwords_are_hashed_with_the_work_owasp_asks_for() -> None:
    hasher = PasswordHasher()
    assert (hasher.type.name, hasher.memory_cost >= 19 * 1024, hasher.time_cost >= 2) == ("ID", True, True)


def test_no_password_or_token_is_stored_as_it_is(
    accounts: AccountsFile, sessions: Sessions, password: str
) -> None:
    token = sessions.sign_in("li", password, ADDRESS)
    with accounts.reading() as connection:
        everything = "\n".join(connection.iterdump())
    assert "argon2id" in everything
    assert password not in everything
    assert token not in everything


def test_an_administrator_ends_all_sessions_of_an_account(
    accounts: AccountsFile, users: Users, sessions: Sessions, password: str
) -> None:
    tokens = [sessions.sign_in("li", password, ADDRESS) for _ in range(2)]
    users.sign_out(OFFICE, "li")
    assert [sessions.find(token) for token in tokens] == [None, None]
    last = list(entries(accounts))[-1]
    assert (last.action, last.subject, last.after) == ("users.sign_out", "li", '{"sessions": 2}')


def test_a_reader_of_the_demonstration_enters_without_a_password(users: Users, sessions: Sessions) -> None:
    users.add_all(OFFICE, [NewUser("demo", "演示", "author", has_password=False)])
    assert users.find("demo").must_change is False
    session = sessions.find(sessions.sign_in_reader("demo", ADDRESS))
    assert session is not None
    users.set_disabled(OFFICE, "demo", is_disabled=True)
    with pytest.raises(SignInRefused):
        sessions.sign_in_reader("demo", ADDRESS)
