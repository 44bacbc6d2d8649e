"""users: accounts at this machine, made, changed, switched off and on, one by one or from a list."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from users_told import HERE, log, password_in, with_facts

from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions, SignInRefused


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
