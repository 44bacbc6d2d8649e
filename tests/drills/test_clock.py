"""A clock that jumps, above all backwards: releases keep their order, nothing acknowledged goes, people can sign in."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from storing import rows
from test_kills import assert_whole

from data.layout import Layout
from data.publication import NEWEST_KEPT

SEED = 20261123
CHILD = Path(__file__).with_name("clock_child.py")
ROOT = Path(__file__).parent.parent.parent


def library() -> str:
    """Where libfaketime lies."""
    found = sorted(Path("/usr/lib").glob("**/libfaketime.so.1"))
    assert found, "this drill needs libfaketime: sh .ci/apt faketime"
    return str(found[0])


def live_through(store: Path, folder: Path, shifts: list[str]) -> list[dict[str, object]]:
    (folder / "shift").write_text("+0")
    environment = {
        **os.environ,
        "LD_PRELOAD": library(),
        "FAKETIME_TIMESTAMP_FILE": str(folder / "shift"),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "NO_FAKE_STAT": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, str(CHILD), str(store), str(folder), *shifts]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.mark.drill
def test_a_clock_that_jumps_changes_no_order_and_loses_nothing(store, tmp_path, figure):
    chance = random.Random(SEED)
    shifts = ["+0", "-400d", "+2d", "-2h", "-3y"] + [f"{chance.randint(-900, 30):+d}d" for _ in range(35)]
    told = live_through(store, tmp_path, shifts)
    times, names = [one["now"] for one in told], [str(one["release"]) for one in told]
    backwards = sum(later < earlier for earlier, later in pairwise(times))
    assert backwards > 10
    assert names == sorted(names)
    assert Layout(store).current_id() == names[-1] == Layout(store).newest_id()
    kept = {path.stem for path in (store / "releases").iterdir()}
    assert set(names[-NEWEST_KEPT:]) <= kept
    assert [row[0] for row in rows(store, "select release_id from raw.releases order by release_no")][
        -40:
    ] == names
    assert_whole(store, {f"N{number}" for number in range(1, len(shifts) + 1)})
    assert {one["audit_broken_at"] for one in told} == {None}
    assert all(one["signed_in"] for one in told)
    assert not any(one["session_went_on"] for one in told[1:]), "a session of another day was believed"
    figure(
        f"the clock jumped {len(shifts)} times, {backwards} times back (seed {SEED}): {len(names)} releases in order, "
        f"the newest {NEWEST_KEPT} kept of {len(kept)}, the log whole, signed in each time"
    )
