"""The writer's lock: one process writes a store at a time. The portable part of it stands here alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from data.errors import StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _try_lock(stream: IO[str]) -> bool:
        try:
            stream.seek(1 << 20)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def writer_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file; StoreBusy naming the holder when it is not free within `wait_seconds`.

    The system drops the lock when its process dies, so a killed writer never blocks the next one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(stream):
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    f"数据库正由另一个程序写入（{_holder(path)}），请稍后再试；本次没有写入任何内容"
                )
            time.sleep(0.02)
        stream.seek(0)
        stream.truncate()
        stream.write(f"进程{os.getpid()}，{datetime.now():%Y-%m-%d %H:%M:%S}起")
        stream.flush()
        yield


def _holder(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip() or "未知程序"
