"""The score chain and the losses, against the aggregates over the same rows that no scoring can avoid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import facts
from bench.measure import Result, Run, timed, workplace
from data.computation import Question, Session
from data.layout import Layout
from data.queryfile import QueryFile

_BARE = (
    "select unit_id, item, sum(earned) as earned, sum(possible) as possible from core.spot_checks group by all",
    "select unit_id, item, sum(deduction) as deduction from core.findings group by all",
)
_SCORES = "scores.results"
_LOSSES = "scores.losses"


def measure_chain(run: Run) -> Iterator[Result]:
    """A usual year, and one of a million checks unless the run is quick."""
    yield from _chain(run, 2_500, 500, None)
    if not run.is_quick:
        yield from _chain(run, 1_000_000, 200_000, 3.0)


def _chain(run: Run, checks: int, findings: int, bar: float | None) -> Iterator[Result]:
    size = f"{facts.UNIT_COUNT} units, {checks:,} checks, {findings:,} findings"
    with workplace() as name:
        folder = Path(name)
        facts.build_store(folder / "store", folder, checks, findings)
        layout = Layout(folder / "store")
        release = layout.release_file(layout.current_id())
        yield run.compare(
            f"score chain ({size}), against bare aggregates",
            lambda: _chain_seconds(release, _SCORES),
            lambda: _bare_seconds(release),
            bar,
        )
        yield run.compare(
            f"losses beyond the score chain ({size}), against bare aggregates",
            lambda: _chain_seconds(release, _LOSSES, _SCORES),
            lambda: _bare_seconds(release),
        )


def _chain_seconds(release: Path, table: str, before: str | None = None) -> float:
    """Seconds to build a table of the chain in a session just opened, in which `before` already stands."""
    session = Session(release)
    try:
        if before:
            _compute(session, before)
        seconds = timed(lambda: _compute(session, table))
        units = session.rows(_query(f"select distinct unit_id from {table}"), {})
        assert len(units) == facts.UNIT_COUNT, table
        return seconds
    finally:
        session.close()


def _bare_seconds(release: Path) -> float:
    session = Session(release)
    try:
        return timed(lambda: _aggregate(session))
    finally:
        session.close()


def _compute(session: Session, table: str) -> None:
    """Build a table of the chain and what it needs and lacks so far."""
    edition, closes_on = facts.edition()
    session.compute(Question(facts.YEAR, edition, closes_on, (facts.AS_OF,)), (table,))


def _aggregate(session: Session) -> None:
    for sql in _BARE:
        session.rows(_query(sql), {})


def _query(sql: str) -> QueryFile:
    return QueryFile("scores", "bench", sql, "", {}, frozenset(), frozenset())
