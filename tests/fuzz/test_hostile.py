"""Whatever is sent: an answer or a Chinese refusal within seconds, nothing stored when refused. See hostile.py."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest
from cases_sent import send
from target import READ, REFUSED, SLOWEST
from targets import TARGETS

ROOT = Path(__file__).parents[2]
SEED = int(os.environ.get("FUZZ_SEED", "20261123"))
_JOB = 1500  # cases of one process
_PROCESSES = 2
_HUNG = 60.0  # seconds without a sign of life
_MOST_MEGABYTES = 1024
_LOST: dict[str, Any] = {"endings": {"fault": 1}, "slowest": [0.0, ""], "megabytes": 0}


@pytest.fixture(autouse=True)
def _demo(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FUZZ_DEMO", str(demo_store))


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_input_is_answered_or_refused(name: str, tmp_path: Path) -> None:
    with TARGETS[name].prepare(tmp_path) as ready:
        outcome = send(ready, TARGETS[name].few)
    assert not outcome.faults, "\n\n".join(outcome.faults)
    assert set(outcome.endings) <= {READ, REFUSED}
    assert outcome.slowest[0] < SLOWEST, outcome.slowest


class Job(NamedTuple):
    """What one process sends."""

    name: str
    cases: int
    number: int


def jobs() -> Iterator[Job]:
    for name, target in TARGETS.items():
        for at in range(0, target.many, _JOB):
            yield Job(name, min(_JOB, target.many - at), SEED + at)


def run(job: Job, folder: Path) -> dict[str, Any]:
    """The outcome of a job; a process that hangs or dies is a fault, named by its last case."""
    folder.mkdir()
    paths = [ROOT, *(ROOT / "tests" / name for name in ("fuzz", "data", "dashboard"))]
    with (
        (folder / "errors.txt").open("w") as errors,
        subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "drill_child.py"), *map(str, job), str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        lines: queue.Queue[str] = queue.Queue()
        assert process.stdout
        threading.Thread(target=_hand_on, args=(process.stdout, lines), daemon=True).start()
        outcome = _outcome(process, lines)
    if outcome is None:
        return {**_LOST, "faults": [(folder / "errors.txt").read_text(errors="replace")[-3000:]]}
    return outcome


def _hand_on(stream: IO[str], lines: queue.Queue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


def _outcome(process: subprocess.Popen[str], lines: queue.Queue[str]) -> dict[str, Any] | None:
    """What a process told at its end; of one that hangs or dies what it sent last, as a fault."""
    last = "nothing sent yet"
    while True:
        try:
            line = lines.get(timeout=_HUNG)
        except queue.Empty:
            process.kill()
            return {**_LOST, "faults": [f"hung: {last}"]}
        if not line:
            return None
        told = json.loads(line)
        if isinstance(told, dict):
            return told
        last = told


@pytest.mark.drill
def test_twenty_thousand_hostile_inputs(tmp_path: Path) -> None:
    began, all_jobs = time.monotonic(), list(jobs())
    with ThreadPoolExecutor(_PROCESSES) as pool:
        outcomes = list(pool.map(run, all_jobs, (tmp_path / str(at) for at in range(len(all_jobs)))))
    totals: dict[str, Counter[str]] = {name: Counter() for name in TARGETS}
    for job, outcome in zip(all_jobs, outcomes, strict=True):
        totals[job.name].update(outcome["endings"])
    slowest = max(tuple(outcome["slowest"]) for outcome in outcomes)
    megabytes = max(outcome["megabytes"] for outcome in outcomes)
    cases = sum(total.total() for total in totals.values())
    print(f"\n{cases} cases in {time.monotonic() - began:.0f} s, seed {SEED}")
    for name, total in totals.items():
        print(f"  {name}: {dict(total)}")
    print(f"  the longest {slowest[0]:.1f} s ({slowest[1][:120]}), at most {megabytes} MB")
    faults = [fault for outcome in outcomes for fault in outcome["faults"]]
    assert not faults, "\n\n".join(faults)
    assert cases >= 20_000
    assert slowest[0] < SLOWEST
    assert megabytes <= _MOST_MEGABYTES
