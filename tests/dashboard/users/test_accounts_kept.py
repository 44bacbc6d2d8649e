"""Accounts and the audit log in check, backup and restore."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

from users_told import HERE

from data.accounts.audit import broken_at, entries
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.checkup import check_log


def report(store: Path) -> tuple[bool, str]:
    """Whether the log is in order, and what is said of it."""
    [finding] = check_log(store)
    assert finding.subject == "操作日志"
    return finding.is_good, finding.message


def tamper(store: Path, statement: str) -> None:
    """What somebody with the file and an editor could do."""
    with sqlite3.connect(AccountsFile(store).path) as connection:
        for trigger in ("audit_is_never_changed", "audit_is_never_deleted"):
            connection.execute(f"drop trigger {trigger}")
        connection.execute(statement)


def test_check_is_silent_without_accounts_and_content_with_a_whole_log(store: Path, ask) -> None:
    assert check_log(store) == []
    ask("users", "add", "wang", "--name", "王五", "--role", "administrator")
    assert report(store) == (True, "1条首尾相接；尚未备份")


def test_one_tampered_entry_is_found_by_check(cli, store: Path, ask, password: str) -> None:
    for login in ("li", "wu"):
        ask("users", "add", login, "--name", login, "--role", "author")
    tamper(store, "update audit set login = '别人' where entry_no = 2")
    answer = cli("check", "--store", store)
    assert (answer.code, "异常  操作日志：自第2条起被改动、删除或插入。请把" in answer.out) == (1, True)


def test_a_log_shorter_than_at_the_last_backup_is_found(
    store: Path, ask, password: str, tmp_path: Path
) -> None:
    ask("users", "add", "li", "--name", "李四", "--role", "author")
    ask("backup", tmp_path / "b.zip")
    assert report(store) == (True, "3条首尾相接，与最近一次备份时的第2条相符")
    tamper(store, "delete from audit where entry_no > 1")
    is_good, told = report(store)
    assert (is_good, told.startswith("自第2条起")) == (False, True)


def test_a_damaged_accounts_file_is_found(store: Path, password: str) -> None:
    AccountsFile(store).path.write_bytes(b"no database at all" * 500)
    is_good, told = report(store)
    assert (is_good, "已损坏" in told) == (False, True)


def test_a_restored_store_has_the_accounts_and_the_log_but_nobody_signed_in(
    cli, store: Path, ask, password: str, tmp_path: Path
) -> None:
    live = Sessions(AccountsFile(store))
    token = live.sign_in("wang", password, HERE)
    before = list(entries(AccountsFile(store)))
    ask("backup", tmp_path / "b.zip")
    new = tmp_path / "new"
    assert cli("restore", tmp_path / "b.zip", "--store", new).code == 0
    accounts = AccountsFile(new)
    restored = list(entries(accounts))
    assert restored[:-1] == before
    assert (restored[-1].action, restored[-1].address) == ("restore", "local")
    assert broken_at(accounts) is None
    assert cli("check", "--store", new).code == 0
    assert (live.find(token) is not None, Sessions(accounts).find(token)) == (True, None)
    assert Sessions(accounts).sign_in("wang", password, HERE)
    for path in (accounts.path, tmp_path / "b.zip"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_backup_holds_no_session(store: Path, ask, password: str, tmp_path: Path) -> None:
    Sessions(AccountsFile(store)).sign_in("wang", password, HERE)
    with AccountsFile(store).reading() as connection:
        [(digest,)] = connection.execute("select token_digest from sessions").fetchall()
    ask("backup", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        packed = archive.read("accounts.sqlite")
    assert b"$argon2id$" in packed
    assert digest.encode() not in packed


def test_a_backup_whose_log_ends_elsewhere_is_refused(cli, ask, password: str, tmp_path: Path) -> None:
    ask("backup", tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive, zipfile.ZipFile(tmp_path / "odd.zip", "w") as odd:
        for name in archive.namelist():
            content = archive.read(name)
            if name == "manifest.json":
                manifest = json.loads(content)
                assert manifest["audit"]["entry_no"] == 1
                manifest["audit"]["digest"] = "0" * 64
                content = json.dumps(manifest).encode()
            odd.writestr(name, content)
    answer = cli("restore", tmp_path / "odd.zip", "--store", tmp_path / "new")
    assert (answer.code, "操作日志的末尾与清单不符" in answer.err) == (3, True)
    assert not AccountsFile(tmp_path / "new").exists()


def test_a_restore_never_replaces_accounts(cli, ask, store: Path, password: str, tmp_path: Path) -> None:
    ask("backup", tmp_path / "b.zip")
    (tmp_path / "new").mkdir()
    AccountsFile(store).path.rename(tmp_path / "new" / "accounts.sqlite")
    answer = cli("restore", tmp_path / "b.zip", "--store", tmp_path / "new")
    assert (answer.code, "目标库已有数据" in answer.err) == (3, True)
