"""One spot check saved, until a reader sees its score, against copying the release file and fsync."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from bench import facts
from bench.measure import Result, Run, against, timed, workplace
from data.batches import FactBatch
from data.files.reading import read_files
from data.layout import sync
from data.release import Writer
from data.store import Store
from data.system import sync_folder

_CHECKS, _FINDINGS = 16_000, 2_700  # with tasks, ledger, inspections and reviews about 20,000 facts
_MANY_CHECKS, _MANY_FINDINGS = 1_700_000, 300_000
_SAVES, _QUICK_SAVES = 30, 10
_ALLOWED_SECONDS = 0.3


def measure_saves(run: Run) -> Iterator[Result]:
    """Median and 95th percentile of single saves; then among 2 million facts unless the run is quick."""
    saves, copies = _turns(_CHECKS, _FINDINGS, _QUICK_SAVES if run.is_quick else _SAVES)
    yield against(
        "one saved spot check until its score is read, 20,000 facts, against copy and fsync",
        "s",
        saves,
        copies,
    )
    worst, worst_copy = _p95(saves), _p95(copies)
    yield Result("the same, 95th percentile", worst, "s", worst_copy, worst / worst_copy, None, None)
    yield Result(
        f"the same, 95th percentile, against {_ALLOWED_SECONDS} s",
        worst, "s", _ALLOWED_SECONDS, worst / _ALLOWED_SECONDS, 1.0, None,
    )  # fmt: skip
    if not run.is_quick:
        saves, copies = _turns(_MANY_CHECKS, _MANY_FINDINGS, run.repeats)
        yield against(
            "one saved spot check until its score is read, 2 million facts, against copy and fsync",
            "s",
            saves,
            copies,
        )


def _turns(checks: int, findings: int, count: int) -> tuple[list[float], list[float]]:
    """Seconds of so many saves and copies in turn, in a store of so many facts."""
    with workplace() as name:
        folder = Path(name)
        facts.build_store(folder / "store", folder, checks, findings)
        desk = _Desk(folder, checks)
        turns = [(desk.save(), desk.copy()) for _ in range(count)]
    return [turn[0] for turn in turns], [turn[1] for turn in turns]


class _Desk:
    """Someone who saves one check after another and looks at the scores; the first save and look do not count."""

    def __init__(self, folder: Path, checks: int) -> None:
        self._folder = folder
        self._writer = Writer(folder / "store")
        self._store = Store(folder / "store")
        self._number = checks
        self._counted = self._check_count()
        self.save()

    def save(self) -> float:
        """Seconds from the written file to a score that counts its check."""
        self._number += 1
        check = facts.write_checks(self._folder / f"check-{self._number}.csv", 1, self._number)

        def work() -> None:
            self._writer.submit(FactBatch(read_files([check]).sheets))
            self._counted += 1
            assert self._check_count() == self._counted

        return timed(work)

    def copy(self) -> float:
        """Seconds to copy the published release and force it to the disk."""
        layout = self._store.layout
        source, target = layout.release_file(layout.current_id()), self._folder / "copy.duckdb"

        def work() -> None:
            shutil.copyfile(source, target)
            sync(target)
            sync_folder(self._folder)

        return timed(work)

    def _check_count(self) -> int:
        return int(self._store.query("pages/score", year=facts.YEAR, as_of=facts.AS_OF)["check_count"].sum())


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]
