"""What every file in queries/ promises: one statement, a true header, a unique grain, layers that point one way."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data.computation import Session
from data.queryfile import MACROS, QUERIES, QueryFile, load_queries

ROOT = QUERIES.parent
FILES = load_queries()
EVERY = pytest.mark.parametrize("name", FILES)
FROM_STORE = [name for name, file in FILES.items() if file.layer != "checks"]
MACRO_FILES = sorted((QUERIES / MACROS).glob("*.sql"))
READS = {
    "staging": {"raw"},
    "core": {"raw", "staging", "core", "scheme"},
    "checks": {"raw", "staging", "core", "scheme"},
    "scores": {"core", "scheme", "scores"},
    "pages": {"core", "scheme", "scores"},
    "work": {"raw", "core", "scheme"},
}
# What was published or drawn, the releases and the files that came in no rule derives: pages show the rows as stored.
RAW_ON_PAGES = {
    "raw.releases",
    "raw.batch_files",
    "raw.draw_cells",
    "raw.draw_exclusions",
    "raw.draw_strata",
    "raw.round_results",
    "raw.round_components",
    "raw.round_losses",
}
# When a fact was first stored, rows say that have long been replaced; to work it out for every fact costs each save.
STAGING_ON_PAGES = {"staging.findings", "staging.spot_checks", "staging.inspections"}


def names(words: str) -> list[str]:
    return [name.strip() for name in words.split(",") if name.strip()]


def answer(computed: Session, parameters: Mapping[str, Any], file: QueryFile) -> pd.DataFrame:
    """The rows of a query: of a table that was built, or of a page or a step of work asked now."""
    if file.layer in ("pages", "work"):
        return computed.rows(file, parameters)
    return computed.rows(QueryFile("", "", f"from {file.table}", "", {}, frozenset(), frozenset()), {})


@EVERY
def test_a_file_is_one_statement_that_reads(name: str) -> None:
    [statement] = duckdb.extract_statements(FILES[name].sql)
    assert statement.type == duckdb.StatementType.SELECT
    assert not FILES[name].sql.rstrip().endswith(";")


@EVERY
def test_a_file_begins_with_what_it_answers_and_its_header(name: str) -> None:
    assert FILES[name].title
    assert list(FILES[name].header) == ["grain", "params", "columns"]
    assert names(FILES[name].header["grain"])


@EVERY
def test_the_params_of_the_header_are_those_used(name: str) -> None:
    assert set(names(FILES[name].header["params"])) == FILES[name].parameters


@EVERY
def test_layers_point_one_way(name: str) -> None:
    file = FILES[name]
    outside = {table for table in file.reads if table.split(".")[0] not in READS[file.layer]}
    assert outside <= (RAW_ON_PAGES | STAGING_ON_PAGES if file.layer == "pages" else set())


@EVERY
def test_the_final_select_names_its_columns(name: str) -> None:
    if FILES[name].layer == "staging":
        return  # kinds.py creates the raw tables; staging names every field already
    [(tree,)] = duckdb.execute("select json_serialize_sql(?)", [FILES[name].sql]).fetchall()
    for node in final_selects(json.loads(tree)["statements"][0]["node"]):
        assert not [column for column in node["select_list"] if column["class"] == "STAR"]


def final_selects(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["type"] == "SET_OPERATION_NODE":
        for side in node.get("children") or (node["left"], node["right"]):
            yield from final_selects(side)
    else:
        yield node


@pytest.mark.parametrize("name", FROM_STORE)
def test_the_grain_is_unique_and_the_columns_exist(
    computed: Session, parameters: dict[str, Any], name: str
) -> None:
    file = FILES[name]
    rows = answer(computed, parameters, file)
    grain = names(file.header["grain"])
    assert set(grain) <= set(rows.columns)
    repeated = rows[rows.duplicated(grain, keep=False)]
    assert repeated.empty, repeated[grain].head(6).to_string()
    for column in explained(file):
        found = [known for known in (*rows.columns, *file.parameters) if fnmatch(known, column)]
        assert found, f"{column} is explained and does not exist"


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("checks/")])
def test_a_check_answers_in_the_shape_that_integrity_reads(name: str) -> None:
    [(tree,)] = duckdb.execute("select json_serialize_sql(?)", [FILES[name].sql]).fetchall()
    for node in final_selects(json.loads(tree)["statements"][0]["node"]):
        columns = [column["alias"] or column["column_names"][-1] for column in node["select_list"]]
        assert columns == ["kind", "batch_id", "file_no", "row_no", "field", "problem", "action"]


def explained(file: QueryFile) -> list[str]:
    """The columns a header explains: `a, b = words; c_* = words; lost_x = words with x`."""
    parts = (part.partition("=") for part in file.header["columns"].split(";"))
    words = (left for left, equals, _ in parts if equals)
    shown = [name for left in words for name in names(left) if re.fullmatch(r"[a-z_*]+", name)]
    return [re.sub(r"_x$", "_*", name) for name in shown]


def test_cells_are_exactly_the_grid(computed: Session) -> None:
    """Rows in the grid = rows out, each once, each with a status of the closed list."""
    key = ["subject_id", "item", "quarter"]
    grid, cells = (answer(computed, {}, FILES[f"scores/{table}"]) for table in ("grid", "cells"))
    assert len(grid) == len(cells) > 0
    assert set(map(tuple, grid[key].values)) == set(map(tuple, cells[key].values))
    assert set(cells.status) <= {"scored", "not_applicable", "no_data"}
    assert cells.got.notna().equals(cells.status == "scored")


def test_every_unit_is_scored_or_says_why_not(computed: Session) -> None:
    results = answer(computed, {}, FILES["scores/results"])
    active = answer(computed, {}, FILES["scores/active_units"])
    assert len(results) == len(active) > 0
    silent = results[(results.status != "rated") & results.reason.isna()]
    assert silent.empty


# Derived from what the digest reads already, or written once with it.
IN_THE_DIGEST_BY = {
    "core.task_deadlines": {"core.tasks", "core.calendar"},
    "core.parties": {"core.tasks", "core.unit_names", "core.group_words", "core.units", "core.decided_names"},
    "core.rounds": {"raw.rounds"},
    "core.round_results": {"raw.rounds"},
    "raw.round_results": {"raw.rounds"},
    "raw.round_losses": {"raw.rounds"},
    "raw.round_components": {"raw.rounds"},
    # the batch and the file of a fact never change, and a fact's digest holds its batch and file number
    "core.batches": {"core.spot_checks", "core.findings", "core.inspections", "core.reviews"},
    "raw.batch_files": {"core.spot_checks", "core.findings", "core.inspections", "core.reviews"},
}


def test_scores_are_cached_by_a_digest_of_all_they_depend_on() -> None:
    digested = FILES["core/year_digests"].reads
    read = set()
    for file in FILES.values():
        with_scores = any(table.startswith("scores.") for table in file.reads)
        if file.layer == "scores" or (file.layer == "pages" and with_scores):
            read |= {table for table in file.reads if table.split(".")[0] in ("core", "raw")}
    for table in sorted(read):
        assert IN_THE_DIGEST_BY.get(table, {table}) <= digested, f"{table} is read, and not in the digest"


@pytest.mark.parametrize("path", MACRO_FILES, ids=lambda path: path.stem)
def test_a_macro_file_is_one_documented_macro(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    [statement] = duckdb.extract_statements(text)
    assert statement.type == duckdb.StatementType.CREATE
    assert text.startswith("-- ")
    assert re.search(rf"^create or replace macro {path.stem}\(", text, re.MULTILINE)


def test_every_macro_is_used() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in QUERIES.rglob("*.sql")}
    for path in MACRO_FILES:
        users = [other for other, text in texts.items() if other != path and f"{path.stem}(" in text]
        assert users, path.stem


def test_every_query_is_asked_for_by_name_or_read_by_another() -> None:
    paths = [path for top in ("data", "dashboard") for path in (ROOT / top).rglob("*.py")]
    asked = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    read = {table for file in FILES.values() for table in file.reads if table != file.table}
    for name, file in FILES.items():
        is_read = file.layer == "checks" or file.table in read or re.search(rf"\b{file.table}\b", asked)
        assert is_read or f'"{name}"' in asked or f'"{file.stem}"' in asked, name


def test_every_sql_file_belongs_to_a_layer() -> None:
    assert {path.parent.name for path in QUERIES.rglob("*.sql")} == {*READS, MACROS}


SQL = re.compile(
    r"\s*(select|with|insert|update|delete|create)\b.*\b(from|into|table|view|set)\b", re.I | re.S
)


WITHOUT_SQL = sorted((*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "data/work/steps").rglob("*.py")))


@pytest.mark.parametrize("path", WITHOUT_SQL, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_dashboard_and_the_steps_of_work_hold_no_sql(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [text for text in texts if SQL.match(text)]
