"""Rows a form reserved: one nobody answered is no fact, any answer makes it one; a table of one's own is as ever."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data.files import forms
from data.files.kinds import KINDS, create_table_sql
from data.files.reading import read_files

KEYS = "单位,年度,任务序号,期次"


def read(path: Path, heading: str, *rows: str) -> tuple[list[str], tuple[str, ...]]:
    """The task numbers that came in, and what was said."""
    path.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
    [sheet], notes = (result := read_files([path])).sheets, result.notes
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        connection.execute(create_table_sql(KINDS["ledger"], "raw"))
        stored = sheet.insert_into(connection, "raw.ledger", 1, 1)
        found = connection.execute("select task_no from raw.ledger order by row_no").fetchall()
    assert stored == len(found)
    return [number for (number,) in found], notes


def test_a_reserved_row_is_a_fact_once_it_holds_an_answer(tmp_path: Path) -> None:
    heading = f"{KEYS},事项,次数,触发日期,完成日期,完成情况,佐证,{','.join(forms.HELPERS)}"
    helped = f"公开预算,责任,2026-07-31,,7月底前,{forms.RESERVED}"
    answers = ["甲文件", "2", "2026-07-01", "2026-07-02", "在办", "见附件"]
    answered = [
        f"甲镇,2026,{n},2026Q1,{','.join(['', '', '', '', '', ''][: n - 1] + [answer] + [''] * (6 - n))},{helped}"
        for n, answer in enumerate(answers, start=1)
    ]
    untouched = [f"甲镇,2026,7,2026Q1,,,,,,,{helped}", f"甲镇,2026,8,2026Q1,　, ,,,,,{helped}"]
    own = ["甲镇,2026,9,,,,,,,,,,,,,", f"甲镇,2026,10,,,,,,,,,,,,,{forms.REPORTED}"]
    numbers, notes = read(tmp_path / "a.csv", heading, *untouched, *answered, *own)
    assert numbers == ["1", "2", "3", "4", "5", "6", "9", "10"]
    assert notes == ()


def test_a_form_nobody_answered_says_so(tmp_path: Path) -> None:
    numbers, notes = read(tmp_path / "a.csv", f"{KEYS},{forms.ROW}", f"甲镇,2026,1,,{forms.RESERVED}")
    assert (numbers, notes) == ([], ("a.csv：预留的行都没有填写",))


@pytest.mark.parametrize("heading", [KEYS, f"{KEYS},完成日期"])
def test_in_a_table_of_ones_own_a_bare_row_is_reported_and_not_done(tmp_path: Path, heading: str) -> None:
    assert read(tmp_path / "a.csv", heading, "甲镇,2026,1,,")[0] == ["1"]


def test_helper_columns_are_known_in_a_ledger_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        f"抽测编号,单位,抽测日期,得分,满分,{forms.DUE}\nC1,甲镇,2026-01-05,1,2,x\n", encoding="utf-8"
    )
    assert forms.DUE in read_files([path]).notes[0]
