"""kill -9 at random moments of a save: what was acknowledged is there, the store is whole and goes on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from storing import marks

from data.checkup import check_store
from data.release import Writer

CHILD = Path(__file__).with_name("importing_child.py")
ROOT = Path(__file__).parent.parent.parent
LONGEST_WAIT = 0.6  # seconds after the first acknowledged import: more than one import takes


def import_until_killed(store: Path, folder: Path, first: int, wait: float) -> list[str]:
    """Start the child, kill it `wait` seconds after its first acknowledged import; what it acknowledged."""
    command = [sys.executable, str(CHILD), str(store), str(folder), str(first)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        lines = [child.stdout.readline(), child.stdout.readline()]
        killer = threading.Timer(wait, child.kill)
        killer.start()
        lines += child.stdout
        killer.join()
    assert child.returncode == -9, "it worked until it was killed"
    return [line.split()[1] for line in lines if line.startswith("acknowledged") and line.endswith("\n")]


def kill_again_and_again(store: Path, folder: Path, times: int, seed: int) -> tuple[int, int]:
    """Kill the importing child so often; answers how many imports were acknowledged and how many were cut."""
    chance = random.Random(seed)
    acknowledged: set[str] = set()
    cut = 0
    for _ in range(times):
        first = 1 + max((int(check_id[1:]) for check_id in marks(store)), default=0)
        acknowledged |= set(import_until_killed(store, folder, first, chance.uniform(0, LONGEST_WAIT)))
        cut += any((store / "releases").glob("*.draft*")) or (store / "CURRENT.draft").exists()
        stored = marks(store)
        assert acknowledged <= stored.keys()
        assert len(stored.keys() - acknowledged) <= times, (
            "at most the one that was being acknowledged, each time"
        )
        assert {check_id: float(int(check_id[1:]) % 11) for check_id in stored} == stored, (
            "whole batches only"
        )
        assert [finding for finding in check_store(store) if not finding.is_good] == []
    return len(acknowledged), cut


def test_a_killed_import_loses_nothing_acknowledged(store, tmp_path):
    acknowledged, _ = kill_again_and_again(store, tmp_path, times=3, seed=20231)
    assert acknowledged >= 3
    Writer(store).undo(4)
    assert [finding for finding in check_store(store) if not finding.is_good] == []


@pytest.mark.drill
def test_fifty_kills_lose_nothing_acknowledged(store, tmp_path, capsys):
    acknowledged, cut = kill_again_and_again(store, tmp_path, times=50, seed=20232)
    assert acknowledged >= 50
    assert cut, "some kills must have hit a save in progress"
    with capsys.disabled():
        print(
            f"\n50 kills: {acknowledged} acknowledged imports, all present; {cut} kills hit a save in progress"
        )
