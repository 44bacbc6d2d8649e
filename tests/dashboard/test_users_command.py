"""users: accounts at this machine; what commands leave in the audit log; the log in check, backup and restore."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from python_calamine import CalamineWorkbook

import data.accounts.sessions
import data.accounts.users
from data.accounts.audit import broken_at, entries
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions, SignInRefused
from data.checkup import check_log

HEAD = "抽测编号,单位,抽测日期,指标,得分,满分"
HERE = "127.0.0.1"
with_facts = pytest.mark.parametrize("store", ["golden_store"], indirect=True, ids=["facts"])


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm with little work."""
    for module in (data.accounts.users, data.accounts.sessions):
        monkeypatch.setattr(module, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the store that holds a scheme alone, quick to check; with the facts of a district where a test asks."""
    source = request.getfixturevalue(getattr(request, "param", "scheme_store"))
    return Path(shutil.copytree(source, tmp_path / "store"))


@pytest.fixture
def ask(cli, store: Path) -> Callable[..., str]:
    """Run a command on the store that must succeed; answers what it printed."""

    def run(*words: object) -> str:
        answer = cli(*words, "--store", store)
        assert answer.code == 0, answer.err
        return answer.out

    return run


@pytest.fixture
def refuse(cli, store: Path) -> Callable[..., str]:
    """Run a command on the store that must be refused as called wrongly; answers why."""

    def run(*words: object) -> str:
        answer = cli(*words, "--store", store)
        assert answer.code == 2, answer.out
        return answer.err

    return run


@pytest.fixture
def password(ask) -> str:
    """The first password of the administrator `wang`; the store has accounts now."""
    return password_in(
        ask("users", "add", "wang", "--name", "王五", "--role", "administrator", "--by", "张三")
    )


def password_in(told: str) -> str:
    return re.search(r"首次密码：(\w+)", told)[1]


def log(ask, *words: str) -> list[dict[str, object]]:
    return json.loads(ask("users", "log", "--format", "json", *words))


# Accounts


def test_an_account_is_made_and_its_owner_signs_in(store: Path, ask, password: str) -> None:
    assert Sessions(AccountsFile(store)).sign_in("wang", password, HERE)
    [user] = json.loads(ask("users", "list", "--format", "json"))
    assert user == {
        "login": "wang",
        "name": "王五",
        "role": "administrator",
        "unit_id": None,
        "must_change": True,
        "is_disabled": False,
        "locked_until": None,
    }
    assert password not in ask("users", "list") + ask("users", "log")


@with_facts
def test_a_unit_is_named_by_its_name_and_a_role_in_chinese(store: Path, ask, password: str) -> None:
    ask("users", "add", "u00", "--name", "甲镇", "--role", "单位", "--unit", "U00")
    assert [(user["login"], user["role"], user["unit_id"]) for user in listed(ask)] == [
        ("u00", "unit", "U00"),
        ("wang", "administrator", None),
    ]
    ask("users", "role", "u00", "检查员")
    assert listed(ask)[0]["role"] == "inspector"


def listed(ask) -> list[dict[str, object]]:
    return json.loads(ask("users", "list", "--format", "json"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "wang", "--name", "王", "--role", "author"), "已经有了"),
        (("add", "li", "--name", "李", "--role", "king"), "没有“king”这一项，可选：administrator"),
        (("add", "li", "--name", "李", "--role", "unit"), "单位账号要写明是哪个单位"),
        (("add", "li", "--name", "李", "--role", "unit", "--unit", "无此局"), "没有单位“无此局”"),
        (("add", "li", "--role", "author"), "缺少 --name"),
        (("role", "nobody", "author"), "没有账号“nobody”"),
        (("role", "wang", "author"), "最后一个启用的管理员"),
        (("disable", "wang"), "最后一个启用的管理员"),
    ],
)
def test_what_makes_no_sense_is_refused(refuse, password: str, words: tuple[str, ...], told: str) -> None:
    assert told in refuse("users", *words)


def test_a_store_without_data_or_accounts_is_said(cli, refuse, tmp_path: Path) -> None:
    nowhere = ("--store", tmp_path / "typo")
    answer = cli("users", "add", "wang", "--name", "王五", "--role", "administrator", *nowhere)
    assert (answer.code, "还没有数据" in answer.err) == (2, True)
    assert not (tmp_path / "typo").exists()
    assert "还没有账户" in refuse("users", "unlock", "wang")


def test_the_first_account_should_be_an_administrators(cli, store: Path) -> None:
    answer = cli("users", "add", "li", "--name", "李四", "--role", "auditor", "--store", store)
    assert (answer.code, "还没有启用的管理员账号" in answer.err) == (0, True)


def test_an_account_is_switched_off_and_on_and_given_another_password(
    store: Path, ask, password: str
) -> None:
    first = password_in(ask("users", "add", "li", "--name", "李四", "--role", "supervisor"))
    sessions = Sessions(AccountsFile(store))
    token = sessions.sign_in("li", first, HERE)
    ask("users", "disable", "li")
    assert sessions.find(token) is None
    assert "停用" in ask("users", "list")
    ask("users", "enable", "li")
    assert sessions.sign_in("li", first, HERE)
    second = password_in(ask("users", "reset", "li"))
    with pytest.raises(SignInRefused):
        sessions.sign_in("li", first, HERE)
    assert sessions.sign_in("li", second, HERE)


def test_a_locked_account_is_seen_and_unlocked(store: Path, ask, password: str) -> None:
    sessions = Sessions(AccountsFile(store))
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sessions.sign_in("wang", "wrong", HERE)
    assert "锁定至 20" in ask("users", "list")
    ask("users", "unlock", "wang")
    assert "待改首次密码" in ask("users", "list")
    assert sessions.sign_in("wang", password, HERE)


ROSTER = "账号,姓名,角色,单位\nu00,甲镇,单位,U00\nli,李四,检查员,\n"


@with_facts
def test_accounts_are_made_from_a_list(store: Path, ask, password: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROSTER, encoding="utf-8")
    out = tmp_path / "passwords.xlsx"
    assert "已建立2个账号" in ask("users", "import", tmp_path / "list.csv", "--out", out, "--by", "张三")
    heading, unit, person = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert heading == ["账号", "姓名", "角色", "单位", "首次密码"]
    assert (unit[:4], person[:3]) == (["u00", "甲镇", "单位", "U00"], ["li", "李四", "检查员"])
    assert Sessions(AccountsFile(store)).sign_in("u00", unit[4], HERE)
    assert Sessions(AccountsFile(store)).sign_in("li", person[4], HERE)
    assert [row["login"] for row in log(ask)[1:3]] == ["张三", "张三"]
    assert out.stat().st_mode & 0o077 == 0


def test_the_sheet_of_passwords_is_a_list_again(cli, store: Path, ask, password: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(ROSTER.replace("u00,甲镇,单位,U00\n", ""), encoding="gb18030")
    ask("users", "import", tmp_path / "list.csv", "--out", tmp_path / "a.xlsx")
    again = cli("users", "import", tmp_path / "a.xlsx", "--out", tmp_path / "b.xlsx", "--store", store)
    assert (again.code, "第2行：账号“li”已经有了" in again.err) == (3, True)
    assert not (tmp_path / "b.xlsx").exists()


def test_a_list_with_mistakes_makes_no_account(cli, store: Path, ask, password: str, tmp_path: Path) -> None:
    rows = [
        "wang,王五,author,",
        "li,李四,检查员,",
        "LI,李四,检查员,",
        ",某人,author,",
        "wu,吴,king,",
        "u,甲,unit,无",
    ]
    (tmp_path / "list.csv").write_text("账号,姓名,角色,单位\n" + "\n".join(rows), encoding="utf-8")
    out = tmp_path / "passwords.xlsx"
    answer = cli("users", "import", tmp_path / "list.csv", "--out", out, "--store", store)
    assert (answer.code, re.findall(r"第(\d)行", answer.err)) == (3, ["2", "4", "5", "6", "7"])
    assert not out.exists()
    assert [user["login"] for user in listed(ask)] == ["wang"]


def test_a_list_is_told_from_other_tables_and_never_overwrites(
    cli, store: Path, refuse, password: str, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("账号,姓名\nli,李四\n", encoding="utf-8")
    words = ("users", "import", tmp_path / "list.csv", "--out", tmp_path / "list.csv")
    answer = cli(*words, "--store", store)
    assert (answer.code, "第一行缺少标题：角色、单位" in answer.err) == (3, True)
    (tmp_path / "list.csv").write_text("账号,姓名,角色,单位\nli,李四,检查员,\n", encoding="utf-8")
    assert "不会覆盖它" in refuse(*words)


# The log


def test_the_log_says_who_did_what_and_when(ask, password: str) -> None:
    ask("users", "add", "li", "--name", "李四", "--role", "author", "--by", "王五")
    ask("users", "role", "li", "auditor", "--by", "王五")
    told = log(ask)
    assert [(row["login"], row["role"], row["address"], row["action"], row["subject"]) for row in told] == [
        ("张三", "administrator", "local", "users.add", "wang"),
        ("王五", "administrator", "local", "users.add", "li"),
        ("王五", "administrator", "local", "users.role", "li"),
    ]
    assert (told[0]["before"], told[2]["before"]["role"], told[2]["after"]["role"]) == (
        None,
        "author",
        "auditor",
    )
    assert log(ask, "--since", f"{datetime.now():%Y-%m-%d}") == told
    assert log(ask, "--since", "2100-01-01") == []
    assert "改角色" in ask("users", "log")


def test_the_log_of_a_store_without_accounts_is_empty(ask) -> None:
    assert log(ask) == []


def test_what_strangers_typed_is_no_formula_in_the_log(store: Path, ask, password: str) -> None:
    with pytest.raises(SignInRefused):
        Sessions(AccountsFile(store)).sign_in("=1+1", "wrong", HERE)
    *_, last = csv.DictReader(io.StringIO(ask("users", "log", "--format", "csv")))
    assert (last["账号"], last["操作"], last["地址"]) == ("'=1+1", "登录失败", HERE)


@pytest.fixture
def bad_check(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\nN1,U00,2023-05-10,S1,0,10\n", encoding="utf-8")
    return path


@with_facts
def test_commands_that_change_data_are_written_down(
    ask, password: str, bad_check: Path, tmp_path: Path
) -> None:
    release = json.loads(ask("releases", "--format", "json"))[0]["release_id"]
    ask("import", bad_check, "--dry-run", "--by", "李四")
    ask("import", bad_check, "--by", "李四")
    ask("import", bad_check, "--by", "李四")  # known already: nothing is stored
    ask("undo", "4", "--by", "李四")
    ask("rollback", release, "--by", "李四")
    ask("round", "close", "年中", "--as-of", "2023-06-30", "--by", "李四")
    ask("draw", "--size", "2", "--seed", "7", "--as-of", "2023-06-30", "--by", "李四")
    ask("calendar", "export", tmp_path / "c.csv", "--year", "2023")
    ask("calendar", "import", tmp_path / "c.csv", "--by", "李四")
    ask("export", "ranking", "--out", tmp_path / "out", "--as-of", "2023-06-30")
    told = log(ask)[1:]
    assert [row["action"] for row in told] == [
        "import",
        "undo",
        "rollback",
        "round.close",
        "draw",
        "calendar.import",
        "export",
    ]
    assert {row["login"] for row in told[:-1]} == {"李四"}
    assert re.fullmatch(r"第4批 000003-\w+", told[0]["subject"])
    assert told[0]["after"] == {"rows_in": 1, "rows_refused": 0, "files": ["a.csv"]}
    assert (told[1]["after"]["undone"], told[2]["after"]["back_to"]) == (4, release)
    assert (told[3]["after"]["publish"], told[4]["after"]["seed"]) == ("full", "7")
    assert (told[6]["subject"], told[6]["after"]["kinds"]) == (str(tmp_path / "out"), ["ranking"])


def test_a_plan_a_scheme_and_a_template_are_written_down(
    ask, password: str, golden: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "方案.txt"
    plan.write_text("1.公开预算。（区财政局牵头，6月底前完成）\n", encoding="utf-8")
    ask("plan", plan, "--year", "2023", "--issued-on", "2023-01-05", "--accept", "--by", "李四")
    scheme = (golden / "district-1" / "scheme.toml").read_text(encoding="utf-8")
    (tmp_path / "s.toml").write_text(scheme + "\n# another edition\n", encoding="utf-8")
    ask("scheme", tmp_path / "s.toml", "--by", "李四")
    ask("template", "export", "feedback", tmp_path / "f.docx")
    ask("template", "import", "feedback", tmp_path / "f.docx", "--by", "李四")
    assert [row["action"] for row in log(ask)[1:]] == ["plan", "scheme", "template.import"]


@with_facts
def test_a_store_without_accounts_gets_none_from_a_command(store: Path, ask, bad_check: Path) -> None:
    ask("import", bad_check)
    assert not AccountsFile(store).exists()


@with_facts
def test_data_are_stored_even_where_the_log_cannot_be(
    cli, store: Path, password: str, bad_check: Path
) -> None:
    AccountsFile(store).path.write_bytes(b"no database at all" * 500)
    answer = cli("import", bad_check, "--store", store)
    assert (answer.code, answer.out.startswith("已存入第4批")) == (0, True)
    assert "没有写进操作日志：账户文件" in answer.err


# Check, backup, restore


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
