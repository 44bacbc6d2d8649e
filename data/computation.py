"""The scoring chain over one release, at any dates: a private in-memory database with the release attached read-only.

A locked read-only release takes no schemas, so the chain's tables live beside it, in memory; the files of
queries/scores name them `scores.*`, and the release's tables are found by their own names.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.layout import sql_path
from data.queryfile import QueryFile, build_order
from data.schema import build, create_macros
from data.scratch import spill_folder

# The release's tables answer to the names the queries use, schema and table, though they lie in another database;
# `scores` is found in neither list and so is the session's own. A cursor starts without it.
_SEARCH_PATH = "set search_path = 'memory.main,release.raw,release.scheme,release.staging,release.core'"
MEMORY_MB = 1000
"""What a session may take before it spills."""

_AT_ONCE = 2  # tables; each spreads over all cores once it is large
_BUILDING = threading.Lock()  # of this process: one session at a time grows, each may take all it is given
_HARDENING = (
    "set enable_external_access = false",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set allow_community_extensions = false",
    "set lock_configuration = true",
)


Units = tuple[str, str]
"""The first and the last of some units in the order of their ids; a unit alone is both."""


@dataclass(frozen=True)
class Question:
    """What a computation answers: a year's scores by one edition at some dates, of all units or of some.

    Without an edition nothing is scored, but findings and entries still have their states (overdue).
    `horizon` is the date to which the clock runs in what-ifs (scoring.md section 10).
    """

    year: int
    edition: int | None
    closes_on: date
    as_ofs: tuple[date, ...]
    units: Units | None = None
    with_what_ifs: bool = False
    horizon: date | None = None

    def parameters(self) -> dict[str, Any]:
        """The parameters of the chain's queries."""
        first, last = self.units or (None, None)
        return {
            "year": self.year,
            "edition": self.edition,
            "closes_on": self.closes_on,
            "as_ofs": list(self.as_ofs),
            "first_unit": first,
            "last_unit": last,
            "with_what_ifs": self.with_what_ifs,
            "horizon": min(self.horizon or self.closes_on, self.closes_on),
        }


class Session:
    """A release opened read-only, external access off and configuration locked; one cursor a query."""

    def __init__(self, release: Path, memory_mb: int = MEMORY_MB) -> None:
        self._connection = duckdb.connect(config={"memory_limit": f"{memory_mb}MB"})
        self._connection.execute("set preserve_insertion_order = false")
        self._connection.execute(f"set temp_directory = '{sql_path(spill_folder())}'")
        self._connection.execute(f"attach '{sql_path(release)}' as release (read_only)")
        create_macros(self._connection)
        self._connection.execute("create schema scores")
        self._connection.execute(_SEARCH_PATH)
        for setting in _HARDENING:
            self._connection.execute(setting)
        self._lock = threading.Lock()
        self._question: Question | None = None
        self._built: set[str] = set()

    def rows(self, query: QueryFile, parameters: Mapping[str, Any]) -> pd.DataFrame:
        """The answer of a query file as a frame."""
        with self.cursor() as cursor:
            return cursor.execute(query.answer, query.arguments(parameters)).df()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that finds the tables of the release, and those of scores.*, by the names the queries use."""
        with self._lock:
            cursor = self._connection.cursor()
        try:
            cursor.execute(_SEARCH_PATH)
            yield cursor
        finally:
            cursor.close()

    def compute(self, question: Question, upto: Collection[str] | None = None) -> None:
        """Build scores.* for a question: the whole chain, or what the tables `upto` need and lack so far."""
        if question != self._question:
            self._question, self._built = question, set()
        lacking = {query.table: query for query in _chain(upto) if query.table not in self._built}
        if lacking:
            with _BUILDING:
                self._build(lacking, question.parameters())

    def _build(self, lacking: Mapping[str, QueryFile], parameters: Mapping[str, Any]) -> None:
        """Build tables side by side, each after those it reads: most are so small that one alone uses one core."""
        order = TopologicalSorter({table: query.reads & lacking.keys() for table, query in lacking.items()})
        order.prepare()
        running: dict[Future[None], str] = {}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while order.is_active():
                for table in order.get_ready():
                    running[pool.submit(self._build_one, lacking[table], parameters)] = table
                for built in wait(running, return_when=FIRST_COMPLETED).done:
                    table = running.pop(built)
                    built.result()
                    self._built.add(table)
                    order.done(table)

    def _build_one(self, query: QueryFile, parameters: Mapping[str, Any]) -> None:
        with self.cursor() as cursor:
            build(cursor, query, **parameters)

    def held_mb(self) -> float:
        """Memory it holds now: its tables, and the blocks of the release that it has read."""
        with self.cursor() as cursor:
            [(held,)] = cursor.execute("select sum(memory_usage_bytes) from duckdb_memory()").fetchall()
        return float(held) / 1e6

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()


def _chain(upto: Collection[str] | None) -> Sequence[QueryFile]:
    files = build_order(["scores"])
    if upto is None:
        return files
    needed = set(upto)
    for file in reversed(files):
        if file.table in needed:
            needed |= file.reads
    return [file for file in files if file.table in needed]
