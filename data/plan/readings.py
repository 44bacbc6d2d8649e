"""What the words of stored tasks mean, written beside them in raw.*: deadlines and responsible words.

Nothing is counted here: occurrences and working days follow in queries/core, so that a changed calendar changes
every date.
"""

from __future__ import annotations

from datetime import date

import duckdb

from data.plan.deadlines import read_deadlines
from data.plan.responsible import read_responsible

_TOUCHED = {"raw.task_readings", "raw.task_parties"}
GROUP_MARK = "@"
_ROLES = {"lead": "lead", "owners": "owner", "support": "support"}


def store_readings(connection: duckdb.DuckDBPyConnection, batch_id: int) -> set[str]:
    """Read the deadline and responsible words of a batch's tasks; returns the raw tables written."""
    tasks = connection.execute(
        "select file_no, row_no, year, deadline, responsible, issued_on from staging.tasks "
        "where batch_id = ? and year between 1990 and 2100 order by file_no, row_no",
        [batch_id],
    ).fetchall()
    readings: list[tuple[object, ...]] = []
    parties: list[tuple[object, ...]] = []
    for file_no, row_no, year, deadline, responsible, issued_on in tasks:
        place = (batch_id, file_no, row_no)
        readings += [(*place, *row) for row in _deadline_rows(deadline or "", year, issued_on)]
        parties += [(*place, *row) for row in _party_rows(responsible or "")]
    for table, rows in (("task_readings", readings), ("task_parties", parties)):
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            connection.executemany(f"insert into raw.{table} values ({marks})", rows)
    return set(_TOUCHED)


def _deadline_rows(words: str, year: int, issued_on: date | None) -> list[tuple[object, ...]]:
    """(deadline_no, words, kind, ...) of each deadline."""
    return [
        (number, read.words, read.kind, read.due_on, read.n, read.unit, read.event)
        + (read.every, read.month, read.day, "；".join(read.flags), read.starts_on, read.ends_on)
        for number, read in enumerate(read_deadlines(words, year, issued_on), start=1)
    ]


def _party_rows(words: str) -> list[tuple[object, ...]]:
    """(role, word, is_group, place) of each responsible word; a group word loses its mark, others have no place."""
    read = read_responsible(words)
    named = [
        (role, word, None)
        for role, names in (("lead", read.lead), ("owner", read.owners), ("support", read.support))
        for word in names
    ]
    left = [
        ("unresolved", word, _ROLES[place]) for word, place in zip(read.unresolved, read.places, strict=True)
    ]
    return [
        (role, word.removeprefix(GROUP_MARK), word.startswith(GROUP_MARK), place)
        for role, word, place in (*named, *left)
    ]
