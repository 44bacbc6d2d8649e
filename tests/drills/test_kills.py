"""kill -9 at random moments of a save: what was acknowledged is there once, the store is whole and goes on."""

from __future__ import annotations

import random
import threading
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from saving import child, import_forever, import_to_step, received, submit_forever
from storing import marks, rows

from data.checkup import check_store
from data.layout import Layout
from data.release import Writer

LONGEST_WAIT = 0.45  # seconds after the first acknowledged batch: longer than a save takes
SEED = 20261123


def kill_at(store: Path, folder: Path, target: object, wait: float) -> list[str]:
    """Let a child save, kill it `wait` seconds after its first acknowledged batch; what it acknowledged."""
    first = 1 + max((int(check_id[1:]) for check_id in marks(store)), default=0)
    with child(target, store, folder, first) as (process, pipe):
        told = [pipe.recv()]
        threading.Event().wait(wait)
        assert process.is_alive(), "it worked until it was killed"
        process.kill()
        return told + received(pipe)


def place(store: Path) -> str:
    """Where a kill hit a save, by what it left."""
    layout = Layout(store)
    if layout.intent.exists():
        named = layout.intent.read_text(encoding="ascii").strip()
        return "publishing, renamed" if layout.release_file(named).exists() else "publishing"
    return "draft" if any(layout.releases.glob("*.draft*")) else "between saves"


def assert_whole(store: Path, acknowledged: set[str]) -> set[str]:
    """Every acknowledged check is there, each whole and stored once, and the report is clean; all that is stored."""
    stored = marks(store)
    assert acknowledged <= stored.keys()
    assert stored == {check_id: float(int(check_id[1:]) % 11) for check_id in stored}, "whole batches only"
    assert rows(store, "select check_id from raw.spot_checks group by all having count(*) > 1") == []
    assert rows(store, "select batch_id from raw.batches group by all having count(*) > 1") == []
    assert [finding for finding in check_store(store) if not finding.is_good] == []
    return set(stored)


def kill_again_and_again(store: Path, folder: Path, times: int, seed: int) -> tuple[int, int, Counter[str]]:
    """Kill a saving child so often, every other one with a group commit of several threads.

    Answers the acknowledged batches, the stored ones that were cut before they could be, and where the kills hit.
    """
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    places: Counter[str] = Counter()
    stored: set[str] = set()
    for number in range(times):
        target = (import_forever, submit_forever)[number % 2]
        acknowledged |= set(kill_at(store, folder, target, chance.uniform(0, LONGEST_WAIT)))
        places[place(store)] += 1
        stored = assert_whole(store, acknowledged)
    return len(acknowledged), len(stored - acknowledged), places


def kill_at_every_step(store: Path, folder: Path) -> Counter[str]:
    """Import while killing at the first file step, the second, and so on until a save comes through."""
    places: Counter[str] = Counter()
    for step in count(1):
        number = 1 + max((int(check_id[1:]) for check_id in marks(store)), default=0)
        with child(import_to_step, store, folder, number, step) as (process, pipe):
            told = received(pipe)
            process.join()
            if process.exitcode == 0:
                assert_whole(store, set(told))
                return places
            assert (process.exitcode, told) == (-9, [])
        places[place(store)] += 1
        assert_whole(store, set())
    raise AssertionError("unreachable")


def test_a_killed_save_loses_nothing_acknowledged(store, tmp_path):
    acknowledged, _, _ = kill_again_and_again(store, tmp_path, times=2, seed=SEED)
    assert acknowledged >= 2
    Writer(store).undo(4)
    assert [finding for finding in check_store(store) if not finding.is_good] == []


@pytest.mark.drill
def test_200_kills_lose_nothing_acknowledged(store, tmp_path, figure):
    acknowledged, unacknowledged, places = kill_again_and_again(store, tmp_path, times=200, seed=SEED)
    assert acknowledged >= 200
    assert places["draft"] > 50, "most kills must hit a save in progress"
    figure(
        f"200 kills (seed {SEED}): {acknowledged} acknowledged batches, all present once; {unacknowledged} stored "
        f"though the kill came before the word; hit {dict(places.most_common())}"
    )


@pytest.mark.drill
def test_a_kill_at_every_file_step_of_an_import_leaves_the_old_or_the_new_state(store, tmp_path, figure):
    places = kill_at_every_step(store, tmp_path)
    assert {"draft", "publishing", "publishing, renamed"} <= places.keys()
    figure(
        f"killed before each of the {places.total()} file steps of an import: {dict(places.most_common())}"
    )
