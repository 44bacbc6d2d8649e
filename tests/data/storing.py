"""Small vocabulary of the store tests: make a batch, look into the published release."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from data.batches import FactBatch
from data.errors import OpennessError
from data.files.reading import read_files
from data.layout import Layout, file_digest
from data.release import Writer
from data.store import Store
from data.tickets import Receipt

UNITS = "单位编码,单位名称,单位类别"
CHECKS = "抽测编号,单位,抽测日期,指标,得分,满分"
MIDYEAR = date(2023, 6, 30)


def facts(folder: Path, name: str, heading: str, *lines: str, accept_valid: bool = False) -> FactBatch:
    """A CSV file of these lines, read and ready to be stored."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return FactBatch(read_files([path]).sheets, accept_valid=accept_valid)


def checks(folder: Path, name: str, **earned: object) -> FactBatch:
    """Spot checks of U00 on S1 in May by id, each with its marks of 10: checks(folder, "a", N1=8)."""
    lines = [f"{check_id},U00,2023-05-10,S1,{marks},10" for check_id, marks in earned.items()]
    return facts(folder, name, CHECKS, *lines)


def rows(store: Path, sql: str) -> list[tuple[object, ...]]:
    """What the published release answers."""
    with _published(store) as connection:
        return connection.execute(sql).fetchall()


def _published(store: Path) -> duckdb.DuckDBPyConnection:
    layout = Layout(store)
    return duckdb.connect(str(layout.release_file(layout.current_id())), read_only=True)


def marks(store: Path) -> dict[str, float]:
    """The checks that `checks` stored and that count today: id → marks."""
    found = rows(
        store, "select check_id, earned from core.spot_checks where check_id not like 'C%' order by all"
    )
    return {str(check_id): float(str(earned)) for check_id, earned in found}


def core(store: Path) -> dict[str, object]:
    """Everything that counts today, a digest of each table; without the list of batches itself."""
    with _published(store) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'core' order by all"
        )
        names = [name for (name,) in tables.fetchall() if name not in ("batches", "live_batches")]
        return {
            name: connection.execute(f"select count(*), bit_xor(hash(t)) from core.{name} as t").fetchone()
            for name in names
        }


def totals(store: Path, as_of: date = MIDYEAR) -> dict[str, object]:
    """Unit → printed score in 2023."""
    frame = Store(store).query("pages/score", year=2023, as_of=as_of)
    return {
        row["unit_id"]: None if row["total"] != row["total"] else row["total"]
        for row in frame.to_dict("records")
    }


def tree(store: Path) -> dict[str, str]:
    """Every file of a store with its digest, but for the locks."""
    files = (path for path in store.rglob("*") if path.is_file() and path.stem != "writer")
    return {path.relative_to(store).as_posix(): file_digest(path) for path in files}


def releases(store: Path) -> list[str]:
    return sorted(path.name for path in (store / "releases").iterdir())


def until(condition: Callable[[], bool]) -> None:
    """Wait for another thread, at most 20 seconds."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "the other thread never came"
        threading.Event().wait(0.002)


def store_at_once(
    writer: Writer, batches: list[FactBatch], first: FactBatch
) -> list[Receipt | BaseException]:
    """Submit `first`, and while it is being written all others, each from its own thread; their outcomes in order."""
    outcomes: list[Receipt | BaseException | None] = [None] * len(batches)
    is_writing = threading.Event()
    append = first.append

    def append_slowly(connection: duckdb.DuckDBPyConnection, batch_id: int) -> object:
        is_writing.set()
        until(lambda: len(writer._waiting) == len(batches))
        return append(connection, batch_id)

    def submit(at: int) -> None:
        try:
            outcomes[at] = writer.submit(batches[at])
        except (OpennessError, KeyboardInterrupt) as error:
            outcomes[at] = error

    first.append = append_slowly  # type: ignore[method-assign, assignment]
    threads = [threading.Thread(target=writer.submit, args=[first])]
    threads[0].start()
    until(is_writing.is_set)
    threads += [threading.Thread(target=submit, args=[at]) for at in range(len(batches))]
    for thread in threads[1:]:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [outcome for outcome in outcomes if outcome is not None]
