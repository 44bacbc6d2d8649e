"""round, batches, undo, releases, rollback, backup, restore, check, calendar: history and health."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

HEAD = "抽测编号,单位,抽测日期,指标,得分,满分"


def answer_of(cli, *words: object):
    answer = cli(*words, "--format", "json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


@pytest.fixture
def bad_check(tmp_path) -> Path:
    """A spot check of U00 in May in which nothing was in order."""
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\nN1,U00,2023-05-10,S1,0,10\n", encoding="utf-8")
    return path


def base(cli, store: Path) -> float:
    rows = answer_of(cli, "score", "--as-of", "2023-06-30", "--store", store)
    return next(row["base"] for row in rows if row["unit_id"] == "U00")


def test_a_round_is_closed_listed_and_shown_beside_today(store, bad_check, cli):
    before = base(cli, store)
    closing = ("round", "close", "年中", "--as-of", "2023-06-30", "--store", store)
    closed = cli(*closing, "--publish", "own", "--by", "王五")
    assert closed.out.startswith("已关闭2023年年中，截止2023-06-30：10个单位，数据版本 000003-")
    assert cli("round", "show", "年中", "--store", store).err == "按今日数据重算，与公布结果完全一致\n"
    again = cli(*closing)
    assert again.code == 3
    assert "已经公布" in again.err
    cli("import", bad_check, "--store", store)
    (listed,) = answer_of(cli, "round", "list", "--store", store)
    assert [listed[key] for key in ("name", "publish", "closed_by", "correction_no")] == [
        "年中",
        "own",
        "王五",
        0,
    ]
    shown = answer_of(cli, "round", "show", "年中", "--year", "2023", "--store", store)
    unit = next(row for row in shown["units"] if row["unit_id"] == "U00")
    assert unit["total"] == round(before, 2) > unit["today_total"]
    (new,) = [row for row in shown["differences"] if row["ref"] == "N1"]
    assert (new["published"], new["reason"]) == (None, "公布后新录入或改判的事实")
    assert "公布后新录入或改判的事实" in cli("round", "show", "年中", "--store", store).out
    assert cli(*closing, "--correct", "漏一次抽测").code == 0
    assert [row["correction_no"] for row in answer_of(cli, "round", "list", "--store", store)] == [0, 1]
    assert answer_of(cli, "round", "show", "年中", "--store", store)["differences"] == []


def test_batches_and_releases_tell_history_and_undo_writes_it(store, bad_check, cli):
    before = base(cli, store)
    cli("import", bad_check, "--by", "张三", "--store", store)
    undone = cli("undo", "4", "--by", "李四", "--store", store)
    assert undone.out.startswith("已撤销第4批（本次撤销为第5批，可再撤销），数据版本 000004-")
    assert undone.err == ""
    assert base(cli, store) == before
    batches = answer_of(cli, "batches", "--store", store)
    assert [(row["batch_id"], row["what"], row["stored_by"], row["is_live"]) for row in batches[:2]] == [
        (5, "undo", "李四", True),
        (4, "facts", "张三", False),
    ]
    assert "已撤销" in cli("batches", "--store", store).out
    releases = answer_of(cli, "releases", "--store", store)
    assert [row["release_id"][:6] for row in releases] == ["000004", "000003", "000002", "000001"]
    assert [row["is_current"] for row in releases] == [True, False, False, False]
    assert cli("undo", "4", "--store", store).code == 3


def test_rollback_publishes_the_old_state_as_a_new_release(store, bad_check, cli):
    before = base(cli, store)
    old = answer_of(cli, "releases", "--store", store)[0]["release_id"]
    cli("import", bad_check, "--store", store)
    rolled = cli("rollback", old, "--store", store)
    assert rolled.out.startswith(f"已回到 {old} 时的数据（第5批），新的数据版本 000004-")
    assert base(cli, store) == before
    assert [row["is_live"] for row in answer_of(cli, "batches", "--store", store)] == [
        True,
        False,
        True,
        True,
        True,
    ]


def test_undo_says_where_there_are_accounts_that_nobody_else_had_to_agree(store, bad_check, cli):
    cli("import", bad_check, "--store", store)
    cli("users", "add", "root", "--name", "管理员", "--role", "administrator", "--store", store)
    assert "没有经过第二人审核" in cli("undo", "4", "--store", store).err


def test_undo_warns_of_what_it_leaves_dangling(store, cli):
    answer = cli("undo", "3", "--store", store)
    assert (answer.code, answer.err) == (0, "")  # all facts came and go together
    cli("undo", "4", "--store", store)
    units = store.parent / "units.csv"
    units.write_text("单位编码,单位名称,单位类别\nX1,新镇,镇街\n", encoding="utf-8")
    checked = store.parent / "checks.csv"
    checked.write_text(f"{HEAD}\nN1,X1,2023-05-10,S1,1,10\n", encoding="utf-8")
    cli("import", units, checked, "--each", "--store", store)
    answer = cli("undo", "6", "--store", store)
    assert answer.code == 0
    assert answer.err.startswith("注意：引用关系：checks.csv 第2行 “单位”列，值为“X1”")
    report = cli("check", "--store", store)
    assert report.code == 1
    assert "异常  引用关系：checks.csv 第2行" in report.out


def test_backup_restore_and_check(store, tmp_path, cli):
    made = cli("backup", tmp_path / "b.zip", "--store", store)
    assert made.out.startswith(f"已备份到 {tmp_path / 'b.zip'}（0.")
    restored = cli("restore", tmp_path / "b.zip", "--store", tmp_path / "new")
    assert restored.out.startswith(f"已恢复到 {tmp_path / 'new'}，数据版本 000002-")
    assert base(cli, tmp_path / "new") == base(cli, store)
    report = cli("check", "--store", tmp_path / "new")
    assert report.code == 0
    assert [line[:2] for line in report.out.splitlines()] == ["正常"] * 5
    again = cli("restore", tmp_path / "b.zip", "--store", tmp_path / "new")
    assert again.code == 3
    assert "目标库已有数据" in again.err


@pytest.fixture
def counted(tmp_path, scheme_store, cli):
    """A store with a task due 20 working days after an event on 2023-03-01: on 2023-03-29."""
    import shutil

    store = shutil.copytree(scheme_store, tmp_path / "store")
    (tmp_path / "units.csv").write_text("单位编码,单位名称,单位类别\nU1,甲镇,镇街\n", encoding="utf-8")
    (tmp_path / "tasks.csv").write_text(
        "年度,序号,工作要求,责任单位,时限要求\n2023,1,公开信息,甲镇,信息形成或变更之日起20个工作日内公开\n",
        encoding="utf-8",
    )
    (tmp_path / "ledger.csv").write_text(
        "单位,年度,任务序号,触发日期\n甲镇,2023,1,2023-03-01\n", encoding="utf-8"
    )
    files = [tmp_path / f"{name}.csv" for name in ("units", "tasks", "ledger")]
    assert cli("import", *files, "--store", store).code == 0
    return store


def due_on(cli, store: Path) -> str:
    ((row),) = answer_of(cli, "overdue", "--as-of", "2023-06-30", "--store", store)
    assert (row["kind"], row["unit_id"]) == ("task", "U1")
    return row["due_on"]


def test_an_edited_calendar_moves_the_deadlines_it_counts(counted, tmp_path, cli):
    assert due_on(cli, counted) == "2023-03-29"
    path = tmp_path / "日历.csv"
    exported = cli("calendar", "export", path, "--year", "2023", "--store", counted)
    assert exported.out == f"已导出365天到 {path}\n"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows:
        if row[0] in ("2023-03-15", "2023-03-16"):
            row[1:] = ["休息日", "台风停工"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    stored = cli("calendar", "import", path, "--by", "张三", "--store", counted)
    assert stored.out.startswith("已存入第4批：365天")
    assert due_on(cli, counted) == "2023-03-31"
    shown = cli("calendar", "show", "2023", "--store", counted)
    assert "台风停工" in shown.out
    cli("undo", "4", "--store", counted)
    assert due_on(cli, counted) == "2023-03-29"


def test_a_bad_calendar_is_refused_by_row(counted, tmp_path, cli):
    path = tmp_path / "日历.csv"
    path.write_text("日期,类型,说明\n2023-03-15,也许,\n", encoding="utf-8")
    answer = cli("calendar", "import", path, "--store", counted)
    assert answer.code == 3
    assert answer.err.startswith("日历.csv 第2行 “类型”列，值为“也许”")


def test_a_year_without_a_published_calendar_says_so(golden_store, tmp_path, cli):
    assert "暂定" in cli("calendar", "show", "2033", "--store", golden_store).err
    assert cli("calendar", "export", tmp_path / "c.csv", "--year", "2033", "--store", golden_store).code == 2
    assert "国庆节" in cli("calendar", "show", "2023", "--store", tmp_path / "none").out
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [("batches",), ("releases",), ("round", "list")], ids=" ".join)
def test_lists_come_as_table_and_csv_too(golden_store, cli, command):
    rows = answer_of(cli, *command, "--store", golden_store)
    shown = cli(*command, "--format", "csv", "--store", golden_store).out
    assert len(list(csv.reader(shown.splitlines()))) == len(rows) + 1
    assert cli(*command, "--store", golden_store).out
