"""score, explain, overdue; and that a new grade, group, weight or item is data, never code."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dashboard.commands.output import print_rows

OVERDUE_KEYS = ["kind", "ref", "unit_id", "description", "due_on", "original_due_on", "days_late", "status"]


def answer_of(cli, *words: object):
    answer = cli(*words, "--format", "json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def scores(cli, store: Path, as_of: str = "2023-12-31"):
    return {row["unit_id"]: row for row in answer_of(cli, "score", "--as-of", as_of, "--store", store)}


def test_a_table_and_csv_show_what_json_says(golden_store, cli):
    asked = ("score", "--as-of", "2023-12-31", "--store", golden_store)
    rows = scores(cli, golden_store)
    shown = cli(*asked, "--format", "csv")
    lines = list(csv.DictReader(shown.out.splitlines()))
    assert [line["编码"] for line in lines] == list(rows)
    for line in lines:
        total = rows[line["编码"]]["total"]
        assert line["得分"] == ("" if total is None else str(total))
    assert shown.err.startswith("测试办法219，截止2023-12-31，数据版本 000002-")
    table = cli(*asked).out
    assert all(row["name"] in table for row in rows.values())


def test_a_table_writes_totals_with_the_decimals_of_the_scheme(golden_store, cli):
    rows = {row["name"]: row["total"] for row in scores(cli, golden_store).values()}
    table = cli("score", "--as-of", "2023-12-31", "--store", golden_store).out
    printed = {
        cells[4].strip(): cells[5].strip()
        for cells in (line.split("│")[1:] for line in table.splitlines())
        if len(cells) > 5
    }
    for name, total in rows.items():
        assert printed[name] == ("" if total is None else f"{total:.2f}")


def test_without_dates_the_newest_year_is_scored_at_its_close(golden_store, cli):
    assert "截止2024-01-31" in cli("score", "--store", golden_store).err


def test_nothing_after_the_date_counts(golden_store, cli):
    early = scores(cli, golden_store, "2023-01-02")
    assert {row["status"] for row in early.values()} == {"not_rated"}
    assert all(row["reason"] for row in early.values())


@pytest.mark.parametrize("words", ["U01", "u01", "单位01", " 单位 01 "])
def test_a_unit_is_named_by_id_or_name(golden_store, cli, words):
    answer = answer_of(cli, "explain", words, "--as-of", "2023-12-31", "--store", golden_store)
    assert answer["unit_id"] == "U01"


def test_an_unknown_unit_gets_near_names(golden_store, cli):
    answer = cli("explain", "单位0", "--store", golden_store)
    assert answer.code == 2
    assert "是否指：单位00、单位01" in answer.err


def test_explain_prints_causes_in_chinese_and_the_sum(golden_store, cli):
    answer = answer_of(cli, "explain", "U00", "--as-of", "2023-12-31", "--store", golden_store)
    shown = cli("explain", "U00", "--as-of", "2023-12-31", "--store", golden_store)
    assert "抽测失分" in shown.out
    assert f"失分合计{answer['full_marks'] - answer['base']:.4f}" in shown.err


def test_what_explain_says_can_be_won_back_is_won_by_doing_it(store, tmp_path, cli):
    """A finding rectified and passed on the day gives its unit the marks that explain promised."""
    as_of = "2023-12-31"
    losses = answer_of(cli, "explain", "U00", "--as-of", as_of, "--store", store)["losses"]
    promised = next(loss for loss in losses if loss["recoverable"] > 0 and loss["ref"].startswith("F"))
    source = Path(__file__).parent.parent / "golden" / "district-1" / "findings.csv"
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [row for row in rows if row["问题编号"] == promised["ref"]]
    row |= {"整改完成日期": row["整改完成日期"] or as_of, "复查日期": as_of, "复查结果": "通过"}
    path = tmp_path / "整改.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    before = scores(cli, store)["U00"]
    assert cli("import", path, "--store", store).code == 0
    after = scores(cli, store)["U00"]
    gained = (after["base"] + after["bonus"]) - (before["base"] + before["bonus"])
    assert gained == pytest.approx(promised["recoverable"], abs=1e-9)


def test_overdue_answers_in_the_promised_form_latest_first(golden_store, cli):
    asked = ("overdue", "--as-of", "2023-06-30", "--store", golden_store)
    rows = answer_of(cli, *asked)
    assert {row["kind"] for row in rows} == {"finding", "task"}
    assert [list(row) for row in rows] == [OVERDUE_KEYS] * len(rows)
    late = [row["days_late"] for row in rows]
    assert late == sorted(late, reverse=True)
    assert all((row["days_late"] > 0) == (row["status"] == "overdue") for row in rows)
    assert {row["status"] for row in rows} == {"overdue", "pending", "due_soon"}
    fewer = answer_of(cli, *asked, "--due-within", "0")
    assert {row["due_on"] for row in fewer if row["status"] == "due_soon"} == {"2023-06-30"}
    assert len(fewer) < len(rows)
    assert "逾期" in cli(*asked).out


def edit_scheme(cli, golden: Path, store: Path, *changes: tuple[str, str]) -> None:
    """Store the golden scheme with some of its words replaced, as an office would edit the file."""
    text = (golden / "district-1" / "scheme.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = store.parent / "办法.toml"
    path.write_text(text, encoding="utf-8")
    answer = cli("scheme", path, "--store", store)
    assert answer.code == 0, answer.err


def test_a_new_grade_is_a_line_of_the_scheme(store, golden, cli):
    before = scores(cli, store)
    edit_scheme(
        cli,
        golden,
        store,
        ("[[grade]]", '[[grade]]\nname = "示范"\nminimum = 0.5\n\n[[grade]]'),
        ("85.0", "0.4"),
        ("minimum = 70.0", "minimum = 0.3"),
        ("minimum = 50.0", "minimum = 0.2"),
    )
    after = scores(cli, store)
    rated = [unit for unit in after if after[unit]["grade"] and not after[unit]["veto"]]
    assert {after[unit]["grade"] for unit in rated} == {"示范"} != {before[unit]["grade"] for unit in rated}


def test_a_new_weight_is_a_number_of_the_scheme(store, golden, cli):
    edit_scheme(cli, golden, store, ("points = 25", "points = 20"), ("points = 15", "points = 20"))
    parts = next(row["components"] for row in scores(cli, store).values() if row["status"] == "rated")
    assert [parts[code]["full"] for code in ("quarterly", "ledger")] == [20, 20]
    assert parts["ledger"]["weight"] == pytest.approx(0.2)


def test_a_new_item_and_component_are_lines_of_the_scheme_and_of_a_file(store, golden, tmp_path, cli):
    item = """\n    [[component.indicator.item]]
    code = "R3"
    name = "政策解读"
    points = 10
    rule = "entered"\n"""
    part = """\n[[component]]
