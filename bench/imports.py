"""Importing spot checks with every check, against reading the same file and no more.

A CSV file against DuckDB's `read_csv` into a table, a workbook against calamine's rows in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import python_calamine as calamine
import xlsxwriter

from bench import facts
from bench.measure import Result, Run, timed, workplace
from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer


def measure_imports(run: Run) -> Iterator[Result]:
    """100,000 rows of CSV and of a workbook, and 1,000,000 of CSV unless the run is quick."""
    yield _import(run, 100_000, None)
    if not run.is_quick:
        yield _import(run, 1_000_000, 2.0)
    yield _import_workbook(run, 100_000, 2.5)


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


def _import_workbook(run: Run, count: int, bar: float) -> Result:
    with workplace() as name:
        folder = Path(name)
        facts.build_store(folder / "empty", folder)
        checks = _as_workbook(facts.write_checks(folder / "checks.csv", count))
        return run.compare(
            f"import of {count:,} spot checks (XLSX) with every check, against a bare calamine read",
            lambda: _through_writer(folder, checks, count),
            lambda: _bare_workbook(checks, count),
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


def _as_workbook(checks: Path) -> Path:
    """The CSV file as a workbook of one sheet: dates and numbers in cells of their type."""
    target = checks.with_suffix(".xlsx")
    with duckdb.connect() as connection:
        rows = connection.execute("select * from read_csv(?)", [str(checks)])
        headings = [column[0] for column in rows.description]
        with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd"}) as book:
            sheet = book.add_worksheet("日常抽测")
            sheet.write_row(0, 0, headings)
            for at, row in enumerate(rows.fetchall(), start=1):
                sheet.write_row(at, 0, row)
    return target


def _bare_workbook(checks: Path, count: int) -> float:
    def work() -> None:
        rows = calamine.load_workbook(str(checks)).get_sheet_by_index(0).to_python()
        assert len(rows) == count + 1, len(rows)

    return timed(work)
