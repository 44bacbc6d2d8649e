"""users: accounts made, changed, switched off at this machine, and the audit log."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.access.accounts import state_of
from dashboard.access.log_words import action_name, subject_words
from dashboard.commands.arguments import add_by, add_format, add_store, find_unit, iso_date, open_store
from dashboard.commands.output import print_json, print_rows, say
from dashboard.commands.trail import actor_of
from dashboard.exports.formulas import guarded
from data.accounts.audit import Entry, entries
from data.accounts.database import AccountsFile
from data.accounts.roles import ADMINISTRATOR, ROLES
from data.accounts.roster import Line, read_roster, refusal, reserve, write_passwords
from data.accounts.users import NewUser, Users
from data.errors import InputRefused, UsageError
from data.store import Store

_USER_HEADINGS = {
    "login": "账号",
    "name": "姓名",
    "role_text": "角色",
    "unit_id": "单位",
    "state_text": "状态",
}
_USER_KEYS = ("login", "name", "role", "unit_id", "must_change", "is_disabled", "locked_until")
_LOG_HEADINGS = {
    "entry_no": "序号",
    "at": "时间",
    "login": "账号",
    "role_text": "角色",
    "address": "地址",
    "action_text": "操作",
    "subject": "对象",
    "before": "之前",
    "after": "之后",
}
_CHANGES = {
    "disable": ("停用账号", "已停用账号“{login}”，其登录全部结束"),
    "enable": ("重新启用账号", "已启用账号“{login}”"),
    "unlock": ("解除登录失败过多的锁定", "已解锁账号“{login}”"),
    "reset": ("重置密码", "已重置账号“{login}”的密码，其登录全部结束"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module."""
    users = commands.add_parser("users", help="建立、修改、停用账号，查看操作日志")
    actions = users.add_subparsers(dest="action", required=True, metavar="动作")
    adding = actions.add_parser("add", help="建立账号，显示一次首次密码")
    adding.add_argument("--name", required=True, metavar="姓名", help="姓名或单位名称")
    _add_role(adding, "--role", required=True)
    roles = actions.add_parser("role", help="改为另一个角色；其登录全部结束")
    adding.set_defaults(run=run_add)
    roles.set_defaults(run=run_role)
    changes = [actions.add_parser(name, help=told) for name, (told, _) in _CHANGES.items()]
    for parser in (adding, roles, *changes):
        parser.add_argument("login", metavar="账号")
        add_by(parser)
    _add_role(roles, "role")
    for parser in (adding, roles):
        parser.add_argument("--unit", metavar="单位", help="单位账号所属的单位（编码、名称或别名）")
    for parser in changes:
        parser.set_defaults(run=run_change)
    importing = actions.add_parser("import", help="按名单一次建立多个账号，首次密码写入一个工作簿")
    importing.add_argument(
        "file", type=Path, metavar="名单", help="CSV 或 XLSX，第一行是 账号、姓名、角色、单位"
    )
    importing.add_argument(
        "--out", type=Path, required=True, metavar="文件", help="写首次密码的 XLSX，须是新文件"
    )
    importing.set_defaults(run=run_import)
    add_by(importing)
    listing = actions.add_parser("list", help="列出账号")
    log = actions.add_parser("log", help="操作日志：谁在何时何处做了什么")
    log.add_argument("--since", type=iso_date, metavar="日期", help="从这一天起，如 2026-06-30")
    for parser, run in ((listing, run_list), (log, run_log)):
        add_format(parser)
        parser.set_defaults(run=run)
    for parser in (adding, roles, *changes, importing, listing, log):
        add_store(parser)


def _add_role(parser: argparse.ArgumentParser, name: str, **keywords: Any) -> None:
    told = "、".join(f"{role}（{chinese}）" for role, chinese in ROLES.items())
    parser.add_argument(name, type=_read_role, choices=tuple(ROLES), metavar="角色", help=told, **keywords)


def _read_role(text: str) -> str:
    """A role by its name here or its Chinese one."""
    return {chinese: role for role, chinese in ROLES.items()}.get(text, text)


def run_add(arguments: argparse.Namespace) -> int:
    """Make an account in a store that holds data and print its first password, the only time it is seen."""
    _ = open_store(arguments.store).release_id
    users = Users(AccountsFile(arguments.store))
    password = users.add(
        actor_of(arguments), arguments.login, arguments.name, arguments.role, _unit_id(arguments)
    )
    print(f"已建立账号“{arguments.login}”（{ROLES[arguments.role]}）。首次密码：{password}")
    say("密码只显示这一次；本人第一次登录时须改成自己的")
    _ask_for_administrator(users)
    return 0


