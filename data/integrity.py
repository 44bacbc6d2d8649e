"""The checks of queries/checks, turned into problems that name file, sheet, row, column and value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from data.errors import InputRefused, Problem
from data.files.kinds import KINDS
from data.files.sheet import Sheet
from data.narrowing import narrowed
from data.queryfile import QueryFile, build_order


@dataclass(frozen=True)
class BadRow:
    """A refused row: where it lies in raw.*, and what to tell the person."""

    kind: str
    batch_id: int
    file_no: int
    row_no: int
    problem: Problem


MOST_PROBLEMS = 100_000
"""So many are found, no more: nobody mends them one by one, and each takes a kilobyte of memory."""


def find_problems(
    connection: duckdb.DuckDBPyConnection,
    batch_id: int | None,
    sheets: Sequence[Sheet] = (),
    changed: Collection[str] | None = None,
) -> list[BadRow]:
    """Every offending row of a batch and of those stored after it, or of all with `batch_id` None, by all checks.

    `sheets` (in the order of their file_no) lend their own headings to the messages. With `changed`, all tables
    the batch changed, the checks that read none of them are left out: they name rows of the batch, and find none
    in tables that hold none. No more than MOST_PROBLEMS.
    """
    found: list[tuple[Any, ...]] = []
    for query, statement in _statements(changed):
        cursor = connection.execute(statement, query.arguments({"batch_id": batch_id}))
        found += cursor.fetchmany(MOST_PROBLEMS - len(found))
        if len(found) == MOST_PROBLEMS:
            break
    values = _raw_values(connection, found)
    files = _files(connection)
    return [
        BadRow(
            kind,
            batch,
            file_no,
            row_no,
            Problem(
                file=files[batch, file_no][0],
                sheet=files[batch, file_no][1],
                row=row_no,
                column=_heading(kind, file_no, field, sheets),
                value=values[kind, batch, file_no, row_no].get(field),
                problem=problem,
                action=action,
            ),
        )
        for kind, batch, file_no, row_no, field, problem, action in found
    ]


def _statements(changed: Collection[str] | None) -> Iterator[tuple[QueryFile, duckdb.Statement]]:
    """The checks to run; of those that read typed rows only what reads kinds that arrived."""
    for query in build_order(["checks"]):
        typed = {table for table in query.reads if table.startswith("staging.")}
        if changed is None:
            yield query, query.answer
        elif typed & set(changed):
            kinds = frozenset(table.removeprefix("staging.") for table in typed & set(changed))
            yield query, narrowed(query.sql, kinds)
        elif not typed and not query.reads.isdisjoint(changed):
            yield query, query.answer


def refuse_too_many(bad_rows: Sequence[BadRow]) -> None:
    """Refuse a batch whole that has as many problems as are looked for: they have one cause, to be mended first."""
    if len(bad_rows) < MOST_PROBLEMS:
        return
    problem = f"错误超过{MOST_PROBLEMS}处，只列出前面的，全部没有存入"
    action = "多半是选错了表，或某一列整列有误，请先改正后再导入"
    whole = Problem(bad_rows[0].problem.file, None, None, None, None, problem, action)
    raise InputRefused([whole, *(bad.problem for bad in bad_rows)])


def _heading(kind: str, file_no: int, field: str, sheets: Sequence[Sheet]) -> str:
    name = {"group_name": "group"}.get(field, field)
    if sheets:
        return sheets[file_no - 1].heading(name)
    return KINDS[kind].field(name).chinese


def _files(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[int, int], tuple[str, str | None]]:
    rows = connection.execute("select batch_id, file_no, file, sheet from raw.batch_files").fetchall()
    return {(batch, file_no): (file, sheet) for batch, file_no, file, sheet in rows}


def _raw_values(
    connection: duckdb.DuckDBPyConnection, found: Iterable[tuple[str, int, int, int, str, str, str]]
) -> dict[tuple[str, int, int, int], dict[str, str | None]]:
    """The raw texts of the offending rows, by kind, batch, file and row."""
    keys: dict[str, set[tuple[int, int, int]]] = {}
    for kind, batch, file_no, row_no, *_ in found:
        keys.setdefault(kind, set()).add((batch, file_no, row_no))
    values: dict[tuple[str, int, int, int], dict[str, str | None]] = {}
    for kind, rows in keys.items():
        batches, files, numbers = (list(column) for column in zip(*rows, strict=True))
        cursor = connection.execute(
            f"select raw_rows.* from raw.{kind} as raw_rows "
            "inner join (select unnest($batches) as batch_id, unnest($files) as file_no, unnest($rows) as row_no) "
            "using (batch_id, file_no, row_no)",
            {"batches": batches, "files": files, "rows": numbers},
        )
        names = [column[0] for column in cursor.description or ()]
        for row in cursor.fetchall():
            cells = dict(zip(names, row, strict=True))
            values[kind, cells["batch_id"], cells["file_no"], cells["row_no"]] = cells
    return values