code = "public"
name = "社会评价"
source = "review"
points = 5
  [[component.indicator]]
  code = "P"
  name = "满意度"
    [[component.indicator.item]]
    code = "P1"
    name = "满意度得分"
    points = 100
    rule = "entered"\n"""
    edit_scheme(
        cli,
        golden,
        store,
        ("points = 25", "points = 20"),
        ("\n[rectification]", f"{item}{part}\n[rectification]"),
    )
    (tmp_path / "考核.csv").write_text(
        "单位,年度,指标,得分,考核日期\nU06,2023,政策解读,0,2023-12-01\nU06,2023,满意度得分,80,2023-12-01\n",
        encoding="utf-8",
    )
    answer = cli("import", tmp_path / "考核.csv", "--store", store)
    assert answer.code == 0, answer.err
    assert scores(cli, store)["U06"]["components"]["public"]["score"] == pytest.approx(5 * 80 / 100)
    losses = answer_of(cli, "explain", "U06", "--as-of", "2023-12-31", "--store", store)["losses"]
    assert {"R3", "P1"} <= {loss["item"] for loss in losses}


def test_a_new_group_is_a_word_in_the_unit_file(store, tmp_path, cli):
    (tmp_path / "单位.csv").write_text(
        "单位编码,单位名称,单位类别\nX1,甲医院,企事业单位\nX2,乙学校,企事业单位\n", encoding="utf-8"
    )
    (tmp_path / "抽测.csv").write_text(
        "抽测编号,单位,抽测日期,指标,得分,满分\nN1,甲医院,2023-05-10,S1,9,10\nN2,乙学校,2023-05-10,S1,5,10\n",
        encoding="utf-8",
    )
    before = scores(cli, store)
    assert cli("import", tmp_path / "单位.csv", tmp_path / "抽测.csv", "--store", store).code == 0
    after = scores(cli, store)
    assert [(after[unit]["group"], after[unit]["rank"]) for unit in ("X1", "X2")] == [
        ("企事业单位", 1),
        ("企事业单位", 2),
    ]
    assert {unit: after[unit]["rank"] for unit in before} == {
        unit: row["rank"] for unit, row in before.items()
    }


def test_a_wrong_scheme_is_refused_with_every_place(store, golden, tmp_path, cli):
    text = (golden / "district-1" / "scheme.toml").read_text(encoding="utf-8")
    path = tmp_path / "办法.toml"
    path.write_text(text.replace("points = 50", "points = 51").replace('ties = "competition"', 'ties = "no"'))
    answer = cli("scheme", path, "--store", store)
    assert answer.code == 3
    assert len(answer.err.splitlines()) == 2
    assert answer.err.startswith("办法.toml")


def test_the_same_scheme_again_is_said_and_not_stored(store, golden, cli):
    scheme = golden / "district-1" / "scheme.toml"
    answer = cli("scheme", scheme, "--store", store)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.endswith("已是2023年度的办法（第2批），未重复存入\n")
    assert len(answer_of(cli, "batches", "--store", store)) == 3
    assert cli("scheme", scheme, "--dry-run", "--store", store).out == "检查通过：测试办法219（未存入）\n"


def test_a_table_nobody_reads_to_its_end_says_where_all_of_it_is_had(capsys):
    rows = [{"n": number} for number in range(1500)]
    print_rows(rows, {"n": "序号"}, "table")
    table = capsys.readouterr()
    assert " 999 " in table.out
    assert " 1000 " not in table.out
    assert "共1500行" in table.err
    assert "--format csv" in table.err
    print_rows(rows, {"n": "序号"}, "csv")
    assert capsys.readouterr().out.split()[-1] == "1499"
