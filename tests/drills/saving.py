"""Children that save one batch after another until they are killed, and say which ones were acknowledged."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from itertools import count
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest import mock

from dashboard.__main__ import main
from data.batches import FactBatch
from data.files.reading import read_files
from data.release import Writer

_FORKING = get_context("forkserver")  # a child starts in a moment, with all modules read and no database open
_STEPS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile", "os.listdir")


@contextlib.contextmanager
def child(target: object, *arguments: object) -> Iterator[tuple[BaseProcess, Connection]]:
    """A process that runs `target(pipe, *arguments)`, and the other end of its pipe; killed if it still runs."""
    _start_forking()
    here, there = _FORKING.Pipe()
    process = _FORKING.Process(target=target, args=(there, *arguments))  # type: ignore[arg-type]
    process.start()
    there.close()
    try:
        yield process, here
    finally:
        process.kill()
        process.join()
        here.close()


def _start_forking() -> None:
    """Start the process that forks the children, once; it finds our modules by the environment alone."""
    _FORKING.set_forkserver_preload(["saving"])
    with mock.patch.dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)):
        forkserver.ensure_running()


def received(pipe: Connection) -> list[str]:
    """All that a child said before it ended."""
    lines = []
    with contextlib.suppress(EOFError, ConnectionResetError):
        while True:
            lines.append(pipe.recv())
    return lines


def check_file(folder: Path, number: int) -> Path:
    """A file with the spot check N`number`; its marks follow from its number."""
    path = folder / f"{number}.csv"
    path.write_text(
        f"抽测编号,单位,抽测日期,指标,得分,满分\nN{number},U00,2023-05-10,S1,{number % 11},10\n",
        encoding="utf-8",
    )
    return path


def import_forever(pipe: Connection, store: Path, folder: Path, first: int) -> None:
    """Through the command line's own door, one after the other."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for number in count(first):
            code = main(["import", str(check_file(folder, number)), "--store", str(store)])
            if code:
                sys.exit(code)
            pipe.send(f"N{number}")


def submit_forever(pipe: Connection, store: Path, folder: Path, first: int, threads: int = 4) -> None:
    """Several people of one server at once: those who wait are stored together (group commit)."""
    writer, telling = Writer(store), threading.Lock()

    def submit(offset: int) -> None:
        for number in count(first + offset, threads):
            writer.submit(FactBatch(read_files([check_file(folder, number)]).sheets))
            with telling:
                pipe.send(f"N{number}")

    for offset in range(threads):
        threading.Thread(target=submit, args=[offset]).start()


def import_to_step(pipe: Connection, store: Path, folder: Path, number: int, step: int) -> None:
    """Import one check and kill itself before the `step`-th time a file in the store is opened, moved or removed."""
    steps = count(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in _STEPS and str(store) in str(arguments[0]) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    path = check_file(folder, number)
    sys.addaudithook(watch)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = main(["import", str(path), "--store", str(store)])
    if code:
        sys.exit(code)
    pipe.send(f"N{number}")
