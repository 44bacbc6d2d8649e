"""Twenty people save at once for a minute, and the server is killed in between: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import shutil
import statistics
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from people import Outcome, add_people, save_until
from storing import rows

from bench.serving import served
from data.checkup import check_store

P95 = 3.0  # seconds
SEED = 20261123


@pytest.fixture
def demo_copy(demo_store: Path, tmp_path: Path) -> Path:
    """A copy of the demo to write to."""
    return Path(shutil.copytree(demo_store, tmp_path / "store"))


def save_together(store: Path, people: int, seconds: float, kills: int) -> list[Outcome]:
    """Let people save at once while the server is killed `kills` times; their outcomes."""
    logins, end = add_people(store, people), threading.Event()
    with served(store) as server, ThreadPoolExecutor(people) as pool:
        units = [row[0] for row in rows(store, "select unit_id from core.units order by all")]
        [(item,)] = rows(
            store,
            "select item from scheme.items inner join core.editions using (edition_id) "
            "inner join scheme.components using (edition_id, component) "
            "where source = 'spot_check' order by editions.year desc, item_no limit 1",
        )
        work = [
            pool.submit(save_until, server, login, str(units[at % len(units)]), str(item), end)
            for at, login in enumerate(logins)
        ]
        chance = random.Random(SEED)
        for _ in range(kills):
            end.wait(seconds / (kills + 1) * chance.uniform(0.7, 1.0))
            server.kill()
            server.start()
        end.wait(seconds / (kills + 1))
        end.set()
        return [each.result() for each in work]


def judge(store: Path, outcomes: list[Outcome]) -> str:
    """Assert what must hold and answer the figures."""
    acknowledged = [sample for outcome in outcomes for sample in outcome.acknowledged]
    assert [failure for outcome in outcomes for failure in outcome.failures] == []
    stored = rows(
        store, "select sample, count(*) from raw.spot_checks where sample like 'p__-%' group by all"
    )
    counts = {str(sample): int(str(count)) for sample, count in stored}
    assert {sample for sample in acknowledged if counts.get(sample) != 1} == set()
    assert {sample for sample, count in counts.items() if count != 1} == set()
    assert [line for line in check_store(store) if not line.is_good] == []
    seconds = sorted(second for outcome in outcomes for second in outcome.seconds)
    p95 = seconds[int(len(seconds) * 0.95)]
    assert p95 < P95
    return f"{len(acknowledged)} saves, median {statistics.median(seconds):.2f} s, p95 {p95:.2f} s"


def test_a_few_people_save_at_once_and_the_server_is_killed(demo_copy: Path) -> None:
    outcomes = save_together(demo_copy, people=6, seconds=4, kills=1)
    judge(demo_copy, outcomes)


@pytest.mark.drill
def test_twenty_people_save_for_a_minute(demo_copy: Path, figure: Callable[[str], None]) -> None:
    outcomes = save_together(demo_copy, people=20, seconds=60, kills=5)
    figure(f"20 people, 60 s, 5 kills: {judge(demo_copy, outcomes)}; nothing lost, nothing doubled")
