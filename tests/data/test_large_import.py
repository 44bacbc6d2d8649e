"""A file of more rows than DuckDB keeps in one group: all of them are numbered, judged and counted."""

from __future__ import annotations

import pytest
from storing import CHECKS, checks, facts, rows

from data.errors import InputRefused
from data.files.csvfile import copy_text
from data.files.rows import BLANKS
from data.release import Writer

COUNT = 130_000  # DuckDB's row groups have 122,880


def lines(count: int) -> list[str]:
    return [f"N{number},U00,2023-05-10,S1,{number % 11},10" for number in range(2, count + 2)]


def test_every_row_is_stored_under_its_number_and_counts(store, tmp_path):
    writer = Writer(store)
    with pytest.raises(InputRefused) as refused:
        writer.submit(facts(tmp_path, "bad", CHECKS, *lines(COUNT), "N7,U00,2023-05-10,S1,11,10"))
    assert {(problem.row, problem.column) for problem in refused.value.problems} == {
        (COUNT + 2, "抽测编号"),
        (COUNT + 2, "得分"),
    }
    writer.submit(facts(tmp_path, "good", CHECKS, *lines(COUNT)))
    writer.submit(checks(tmp_path, "newer", N3=1, N130001=2))
    stored = "select count(*), count(*) filter (check_id = 'N' || row_no), sum(earned) from core.spot_checks "
    assert rows(store, stored + "where check_id like 'N%'") == [
        (COUNT, COUNT - 2, sum(n % 11 for n in range(2, COUNT + 2)) - 3 - 130_001 % 11 + 1 + 2)
    ]


@pytest.mark.parametrize("sign", [*sorted(set(BLANKS) - {"\r", "\n"}), "，", "～"])
@pytest.mark.parametrize("at", [0, (1 << 18) - 1, (1 << 18) - 2, 1 << 18])
def test_a_blank_or_full_width_sign_is_met_wherever_it_stands(tmp_path, sign, at):
    source = tmp_path / "a.csv"
    source.write_text("x" * at + "甲" + sign + "\n", encoding="utf-8")
    assert not copy_text(source, "a.csv", tmp_path / "text").is_clean


def test_chinese_text_without_them_is_clean(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("甲“、”,1\n" * 100_000, encoding="utf-8")
    assert copy_text(source, "a.csv", tmp_path / "text").is_clean
