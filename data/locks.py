"""The writer's lock: one process writes a store at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from data.errors import StoreBusy
from data.system import try_lock


@contextmanager
def writer_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file; StoreBusy naming the holder when it is not free within `wait_seconds`.

    The system drops the lock when its process dies, so a killed writer never blocks the next one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + wait_seconds
    with path.open("a+", encoding="utf-8") as stream:
        # one waits for the lock, the others for their turn: who has just written stands behind them
        with path.with_suffix(".turn").open("a", encoding="utf-8") as turn:
            for file in (turn, stream):
                _wait(file, path, deadline)
        stream.seek(0)
        stream.truncate()
        stream.write(f"进程{os.getpid()}，{datetime.now():%Y-%m-%d %H:%M:%S}起")
        stream.flush()
        yield


def _wait(file: IO[str], path: Path, deadline: float) -> None:
    while not try_lock(file):
        if time.monotonic() >= deadline:
            raise StoreBusy(f"数据库正由另一个程序写入（{_holder(path)}），请稍后再试；本次没有写入任何内容")
        time.sleep(0.02)


def _holder(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip() or "未知程序"
