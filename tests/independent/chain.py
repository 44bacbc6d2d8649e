"""The product's answers for a district: real files, a real import, a real release, the chain of queries/scores."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.batches import CalendarBatch, DistrictBatch, FactBatch, SchemeBatch
from data.calendar import CalendarDay
from data.computation import Question, Session
from data.errors import InputRefused
from data.files.reading import read_files
from data.queryfile import QueryFile
from data.release import Writer
from data.scheme import read_scheme
from data.store import Store

from .writing import write_district

# table → its key and the columns that are compared
TABLES = {
    "results": (
        ("unit_id",),
        (
            "status", "total", "base", "bonus", "major", "is_vetoed", "rank", "rank_low", "rank_high",
            "grade", "converted", "full_marks",
        ),
    ),
    "components": (("unit_id", "component"), ("score", "full_points", "rate", "weight")),
    "losses": (
        ("unit_id", "component", "period", "indicator", "item", "cause", "ref"),
        ("marks",),
    ),
    "what_ifs": (("unit_id", "ref"), ("recoverable", "at_risk")),
}  # fmt: skip


@dataclass
class Imports:
    """Imports districts, each into a copy of an empty store and a folder of its own."""

    folder: Path
    made: int = 0

    def empty(self):
        store = self.folder / "empty"
        if not store.exists():
            Writer(store).submit(DistrictBatch("随机区", is_demo=False))
        return store

    def __call__(self, raw, facts):
        """The folder with the files and the store of a district."""
        self.made += 1
        place = self.folder / f"district-{self.made}"
        paths = write_district(place, raw, facts)
        shutil.copytree(self.empty(), place / "store")
        batches = [
            SchemeBatch(read_scheme(place / "scheme.toml"), place / "scheme.toml"),
            FactBatch(read_files(paths).sheets),
        ]
        if facts.moved:  # after the tasks: what is counted in working days follows
            batches.append(CalendarBatch([CalendarDay(day, is_on, "") for day, is_on in facts.moved.items()]))
        for answer in Writer(place / "store").submit_all(batches):
            assert not isinstance(answer, InputRefused), f"{place}: {answer}"
        return place


def answers(place: Path, as_of: date, unit_id=None):
    """table → {key: {column: value}} of the chain at a date, what-ifs to the close of the year included."""
    store = Store(place / "store")
    [year] = store.years()
    chosen = store.year(year)
    session = Session(store.layout.release_file(store.release_id))
    try:
        session.compute(
            Question(
                year,
                chosen.edition,
                chosen.closes_on,
                (as_of,),
                units=unit_id and (unit_id, unit_id),
                with_what_ifs=True,
            ),
            upto=[f"scores.{table}" for table in TABLES],
        )
        return {table: _rows(session, table, *columns) for table, columns in TABLES.items()}
    finally:
        session.close()


def _rows(session, table, key, columns):
    query = QueryFile("", "", f"from scores.{table}", "", {}, frozenset(), frozenset())
    frame = session.rows(query, {}).astype(object)
    records = frame.where(frame.notna(), None).to_dict("records")
    rows = {tuple(row[name] for name in key): {name: row[name] for name in columns} for row in records}
    assert len(rows) == len(records), f"{table}: the key is not unique"
    return rows


def differences(one, other, tolerance=1e-6):
    """Readable lines, one for each value that differs between two answers."""
    return [
        f"{table} {key} {column}: {_value(one, table, key, column)} / {_value(other, table, key, column)}"
        for table, (_, columns) in TABLES.items()
        for key in sorted(one[table].keys() | other[table].keys(), key=str)
        for column in columns
        if not _same(_value(one, table, key, column), _value(other, table, key, column), tolerance)
    ]


def _value(answer, table, key, column):
    """A value; marks that nobody lost are 0, whether or not a row says so."""
    row = answer[table].get(key)
    if row is None:
        return 0.0 if table == "losses" else "absent"
    return row[column]


def _same(a, b, tolerance):
    if isinstance(a, (bool, str)) or isinstance(b, (bool, str)) or a is None or b is None:
        return a == b
    return abs(float(a) - float(b)) <= tolerance
