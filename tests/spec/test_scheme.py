"""scoring.md section 2: a scheme file is read, checked and becomes rows; the built-in ones included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data.errors import InputRefused
from data.scheme import SCHEME_TABLES, builtin_schemes, parse_scheme, read_scheme, scheme_rows, warnings
from data.scheme.model import Appeals, Bonus, Rectification, Veto

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("district-*/scheme.toml"))
BASE = Path(__file__).with_name("scheme_base.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "row", "problem"),
    [
        ("[scheme]\nid = “base”\n", 2, "写法不符合 TOML"),
        ('[scheme]\nid = "a"\nid = "b"\n', 3, "同一个键写了两次"),
        ("[bonus]\ncap = 1\n[bonus]\ncap = 2\n", 3, "同一个表写了两次"),
        ('[scheme]\nid = "a', 2, "写法不符合 TOML"),
        ("a = " + "[" * 5000, 1, "写法不符合 TOML"),
        (f"a = {'9' * 5000}", 1, "写法不符合 TOML"),
    ],
)
def test_broken_toml_is_one_problem_with_its_line(text: str, row: int, problem: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        parse_scheme(text, "办法.toml")
    [only] = refusal.value.problems
    assert (only.row, only.problem) == (row, problem)


def test_a_file_is_read_with_or_without_bom(tmp_path: Path) -> None:
    file = tmp_path / "base.toml"
    file.write_text(BASE, encoding="utf-8-sig")
    assert read_scheme(str(file)) == parse_scheme(BASE, "x")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "gbk.toml"
    file.write_text(BASE, encoding="gb18030")
    with pytest.raises(InputRefused, match="UTF-8"):
        read_scheme(file)
    with pytest.raises(InputRefused, match="打不开"):
        read_scheme(tmp_path / "absent.toml")


def test_what_is_not_written_has_no_effect() -> None:
    head = BASE[: BASE.index("[rectification]")].replace("decimals = 1\ncloses_on = 2024-01-31\n", "")
    scheme = parse_scheme(head, "x")
    assert (scheme.decimals, scheme.ties, scheme.closes_on) == (2, "competition", date(2023, 12, 31))
    assert (scheme.rectification, scheme.bonus, scheme.veto) == (Rectification(), Bonus(), Veto())
    assert scheme.appeals == Appeals(workdays=None)
    assert (scheme.conversion, scheme.spot_floor_waived_by, scheme.grades) == (None, None, ())
    [edition] = scheme_rows(scheme, 7)["editions"]
    assert edition[11:22] == (0, None, 0, 1, False, None, 0, None, False, "fail", None)


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.parent.name)
def test_golden_schemes_load(file: Path) -> None:
    scheme = read_scheme(file)
    assert scheme.year == 2023
    assert [component.code for component in scheme.components] == ["spot", "quarterly", "ledger", "review"]


def test_golden_schemes_are_there() -> None:
    assert len(GOLDEN) == 7


def test_builtin_schemes_load_and_keep_half_for_spot_checks() -> None:
    builtin = builtin_schemes()
    assert set(builtin) == {"wenchanghu-2023", "demo-2025", "demo-2026"}
    for scheme_id, path in builtin.items():
        scheme = read_scheme(path)
        assert (scheme.scheme_id, warnings(scheme)) == (scheme_id, [])
        assert any(floor.components == ("spot",) and floor.minimum >= 0.5 for floor in scheme.floors)
        points = {component.code: component.points for component in scheme.components}
        assert points["spot"] >= 0.5 * scheme.full_marks
        assert all(len(item.name) < 12 for part in scheme.components for item in part.items)


def test_the_demo_scheme_uses_every_setting() -> None:
    """Nothing that a scheme can set is left for the first real office to try."""
    scheme = read_scheme(builtin_schemes()["demo-2026"])
    settings = scheme.rectification
    assert settings.overdue_per_day > 0
    assert settings.overdue_cap is not None
    assert settings.relief > 0
    assert settings.repeat_factor > 1
    assert settings.require_recheck
    assert scheme.appeals.workdays is not None
    assert scheme.bonus.cap > 0
    assert scheme.bonus.gate is not None
    assert scheme.bonus.gate_inclusive
    assert scheme.veto.ceiling is not None
    assert scheme.conversion is not None
    assert any(grade.quota for grade in scheme.grades)
    parts = scheme.components
    assert {part.cap for part in parts} == {"item", "indicator"}
    assert {part.period for part in parts} == {"year", "quarter"}
    assert any(part.late_credit for part in parts)
    rules = {(part.source, item.rule) for part in parts for item in part.items}
    assert {rule for _, rule in rules} == {"rate", "deduct", "complete", "entered", "target"}
    assert ("spot_check", "deduct") in rules
    targets = {target for part in parts for item in part.items for target in item.applies_to}
    assert targets == {"镇街", "区直部门", "事业单位"}


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with the scheme tables of BASE as edition 7."""
    with duckdb.connect(":memory:") as connection:
        connection.execute("create schema scheme")
        for table, columns in SCHEME_TABLES.items():
            connection.execute(f"create table scheme.{table} ({columns})")
        for table, rows in scheme_rows(parse_scheme(BASE, "x"), 7).items():
            marks = ", ".join("?" * len(SCHEME_TABLES[table].split(",")))
            for row in rows:
                connection.execute(f"insert into scheme.{table} values ({marks})", row)
        yield connection


