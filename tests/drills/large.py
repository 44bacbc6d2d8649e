"""A store of 3,000 units and 3 million facts, and a child that asks it everything and says what that took."""

from __future__ import annotations

import contextlib
import io
import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb

from bench import facts
from dashboard.__main__ import main
from dashboard.exports.catalogue import pieces_of
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from data import computation
from data.computation import Question, Session
from data.queryfile import load_queries
from data.store import Store

UNITS, CHECKS, FINDINGS = (
    3_000,
    2_450_000,
    500_000,
)  # with tasks, ledger, inspections and reviews over 3 million
SHEETS = 120  # of the 3,000 of each kind: all of them take some ten minutes
DATES = 6
_UNIT = "单位07"
COMMANDS = (
    "score --format json", f"explain {_UNIT}", "overdue --format csv", "overdue", "round close 三季度 --as-of 2026-09-30",
    "round list", "round show 三季度", "draw --size 50 --seed 1 --as-of 2026-12-31", "batches", "releases", "check",
    "calendar show 2026", "plan --year 2026", "export ranking --out {folder}/out",
    "export opendata --out {folder}/open.zip",
    "export feedback notices overdue --unit " + _UNIT + " --out {folder}/out", "import {folder}/one.csv --dry-run",
    "import {folder}/one.csv", "undo 6", "backup {folder}/b.zip", "restore {folder}/b.zip --store {folder}/elsewhere",
)  # fmt: skip


def build(pipe: Connection, folder: Path) -> None:
    """Make the store through the product's own import."""
    facts.UNIT_COUNT = UNITS
    started = time.monotonic()
    facts.build_store(folder / "store", folder, CHECKS, FINDINGS)
    facts.write_checks(folder / "one.csv", 1, CHECKS + 1)
    pipe.send(("import of all facts", time.monotonic() - started, _peak()))


def ask_everything(pipe: Connection, store: Path) -> None:
    """Every query of the pages, at the year's end, one after the other in one session as a server would keep it."""
    reader = Store(store)
    question = _question(reader)
    given = _parameters(reader)
    for name, query in load_queries().items():
        if name.startswith("pages/"):
            wanted = {one: given[one] for one in query.parameters - question.parameters().keys() - {"as_of"}}

            def ask(name: str = name, wanted: dict[str, Any] = wanted) -> object:
                return reader.query(name, year=facts.YEAR, as_of=facts.AS_OF, what_ifs_for=None, **wanted)

            pipe.send((name, *_measured(ask)))


def run_commands(pipe: Connection, store: Path, folder: Path) -> None:
    """Every command; what it says goes nowhere, but a refusal ends the child with the words."""
    for words in COMMANDS:
        written = words.format(folder=folder).split()
        where = [] if "--store" in written else ["--store", str(store)]
        told = io.StringIO()

        def run(argv: list[str] = [*written, *where], told: io.StringIO = told) -> None:  # noqa: B006 - read only
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
                code = main(argv)
            if code:
                raise AssertionError(f"{argv}: {code} {told.getvalue()}")

        pipe.send((words, *_measured(run)))


def write_sheets(pipe: Connection, store: Path, kind: str) -> None:
    """The papers of all units are counted; those of the first SHEETS, which are of more than one part, are made."""
    occasion = Occasion.of(Store(store), year=facts.YEAR, as_of=facts.AS_OF)
    made: list[Piece] = []
    pipe.send((f"what {kind} there are", *_measured(lambda: made.extend(pieces_of([kind], occasion)))))
    assert len(made) == UNITS
    for piece in made[:SHEETS]:
        pipe.send((piece.path, *_measured(piece.make)))


def ask_dates(pipe: Connection, store: Path) -> None:
    """Scores and the list of the overdue at one date after the other, two at a time, as readers of a server would."""
    reader = Store(store)
    ends = [facts.AS_OF - timedelta(days=10 * back) for back in range(DATES)]

    def ask(day: date) -> None:
        for name in ("pages/score", "pages/overdue_list"):
            reader.query(name, year=facts.YEAR, as_of=day, **({"group_name": None} if "list" in name else {}))

    with ThreadPoolExecutor(2) as readers:
        pipe.send((f"{DATES} dates", *_measured(lambda: list(readers.map(ask, ends)))))


def spill(pipe: Connection, store: Path, limit_mb: int) -> None:
    """The whole chain with less memory than it wants; says how much of it lay on the disk at most."""
    reader = Store(store)
    most = 0
    session = Session(store / "releases" / f"{reader.release_id}.duckdb", limit_mb)
    built = computation.build

    def watched(cursor: duckdb.DuckDBPyConnection, *arguments: Any, **parameters: Any) -> None:
        nonlocal most
        built(cursor, *arguments, **parameters)
        asked = cursor.execute("select sum(temporary_storage_bytes) from duckdb_memory()")
        most = max(most, int(asked.fetchall()[0][0]))

    with mock.patch.object(computation, "build", watched):
        pipe.send((f"chain in {limit_mb} MB", *_measured(lambda: session.compute(_question(reader)))))
    pipe.send(("spilled", most / 1e6, 0))


def _measured(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and the most memory in MB that this process has had so far."""
    started = time.monotonic()
    action()
    return time.monotonic() - started, _peak()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _question(reader: Store) -> Question:
    year = reader.year(facts.YEAR)
    return Question(year.year, year.edition, year.closes_on, (facts.AS_OF,))


def _parameters(reader: Store) -> dict[str, Any]:
    points = reader.table("pages/method_components", edition=reader.year(facts.YEAR).edition).points
    return {
        "unit_id": "U07", "units": ("U07", "U08"), "words": ("各镇街",), "batch_id": None, "group_name": None,
        "within": 10, "due_within": 10, "page": 1, "page_size": 50, "shown": 5, "draw_no": 1, "round_no": 1,
        "round_name": None, "support": False, "deadline_class": None, "state": None, "weightings": (tuple(points),),
        "component": "spot_checks", "item": "S1", "kind": "check", "ref": "C1", "ahead": (1.0, 2.0),
        "against": reader.year(facts.YEAR).edition, "digest": "0" * 64,
        "since": facts.FIRST_DAY, "login": None,
    }  # fmt: skip
