"""A disk of its own in memory (tmpfs), whose free space a drill sets to the byte; needs root or a user namespace."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAGE = 4096
_AMPLE = 1 << 30


class SmallDisk:
    """A mounted disk; `leave` sets how many bytes are free on it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def leave(self, free: int) -> None:
        """Leave so many bytes free, rounded up to pages."""
        found = os.statvfs(self.path)
        used = (found.f_blocks - found.f_bfree) * found.f_frsize
        self._size(max(used + -(-free // _PAGE) * _PAGE, _PAGE))

    def give_back(self) -> None:
        """Let there be more space than anything here needs."""
        self._size(_AMPLE)

    def _size(self, size: int) -> None:
        _mount("-o", f"remount,size={size}", str(self.path))


@contextmanager
def small_disk(path: Path) -> Iterator[SmallDisk]:
    """A small disk mounted at an empty folder."""
    _mount("-t", "tmpfs", "-o", f"size={_AMPLE}", "tmpfs", str(path))
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """A folder that nobody can write for a while, not even root: mounted over itself, read-only."""
    _mount("--bind", str(path), str(path))
    try:
        _mount("-o", "remount,bind,ro", str(path))
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (
        f"{done.stderr.strip()}: run the drills as root, or all of them in `unshare --map-root-user --mount`"
    )
