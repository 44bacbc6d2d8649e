"""files.md section 1, "Refused": every check in queries/checks over rows it skips, passes and refuses.

Each check runs alone, over one batch appended to a base district inside a transaction that is rolled back.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import check_rows_figures
import check_rows_gaps
import check_rows_references
import check_rows_values
import duckdb
import pytest
from check_case import Case
from district import component, item, scheme, table

from data.batches import FactBatch, SchemeBatch
from data.files.reading import read_files
from data.queryfile import load_queries
from data.schema import create_release_tables, rebuild_core
from data.scheme import parse_scheme

SCHEME = scheme(
    component("spot", "spot_check", 50, {"A": [item("A1", 10, "rate")]}),
    component("quarterly", "inspection", 20),
    component("review", "review", 30, {"R": [item("R1", 8, "entered"), item("R2", 5, "target")]}),
)
BASE = {
    "units": """
        unit_id | name     | group    | aliases
        U1      | 甲镇     | 镇街     | 甲镇政府、大甲
        U2      | 区财政局 | 区直部门 |
    """,
    "tasks": """
        year | task_no | requirement | responsible | deadline             | issued_on
        2023 | 1       | 公开预算    | 甲镇        | 6月30日前            |
        2023 | 2       | 公开批复    | 甲镇        | 信息形成之日起20日内 |
    """,
    "spot_checks": """
        check_id | unit | checked_on | item | earned | possible
        C1       | U1   | 2023-03-01 | A1   | 3      | 4
    """,
    "inspections": """
        inspection_id | unit | year | quarter | inspected_on
        I1            | U1   | 2023 | 1       | 2023-02-01
    """,
    "findings": """
        finding_id | unit | source   | description | notified_on
        F1         | U1   | 季度检查 | 过期        | 2023-03-01
    """,
}


CASES = (
    check_rows_references.CASES | check_rows_values.CASES | check_rows_gaps.CASES | check_rows_figures.CASES
)
EACH = [(check, case) for check, cases in CASES.items() for case in cases]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory release that holds the scheme and the base district."""
    folder = tmp_path_factory.mktemp("base")
    with duckdb.connect() as connection:
        create_release_tables(connection)
        for batch_id in (1, 2, 3):
            connection.execute("insert into raw.batches (batch_id) values (?)", [batch_id])
        SchemeBatch(parse_scheme(SCHEME, "scheme.toml"), folder / "scheme.toml").append(connection, 1)
        rebuild_core(connection, {"scheme.editions", "core.live_batches"})
        append(connection, 2, [write(folder, kind, text) for kind, text in BASE.items()])
        yield connection


def write(folder: Path, kind: str, text: str) -> Path:
    path = folder / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table(text))
    return path


def append(connection: duckdb.DuckDBPyConnection, batch_id: int, paths: list[Path]) -> frozenset[str]:
    """The tables that the batch says it changed."""
    appended = FactBatch(read_files(paths).sheets).append(connection, batch_id)
    return rebuild_core(connection, appended.touched)


def contents(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Every table with a digest of its rows."""
    listed = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables where table_schema <> 'main'"
    ).fetchall()
    digest = "select count(*), bit_xor(hash(rows_of)) from {} as rows_of"
    return {name: connection.execute(digest.format(name)).fetchone() for (name,) in listed}


def test_every_check_has_its_three_lists() -> None:
    names = {query.stem for query in load_queries().values() if query.layer == "checks"}
    assert names == set(CASES)
    for check, cases in CASES.items():
        for part in ("skipping", "passing", "failing"):
            wanted = part != "skipping" or check not in NOTHING_TO_SKIP
            assert any(getattr(case, part) for case in cases) == wanted, (check, part)


NOTHING_TO_SKIP = {"missing_value"}  # looks at every required field of every row


@pytest.mark.parametrize(("check", "case"), EACH, ids=[f"{check}-{case.kind}" for check, case in EACH])
def test_a_check_refuses_the_failing_rows_and_no_other(
    base: duckdb.DuckDBPyConnection, tmp_path: Path, check: str, case: Case
) -> None:
    failing = [row.rsplit("|", 1) for row in case.failing]
    rows = [*case.skipping, *case.passing, *(row for row, _ in failing)]
    first = 2 + len(rows) - len(failing)
    expected = {(first + n, field.strip()) for n, (_, field) in enumerate(failing)}
    base.begin()
    try:
        append(base, 3, [write(tmp_path, case.kind, "\n".join([case.headings, *rows]))])
        query = load_queries()[f"checks/{check}"]
        found = base.execute(query.sql, query.arguments({"batch_id": 3})).fetchall()
    finally:
        base.rollback()
    assert {(row_no, field) for _, _, _, row_no, field, _, _ in found} == expected
    assert len(found) == len(expected)
    for kind, batch_id, file_no, _, _, problem, action in found:
        assert (kind, batch_id, file_no) == (case.kind, 3, 1)
        assert problem
        assert action.startswith("请")


@pytest.mark.parametrize("kind", sorted({case.kind for _, case in EACH}))
def test_every_table_that_a_batch_changes_is_known_to_the_choice_of_checks(
    base: duckdb.DuckDBPyConnection, tmp_path: Path, kind: str
) -> None:
    cases = [case for _, case in EACH if case.kind == kind]
    paths = []
    for number, case in enumerate(cases):
        (tmp_path / str(number)).mkdir()
        rows = [*case.skipping, *case.passing, *(row.rsplit("|", 1)[0] for row in case.failing)]
        paths.append(write(tmp_path / str(number), kind, "\n".join([case.headings, *rows])))
    before = contents(base)
    base.begin()
    try:
        known = append(base, 3, paths)
        after = contents(base)
    finally:
        base.rollback()
    changed = {table for table in after if after[table] != before[table]}
    assert {f"raw.{kind}", f"staging.{kind}", "raw.batch_files"} <= changed
    assert changed <= known
