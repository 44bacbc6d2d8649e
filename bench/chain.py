"""The score chain and the losses, against the aggregates over the same rows that no scoring can avoid."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd

from bench import facts, frames
from bench.bulk import build_large_store
from bench.measure import Result, Run, timed, workplace
from data.computation import Question, Session
from data.layout import Layout
from data.queryfile import QueryFile

_BARE = (
    """
    select count(*) as sums, sum(earned) as earned, sum(possible) as possible
    from (
        select unit_id, item, sum(earned) as earned, sum(possible) as possible from core.spot_checks group by all
    )
    """,
    """
    select count(*) as sums, sum(deduction) as deduction
    from (select unit_id, item, sum(deduction) as deduction from core.findings group by all)
    """,
)
_SCORES = "scores.results"
_LOSSES = "scores.losses"
_MILLION = 1_000_000
_MANY_UNITS = 168_000
_GIGABYTE = 1e9


def measure_chain(run: Run) -> Iterator[Result]:
    """A usual year; then, unless the run is quick, 1 and 10 million checks of 34 and of 168,000 units."""
    with workplace() as name:
        folder = Path(name)
        facts.build_store(folder / "store", folder, 2_500, 500)
        layout = Layout(folder / "store")
        yield from _chain(run, layout.release_file(layout.current_id()), _size(facts.UNIT_COUNT, 2_500), None)
    if not run.is_quick:
        yield from _large(run, facts.UNIT_COUNT)
        yield from _large(run, _MANY_UNITS)


def _large(run: Run, units: int) -> Iterator[Result]:
    """A million checks, ten million, and what ten times the facts cost."""
    with workplace() as name:
        folder = Path(name)
        small, large = (_release(folder, units, count * _MILLION) for count in (1, 10))
        is_district = units == facts.UNIT_COUNT
        yield from _chain(run, small, _size(units, _MILLION), None, with_losses=is_district)
        yield from _chain(run, large, _size(units, 10 * _MILLION), 3.0, with_losses=False)
        yield run.compare(
            f"score chain ({units:,} units), ten times the facts: 10 million checks against 1 million",
            lambda: _chain_seconds(large, _SCORES),
            lambda: _chain_seconds(small, _SCORES),
            11.0,
        )
        if is_district:
            yield _peak(large)
            yield from _against_frames(run, large)


def _release(folder: Path, units: int, checks: int) -> Path:
    place = folder / f"{checks}"
    place.mkdir()
    return build_large_store(place / "store", place, units, checks, checks // 5)


def _chain(
    run: Run, release: Path, size: str, bar: float | None, *, with_losses: bool = True
) -> Iterator[Result]:
    yield run.compare(
        f"score chain ({size}), against bare aggregates",
        lambda: _chain_seconds(release, _SCORES),
        lambda: _bare_seconds(release),
        bar,
    )
    if with_losses:
        yield run.compare(
            f"losses beyond the score chain ({size}), against bare aggregates",
            lambda: _chain_seconds(release, _LOSSES, _SCORES),
            lambda: _bare_seconds(release),
        )


def _peak(release: Path) -> Result:
    """The most memory a process of its own takes that opens the release and computes the scores."""
    command = [sys.executable, "-m", "bench.peak", str(release)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    peak = float(done.stdout) / _GIGABYTE
    size = _size(facts.UNIT_COUNT, 10 * _MILLION)
    return Result(f"peak memory of the score chain ({size}), against 1 GB", peak, "GB", 1.0, peak, 1.0, None)


def _against_frames(run: Run, release: Path) -> Iterator[Result]:
    """pandas and polars making the same totals and ranks; what they answer is asserted to be what the chain answers."""
    size = _size(facts.UNIT_COUNT, 10 * _MILLION)
    scores = _answer(release)
    for library, load, score in frames.LIBRARIES:
        loaded = load(release)
        frames.assert_same(scores, score(loaded))
        yield run.compare(
            f"score chain ({size}), against {library} making the same totals and ranks",
            lambda: _chain_seconds(release, _SCORES),
            partial(timed, partial(score, loaded)),
            1.0,
        )


def _answer(release: Path) -> pd.DataFrame:
    session = Session(release)
    try:
        compute(session, _SCORES)
        return session.rows(_query(f"select unit_id, exact_total, total, rank from {_SCORES}"), {})
    finally:
        session.close()


def compute(session: Session, table: str) -> None:
    """Build a table of the chain and what it needs and lacks so far."""
    edition, closes_on = facts.edition()
    session.compute(Question(facts.YEAR, edition, closes_on, (facts.AS_OF,)), (table,))


def _chain_seconds(release: Path, table: str, before: str | None = None) -> float:
    """Seconds to build a table of the chain in a session just opened, in which `before` already stands."""
    session = Session(release)
    try:
        if before:
            compute(session, before)
        seconds = timed(lambda: compute(session, table))
        units = session.rows(_query(f"select count(distinct unit_id) as units from {table}"), {})
        assert units.units[0] >= facts.UNIT_COUNT, table
        return seconds
    finally:
        session.close()


def _bare_seconds(release: Path) -> float:
    session = Session(release)
    try:
        return timed(lambda: _aggregate(session))
    finally:
        session.close()


def _aggregate(session: Session) -> None:
    for sql in _BARE:
        session.rows(_query(sql), {})


def _query(sql: str) -> QueryFile:
    return QueryFile("scores", "bench", sql, "", {}, frozenset(), frozenset())


def _size(units: int, checks: int) -> str:
    return f"{units:,} units, {checks:,} checks, {checks // 5:,} findings"
