"""Several processes on one store: readers during swaps, two servers and the command line at once."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from saving import child, import_forever, received, submit_forever
from storing import MIDYEAR, rows
from swapping import swap
from test_kills import assert_whole

from data.store import Store

SECONDS = 30  # that three processes write


def read_until(store: Store, ends: threading.Event, seen: list[tuple[str, float]]) -> None:
    """Ask for the scores again and again; note the release and by how many checks U00 is ahead of U01."""
    while not ends.is_set():
        release_id = store.release_id
        counts = store.query("pages/score", year=2023, as_of=MIDYEAR).set_index("unit_id")["check_count"]
        seen.append((release_id, counts["U00"] - counts["U01"]))


def read_during_swaps(store: Path, folder: Path, times: int) -> tuple[int, int]:
    """Read in three threads while another process swaps; answers of how many releases, and how many answers."""
    reader, ends = Store(store), threading.Event()
    seen: list[list[tuple[str, float]]] = [[], [], []]
    threads = [threading.Thread(target=read_until, args=[reader, ends, one]) for one in seen]
    for thread in threads:
        thread.start()
    with child(swap, store, folder, times) as (process, pipe):
        assert received(pipe) == list(range(times))
        process.join()
    ends.set()
    for thread in threads:
        thread.join(60)
    answers = [answer for one in seen for answer in one]
    assert all(seen), "an error ended a reader"
    assert len({ahead for _, ahead in answers}) == 1, "an answer mixed two releases"
    assert reader.release_id == Store(store).release_id
    return len({release_id for release_id, _ in answers}), len(answers)


def test_readers_during_swaps_see_one_release_each_time(store, tmp_path):
    of_releases, _ = read_during_swaps(store, tmp_path, times=4)
    assert of_releases >= 2


@pytest.mark.drill
def test_readers_during_100_swaps_see_one_release_each_time(store, tmp_path, figure):
    of_releases, answers = read_during_swaps(store, tmp_path, times=100)
    assert of_releases > 30
    figure(f"100 swaps: {answers} answers of {of_releases} releases, no error, no mixture")


@contextmanager
def server(store: Path) -> Iterator[str]:
    """A server of its own process over a store; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "serve", "--port", str(port), "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert str(port) in process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def release_at(address: str) -> str:
    """The release a server reads; it waits a moment for the port to open."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
                return str(json.load(answer)["release"])
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            threading.Event().wait(0.1)
    raise AssertionError(f"{address} never opened")


@pytest.mark.drill
def test_two_servers_and_the_command_line_at_once_lose_nothing(store, tmp_path, figure):
    at_servers: list[set[str]] = [set(), set()]
    with server(store) as first, server(store) as second:
        with (
            child(submit_forever, store, tmp_path, 1) as one,
            child(submit_forever, store, tmp_path, 100_001) as two,
            child(import_forever, store, tmp_path, 200_001) as command,
        ):
            ends = time.monotonic() + SECONDS
            while time.monotonic() < ends:
                for address, seen in zip((first, second), at_servers, strict=True):
                    seen.add(release_at(address))
            told = []
            for process, pipe in (one, two, command):
                assert process.is_alive(), "a writer was refused"
                process.kill()
                told.append(set(received(pipe)))
        stored = assert_whole(store, set().union(*told))
        assert release_at(first) == release_at(second) == Store(store).release_id
    assert all(told), "each of them has saved"
    assert all(len(seen) > 5 for seen in at_servers), "both servers have moved on"
    ((saves,),) = rows(store, "select count(*) from raw.releases")
    figure(
        f"{SECONDS} s of three writing processes: {[len(each) for each in told]} acknowledged, {len(stored)} stored, "
        f"{saves} releases; the servers were seen on {[len(seen) for seen in at_servers]} releases"
    )
