"""Importing spot checks with every check, against DuckDB reading the same CSV into a table and no more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from bench import facts
from bench.measure import Result, Run, timed, workplace
from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer


def measure_imports(run: Run) -> Iterator[Result]:
    """100,000 rows, and 1,000,000 unless the run is quick."""
    yield _import(run, 100_000, None)
    if not run.is_quick:
        yield _import(run, 1_000_000, 2.0)


def _import(run: Run, count: int, bar: float | None) -> Result:
    with workplace() as name:
        folder = Path(name)
        facts.build_store(folder / "empty", folder)
        checks = facts.write_checks(folder / "checks.csv", count)
        return run.compare(
            f"import of {count:,} spot checks (CSV) with every check, against a bare read_csv into a DuckDB file",
            lambda: _through_writer(folder, checks, count),
            lambda: _bare(folder, checks, count),
            bar,
        )


def _through_writer(folder: Path, checks: Path, count: int) -> float:
    store = folder / "store"
    shutil.copytree(folder / "empty", store)
    writer = Writer(store)

    def work() -> None:
        receipt = writer.submit(FactBatch(read_files([checks]).sheets))
        assert receipt.rows_in == count, receipt

    seconds = timed(work)
    shutil.rmtree(store)
    return seconds


def _bare(folder: Path, checks: Path, count: int) -> float:
    target = folder / "bare.duckdb"

    def work() -> None:
        with duckdb.connect(str(target)) as connection:
            connection.execute(f"create table checks as select * from read_csv('{checks}')")
            counted = connection.execute("select count(*) from checks").fetchone()
            assert counted == (count,), counted

    seconds = timed(work)
    target.unlink()
    return seconds
