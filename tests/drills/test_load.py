"""64 readers and 8 writers at one server for five minutes: no error, nothing lost or doubled, memory flat."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from people import ROOT, add_people
from storing import rows

from bench.serving import Server, served
from data.checkup import check_store

READERS, WRITERS = 64, 8
WHOLE = 300  # seconds
SECONDS = int(os.environ.get("LOAD_SECONDS", WHOLE))  # a try may be shorter; its memory has not settled yet
MEMORY_GROWTH = 1.25  # of the end over the memory after a third of the time


def walk(store: Path, server: Server, folder: Path, logins: list[str]) -> list[float]:
    """Run locust against the server; the server's memory (MB) at the start, after a third of the time, at the end."""
    units = [str(unit) for (unit,) in rows(store, "select unit_id from core.units order by all")]
    [(item,)] = rows(
        store,
        "select item from scheme.items inner join core.editions using (edition_id) "
        "inner join scheme.components using (edition_id, component) "
        "where source = 'spot_check' order by editions.year desc, item_no limit 1",
    )
    (folder / "acknowledged").touch()
    settings = {
        "LOAD_LOGINS": ",".join(logins),
        "LOAD_UNITS": ",".join(units),
        "LOAD_ITEM": str(item),
        "LOAD_ACKNOWLEDGED": str(folder / "acknowledged"),
        "LOAD_READERS": str(READERS),
        "LOAD_WRITERS": str(WRITERS),
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests" / "drills"))),
    }
    command = ["locust", "--headless", "-f", "tests/drills/walking.py", "--host", server.address]
    command += ["-u", str(READERS + WRITERS), "-r", "8", "-t", f"{SECONDS}s", "--stop-timeout", "30"]
    command += ["--csv", str(folder / "load"), "--only-summary", "--exit-code-on-error", "0"]
    memory = [resident(server.process_id)]
    walking = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=os.environ | settings)
    time.sleep(SECONDS / 3)
    memory.append(resident(server.process_id))
    assert walking.wait() == 0
    return [*memory, resident(server.process_id)]


def resident(process_id: int) -> float:
    """Memory of a process, MB."""
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1000
    raise AssertionError("no such process")


def figures(folder: Path) -> dict[str, dict[str, str]]:
    """What locust counted, by the name of the request."""
    with (folder / "load_stats.csv").open(encoding="utf-8") as file:
        return {row["Name"]: row for row in csv.DictReader(file)}


@pytest.mark.drill
def test_readers_and_writers_for_five_minutes(
    demo_store: Path, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    store = Path(shutil.copytree(demo_store, tmp_path / "store"))
    logins = add_people(store, READERS + WRITERS)
    with served(store) as server:
        memory = walk(store, server, tmp_path, logins)
    counted = figures(tmp_path)
    acknowledged = (tmp_path / "acknowledged").read_text(encoding="utf-8").split()
    stored = rows(
        store, "select sample, count(*) from raw.spot_checks where sample like 'p__-%' group by all"
    )
    told = ", ".join(
        f"{name} {row['Request Count']} (p50 {row['50%']} ms, p95 {row['95%']} ms)"
        for name, row in counted.items()
    )
    figure(
        f"{READERS} readers, {WRITERS} writers, {SECONDS} s: {told}; {len(acknowledged)} saves acknowledged; "
        f"memory {memory[0]:.0f}, {memory[1]:.0f}, {memory[2]:.0f} MB (start, after a third, end)"
    )
    assert {name: row["Failure Count"] for name, row in counted.items() if row["Failure Count"] != "0"} == {}
    assert {str(sample): count for sample, count in stored} == dict.fromkeys(acknowledged, 1)
    assert [line for line in check_store(store) if not line.is_good] == []
    assert SECONDS < WHOLE or memory[2] < memory[1] * MEMORY_GROWTH
