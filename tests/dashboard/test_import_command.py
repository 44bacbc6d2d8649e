"""`import`: what comes in, what is sent back, what is said."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import duckdb
import openpyxl
import pytest

from data.layout import Layout, file_digest

HEAD = "抽测编号,单位,抽测日期,指标,得分,满分"
AS_OF = ("--as-of", "2023-12-31", "--format", "json")


def write(path: Path, *lines: str, heading: str = HEAD) -> Path:
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return path


def check(check_id: str, earned: object = 8, unit: str = "U00", checked_on: str = "2023-05-10") -> str:
    return f"{check_id},{unit},{checked_on},S1,{earned},10"


def tree(store: Path) -> dict[str, str]:
    files = (path for path in store.rglob("*") if path.is_file() and path.name != "writer.lock")
    return {str(path.relative_to(store)): file_digest(path) for path in files}


def stored(store: Path, sql: str) -> list[tuple[object, ...]]:
    layout = Layout(store)
    with duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def new_checks(store: Path) -> dict[str, float]:
    return dict(
        stored(store, "select check_id, earned from core.spot_checks where check_id like 'N%' order by all")
    )


def total_of(cli, store: Path, unit: str = "U00") -> float:
    answer = json.loads(cli("score", *AS_OF, "--store", store).out)
    return next(row["base"] for row in answer if row["unit_id"] == unit)


@pytest.fixture
def five_thousand(tmp_path):
    """4,999 good spot checks and, in line 2,502, one on a day that no calendar has."""
    day = date(2023, 2, 1)
    lines = [check(f"N{n:04d}", checked_on=str(day + timedelta(days=n % 300))) for n in range(5000)]
    lines[2500] = check("N2500", checked_on="2023-02-30")
    return write(tmp_path / "抽测.csv", *lines)


def test_a_dry_run_checks_and_stores_nothing(store, tmp_path, cli):
    before = tree(store)
    path = write(tmp_path / "a.csv", check("N1"))
    answer = cli("import", path, "--dry-run", "--store", store)
    assert (answer.code, answer.out) == (0, "检查通过：共1行（--dry-run，未存入）\n")
    refused = cli("import", write(tmp_path / "b.csv", check("N1", earned=11)), "--dry-run", "--store", store)
    assert refused.code == 3
    assert tree(store) == before


def test_a_dry_run_of_files_one_by_one_sees_the_earlier_ones_and_makes_no_store(tmp_path, cli):
    units = write(tmp_path / "单位.csv", "U1,甲镇,镇街", heading="单位编码,单位名称,单位类别")
    checked = write(
        tmp_path / "抽测.csv", "N1,甲镇,2023-05-10,1,2", heading="抽测编号,单位,抽测日期,得分,满分"
    )
    answer = cli("import", units, checked, "--each", "--dry-run", "--store", tmp_path / "s")
    assert answer.code == 0, answer.err
    assert answer.out.count("检查通过") == 2
    assert not (tmp_path / "s").exists()


def test_the_same_bytes_again_are_not_stored_and_said(store, golden, tmp_path, cli):
    before = tree(store)
    copy = tmp_path / "改了名字.csv"
    copy.write_bytes((golden / "district-1" / "findings.csv").read_bytes())
    answer = cli("import", copy, "--store", store)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "“改了名字.csv”与第3批完全相同，已在库中，未重复存入\n"
    assert tree(store) == before


def test_of_several_files_only_the_new_one_is_stored(store, golden, tmp_path, cli):
    known = golden / "district-1" / "spot_checks.csv"
    answer = cli("import", known, write(tmp_path / "a.csv", check("N1")), "--store", store)
    assert answer.code == 0
    assert "“spot_checks.csv”与第3批完全相同" in answer.err
    assert "已存入第4批：共1行" in answer.out
    assert stored(store, "select file from raw.batch_files where batch_id = 4") == [("a.csv",)]


@pytest.mark.parametrize("each", [[], ["--each"]])
def test_a_file_named_twice_is_stored_once(store, tmp_path, cli, each):
    path = write(tmp_path / "a.csv", check("N1"))
    copy = write(tmp_path / "b.csv", check("N1"))
    answer = cli("import", path, path, copy, *each, "--store", store)
    assert answer.code == 0, answer.err
    assert answer.err.count("完全相同") == 2
    assert answer.out.count("已存入") == 1
    assert stored(store, "select count(*) from raw.spot_checks where batch_id > 3") == [(1,)]


def test_what_was_undone_is_stored_when_it_comes_again(store, tmp_path, cli):
    path = write(tmp_path / "a.csv", check("N1"))
    cli("import", path, "--store", store)
    cli("undo", "4", "--store", store)
    assert "已存入第6批" in cli("import", path, "--store", store).out
    assert new_checks(store) == {"N1": 8}


def test_a_newer_row_counts_and_the_older_one_stays_in_history(store, tmp_path, cli):
    cli("import", write(tmp_path / "a.csv", check("N1", earned=9), check("N2", earned=9)), "--store", store)
    before = total_of(cli, store)
    cli("import", write(tmp_path / "b.csv", check("N1", earned=2)), "--store", store)
    assert new_checks(store) == {"N1": 2, "N2": 9}
    assert total_of(cli, store) < before
    history = stored(store, "select batch_id, earned from raw.spot_checks where check_id = 'N1' order by all")
    assert history == [(4, "9"), (5, "2")]


def test_one_bad_row_of_5000_refuses_all_and_comes_back_marked(store, five_thousand, cli):
    before = tree(store)
    answer = cli("import", five_thousand, "--store", store)
    assert (answer.code, answer.out) == (3, "")
    problem, returned = answer.err.splitlines()
    assert problem.startswith("抽测.csv 第2502行 “抽测日期”列，值为“2023-02-30”：")
    assert returned.startswith(f"有错的行已退回：{five_thousand.with_name('抽测-退回.xlsx')}")
    assert tree(store) == before
    sheet = openpyxl.load_workbook(five_thousand.with_name("抽测-退回.xlsx")).active
    heading, row = sheet.iter_rows(values_only=True)
    assert heading == (*HEAD.split(","), "退回原因")
    assert row[:6] == ("N2500", "U00", "2023-02-30", "S1", "8", "10")
    assert "抽测日期：" in row[6]


def test_with_accept_valid_the_good_rows_stay_and_the_mended_one_follows(store, five_thousand, cli):
    answer = cli("import", five_thousand, "--accept-valid", "--store", store)
    assert answer.code == 0
    assert "共4999行，退回1行" in answer.out
    assert len(new_checks(store)) == 4999
    path = five_thousand.with_name("抽测-退回.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["C2"] = "2023-03-02"
    book.save(path)
    assert "共1行" in cli("import", path, "--store", store).out
    assert len(new_checks(store)) == 5000


def test_accept_valid_with_no_valid_row_stores_nothing(store, tmp_path, cli):
    before = tree(store)
    path = write(tmp_path / "a.csv", check("N1", earned=11), check("N2", unit="无此单位"))
    answer = cli("import", path, "--accept-valid", "--store", store)
    assert (answer.code, answer.out) == (3, "")
    assert tree(store) == before
    sheet = openpyxl.load_workbook(tmp_path / "a-退回.xlsx").active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["N1", "N2"]


def test_a_row_that_leans_on_a_refused_one_is_refused_too(store, tmp_path, cli):
    bad = write(tmp_path / "a.csv", check("N1", earned=11), check("N2"))
    appeals = write(tmp_path / "b.csv", "N1,2023-05-20", "N2,2023-05-20", heading="抽测编号,申诉日期")
    answer = cli("import", bad, appeals, "--accept-valid", "--store", store)
    assert answer.code == 0
    assert "共2行，退回2行" in answer.out
    assert stored(store, "select check_id from core.appeals where check_id like 'N%'") == [("N2",)]


def test_each_file_its_own_batch_so_a_bad_one_refuses_only_itself(store, tmp_path, cli):
    files = [write(tmp_path / f"{n}.csv", check(f"N{n}", earned=11 if n == 2 else n)) for n in (1, 2, 3)]
    answer = cli("import", *files, "--each", "--by", "李四", "--store", store)
    assert answer.code == 3
    assert new_checks(store) == {"N1": 1, "N3": 3}
    assert "2.csv 第2行" in answer.err
    found = stored(store, "select batch_id, note, stored_by from raw.batches where batch_id > 3 order by all")
    assert found == [(4, "1.csv", "李四"), (5, "3.csv", "李四")]


def test_without_each_a_bad_file_refuses_all(store, tmp_path, cli):
    files = [write(tmp_path / f"{n}.csv", check(f"N{n}", earned=11 if n == 2 else n)) for n in (1, 2, 3)]
    assert cli("import", *files, "--store", store).code == 3
    assert new_checks(store) == {}
    assert [path.name for path in sorted(tmp_path.glob("*-退回.xlsx"))] == ["2-退回.xlsx"]


def test_returned_files_go_where_they_are_wanted(store, tmp_path, cli):
    path = write(tmp_path / "a.csv", check("N1", earned=11))
    cli("import", path, "--returned", tmp_path / "退回", "--store", store)
    assert (tmp_path / "退回" / "a-退回.xlsx").is_file()
    answer = cli("import", path, "--returned", path, "--store", store)
    assert answer.code == 3
    assert "请用 --returned 指定另一个目录" in answer.err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("没有.csv", "找不到这个文件"),
        ("方案.docx", "plan"),
        ("图.png", "不认识的文件类型"),
        ("空.csv", "文件是空的"),
    ],
)
def test_what_is_no_fact_file_is_refused_by_name(store, tmp_path, cli, name, words):
    if name != "没有.csv":
        (tmp_path / name).write_bytes(b"")
    answer = cli("import", tmp_path / name, "--store", store)
    assert answer.code == 3
    assert answer.err.startswith(name)
    assert words in answer.err


def test_many_problems_are_cut_short_on_screen_but_all_come_back(store, tmp_path, cli):
    path = write(tmp_path / "a.csv", *(check(f"N{n}", earned=11) for n in range(80)))
    answer = cli("import", path, "--store", store)
    assert answer.err.count("第") >= 50
    assert "……另有30处，见退回的文件" in answer.err
    assert openpyxl.load_workbook(tmp_path / "a-退回.xlsx").active.max_row == 81


def test_a_store_with_a_damaged_pointer_takes_nothing_and_says_why(store, tmp_path, cli):
    (store / "CURRENT").write_text("000077-abcdef\n")
    answer = cli("import", write(tmp_path / "a.csv", check("N1")), "--store", store)
    assert answer.code == 1
    assert "指向的数据版本“000077-abcdef”不存在" in answer.err
