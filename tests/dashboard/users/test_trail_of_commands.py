"""What commands leave in the audit log."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from users_told import HERE, log, with_facts

from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions, SignInRefused

HEAD = "抽测编号,单位,抽测日期,指标,得分,满分"


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