def _ask_for_administrator(users: Users) -> None:
    if not any(user.role == ADMINISTRATOR and not user.is_disabled for user in users.all()):
        say("注意：还没有启用的管理员账号，请用 users add 再建一个，--role administrator")


def run_import(arguments: argparse.Namespace) -> int:
    """Make every account of a list, or none, and write the first passwords into a new workbook."""
    store, users = open_store(arguments.store), Users(AccountsFile(arguments.store))
    lines = read_roster(arguments.file)
    taken = {user.login.lower() for user in users.all()}
    wanted = _wanted(store, arguments.file, lines, taken)
    reserve(arguments.out)
    try:
        write_passwords(arguments.out, lines, users.add_all(actor_of(arguments), wanted))
    except BaseException:
        arguments.out.unlink()
        raise
    print(f"已建立{len(lines)}个账号，首次密码写在 {arguments.out}。分发后请删除这个文件")
    _ask_for_administrator(users)
    return 0


def _wanted(store: Store, path: Path, lines: list[Line], taken: set[str]) -> list[NewUser]:
    """The accounts of a list; InputRefused with every row that makes none."""
    wanted, problems = [], []
    for line in lines:
        try:
            new = NewUser(
                line.login, line.name, line.role, find_unit(store, line.unit) if line.unit else None
            )
            new.check()
            if line.login.lower() in taken:
                raise UsageError(f"账号“{line.login}”已经有了，或在名单中重复")
        except UsageError as error:
            problems.append(refusal(path, line.row, str(error), "请改正名单后再试，本次没有建立任何账号"))
        else:
            wanted.append(new)
        taken.add(line.login.lower())
    if problems:
        raise InputRefused(problems)
    return wanted


def run_role(arguments: argparse.Namespace) -> int:
    """Give an account another role."""
    users = Users(AccountsFile(arguments.store))
    users.set_role(actor_of(arguments), arguments.login, arguments.role, _unit_id(arguments))
    print(f"账号“{arguments.login}”现在是{ROLES[arguments.role]}，其登录全部结束")
    return 0


def run_change(arguments: argparse.Namespace) -> int:
    """Disable, enable, unlock an account or reset its password."""
    users, actor, login = Users(AccountsFile(arguments.store)), actor_of(arguments), arguments.login
    password = None
    if arguments.action == "unlock":
        users.unlock(actor, login)
    elif arguments.action == "reset":
        password = users.reset_password(actor, login)
    else:
        users.set_disabled(actor, login, is_disabled=arguments.action == "disable")
    _, told = _CHANGES[arguments.action]
    print(told.format(login=login) + (f"。新的首次密码：{password}" if password else ""))
    return 0


def _unit_id(arguments: argparse.Namespace) -> str | None:
    return find_unit(open_store(arguments.store), arguments.unit) if arguments.unit else None


def run_list(arguments: argparse.Namespace) -> int:
    """Every account and whether it can sign in."""
    users = Users(AccountsFile(arguments.store)).all()
    if arguments.format == "json":
        print_json([{key: asdict(user)[key] for key in _USER_KEYS} for user in users])
        return 0
    rows = [
        asdict(user) | {"role_text": ROLES[user.role], "state_text": state_of(user, datetime.now())}
        for user in users
    ]
    print_rows(rows, _USER_HEADINGS, arguments.format)
    return 0


def run_log(arguments: argparse.Namespace) -> int:
    """The audit log, oldest first; whether it is whole, `check` tells."""
    since = arguments.since.isoformat() if arguments.since else ""
    found = (entry for entry in entries(AccountsFile(arguments.store)) if entry.at >= since)
    if arguments.format == "json":
        print_json([_entry_answer(entry) for entry in found])
    else:
        print_rows(list(_log_rows(found)), _LOG_HEADINGS, arguments.format)
    return 0


def _entry_answer(entry: Entry) -> dict[str, Any]:
    """An entry for machines: what was before and after as objects, null where nothing is said."""
    told = {key: json.loads(getattr(entry, key) or "null") for key in ("before", "after")}
    return asdict(entry) | told


def _log_rows(found: Iterator[Entry]) -> Iterator[dict[str, Any]]:
    for entry in found:
        row = asdict(entry) | {
            "at": entry.at[:19].replace("T", " "),
            "role_text": ROLES.get(entry.role, ""),
            "action_text": action_name(entry.action),
        }
        # what strangers typed at the door
        row["subject"] = subject_words(entry.action, entry.subject)
        yield row | {key: guarded(row[key]) for key in ("login", "subject")}
