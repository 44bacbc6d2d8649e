"""What the words of stored tasks mean, written beside them in raw.*: deadlines, occurrences, responsible words.

Working days are not counted here but in queries/core, so that a changed calendar changes every date.
"""

from __future__ import annotations

from datetime import date

import duckdb

from data.plan.deadlines import occurrences, read_deadlines
from data.plan.responsible import read_responsible

_TOUCHED = {"raw.task_readings", "raw.task_parties", "raw.task_occurrences"}
_GROUP_MARK = "@"


def store_readings(connection: duckdb.DuckDBPyConnection, batch_id: int) -> set[str]:
    """Read the deadline and responsible words of a batch's tasks; returns the raw tables written."""
    tasks = connection.execute(
        "select file_no, row_no, year, deadline, responsible, issued_on from staging.tasks "
        "where batch_id = ? and year between 1990 and 2100 order by file_no, row_no",
        [batch_id],
    ).fetchall()
    readings: list[tuple[object, ...]] = []
    parties: list[tuple[object, ...]] = []
    dates: list[tuple[object, ...]] = []
    for file_no, row_no, year, deadline, responsible, issued_on in tasks:
        place = (batch_id, file_no, row_no)
        deadline_rows, date_rows = _deadline_rows(deadline or "", year, issued_on)
        readings += [(*place, *row) for row in deadline_rows]
        dates += [(*place, *row) for row in date_rows]
        parties += [(*place, *row) for row in _party_rows(responsible or "")]
    for table, rows in (("task_readings", readings), ("task_parties", parties), ("task_occurrences", dates)):
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            connection.executemany(f"insert into raw.{table} values ({marks})", rows)
    return set(_TOUCHED)


def _deadline_rows(
    words: str, year: int, issued_on: date | None
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """(deadline_no, words, kind, ...) of each deadline, and (deadline_no, period, due_on) of each occurrence."""
    rows: list[tuple[object, ...]] = []
    dates: list[tuple[object, ...]] = []
    for number, read in enumerate(read_deadlines(words, year, issued_on), start=1):
        flags = "；".join(read.flags)
        rows.append(
            (number, read.words, read.kind, read.due_on, read.n, read.unit, read.event)
            + (read.every, read.month, read.day, flags)
        )
        if read.kind == "recurring":
            dates += [(number, period, due_on) for period, due_on in occurrences(read, year)]
    return rows, dates


def _party_rows(words: str) -> list[tuple[object, ...]]:
    """(role, word, is_group) of each responsible word; a group word loses its mark."""
    read = read_responsible(words)
    by_role = (
        ("lead", read.lead),
        ("owner", read.owners),
        ("support", read.support),
        ("unresolved", read.unresolved),
    )
    return [
        (role, word.removeprefix(_GROUP_MARK), word.startswith(_GROUP_MARK))
        for role, names in by_role
        for word in names
    ]