def test_a_scheme_becomes_rows(database: duckdb.DuckDBPyConnection) -> None:
    def rows(query: str) -> list[tuple[object, ...]]:
        return database.execute(query).fetchall()

    assert rows(
        "select edition_id, scheme_id, year, full_marks, decimals, ties, closes_on from scheme.editions"
    ) == [(7, "base-2023", 2023, 100.0, 1, "competition", date(2024, 1, 31))]
    assert rows(
        "select relief, bonus_cap, bonus_gate, bonus_gate_inclusive, veto_effect, veto_ceiling, source_text"
        " from scheme.editions"
    ) == [(0.5, 5.0, 80.0, False, "ceiling", 59.0, BASE)]
    assert rows(
        "select floor_no, minimum, component from scheme.floors join scheme.floor_components using (floor_no)"
    ) == [(1, 0.5, "spot")]
    assert rows(
        "select component, component_no, points, is_itemless from scheme.components order by all"
    ) == [
        ("ledger", 3, 15.0, True),
        ("quarterly", 2, 20.0, False),
        ("review", 4, 15.0, False),
        ("spot", 1, 50.0, True),
    ]
    assert rows("select component, indicator, points from scheme.indicators order by all") == [
        ("ledger", "ledger", 15.0),
        ("quarterly", "Q1", 15.0),
        ("review", "R1", 15.0),
        ("spot", "spot", 50.0),
    ]
    assert rows(
        "select component, item, item_no, points, rule, deduct_each, applies_to_all, is_implicit"
        " from scheme.items order by all"
    ) == [
        ("ledger", "ledger", 1, 15.0, "complete", None, True, True),
        ("quarterly", "Q1.1", 1, 10.0, "deduct", 2.0, False, False),
        ("quarterly", "Q1.2", 2, 5.0, "deduct", None, True, False),
        ("review", "R1.1", 1, 15.0, "target", None, True, False),
        ("spot", "spot", 1, 50.0, "rate", None, True, True),
    ]
    assert rows("select item, target from scheme.item_targets order by all") == [
        ("Q1.1", "u7"),
        ("Q1.1", "镇街"),
    ]
    assert rows("select grade_no, name, minimum, quota from scheme.grades order by all") == [
        (1, "优秀", 90.0, 0.25),
        (2, "不合格", 0.0, None),
    ]


def test_an_itemless_inspection_deducts() -> None:
    start, end = (
        BASE.index('  [[component.indicator]]\n  code = "Q1"'),
        BASE.index('[[component]]\ncode = "ledger"'),
    )
    itemless = parse_scheme(BASE[:start] + BASE[end:], "x")
    implicit = {row[1]: row[7] for row in scheme_rows(itemless, 1)["items"] if row[10]}
    assert implicit == {"spot": "rate", "quarterly": "deduct", "ledger": "complete"}


def test_golden_rows_fit_the_tables(database: duckdb.DuckDBPyConnection) -> None:
    for edition_id, file in enumerate(GOLDEN, start=100):
        for table, rows in scheme_rows(read_scheme(file), edition_id).items():
            width = len(database.table(f"scheme.{table}").columns)
            assert all(len(row) == width for row in rows)
