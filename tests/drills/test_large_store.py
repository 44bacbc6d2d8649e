"""3,000 units and 3 million facts: every query and every command works; what memory and time that takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from large import (
    CHECKS,
    COMMANDS,
    FINDINGS,
    SHEETS,
    UNITS,
    ask_dates,
    ask_everything,
    build,
    run_commands,
    spill,
    write_sheets,
)
from saving import child, received
from storing import rows

from data.queryfile import load_queries

MOST_MEMORY = 2_500  # MB of a process: the 2 GB its scores take together, and the answers in Python
MOST_OF_QUERIES = (
    3_300  # all lost marks of all units in one answer, which only this drill asks for, take 1 GB more
)
SPILL_LIMIT_MB = 300


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("large")


def measured(target: object, *arguments: object) -> list[tuple[str, float, float]]:
    """What a child measured; it must come to its end."""
    with child(target, *arguments) as (process, pipe):
        told = received(pipe)
        process.join()
        assert process.exitcode == 0, told[-1:]
    return told


def worst(told: list[tuple[str, float, float]]) -> str:
    """The four slowest, and the memory in the end."""
    slow = sorted(told, key=lambda one: -one[1])[:4]
    return f"{', '.join(f'{name} {seconds:.1f} s' for name, seconds, _ in slow)}; peak {told[-1][2]:.0f} MB"


def papers(store: Path, kind: str, figure: Callable[[str], None]) -> list[tuple[str, float, float]]:
    """What the first papers of a kind took, said as how many a minute."""
    counted, *made = measured(write_sheets, store, kind)
    a_minute = 60 * SHEETS / sum(seconds for _, seconds, _ in made)
    figure(f"{kind}: {counted[1]:.1f} s before the first, then {a_minute:.0f} a minute; {worst(made)}")
    return made


@pytest.mark.drill
def test_everything_works_on_three_million_facts(large, figure):
    figure(f"{UNITS} units, {CHECKS} checks, {FINDINGS} findings; {worst(measured(build, large))}")
    store = large / "store"
    ((counted,),) = rows(
        store,
        "select (select count(*) from core.spot_checks) + (select count(*) from core.findings) "
        "+ (select count(*) from core.ledger)",
    )
    figure(
        f"{counted} facts; release of {max(path.stat().st_size for path in (store / 'releases').iterdir()) / 1e6:.0f} MB"
    )
    chain, (_, spilled, _) = measured(spill, store, SPILL_LIMIT_MB)
    assert spilled > 0, "it must have been too much for the memory"
    figure(f"{chain[0]}: {chain[1]:.1f} s, {spilled:.0f} MB lay on the disk, peak {chain[2]:.0f} MB")
    asked = measured(ask_everything, store)
    assert len(asked) == sum(name.startswith("pages/") for name in load_queries())
    figure(f"{len(asked)} queries of pages: {worst(asked)}")
    dates = measured(ask_dates, store)
    figure(worst(dates))
    sheets = [made for kind in ("feedback", "notices") for made in papers(store, kind, figure)]
    ran = measured(run_commands, store, large)
    figure(f"{len(ran)} commands: {worst(ran)}")
    assert len(ran) == len(COMMANDS)
    assert asked[-1][2] < MOST_OF_QUERIES
    assert max(peak for _, _, peak in dates + sheets + ran) < MOST_MEMORY
