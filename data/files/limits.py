"""Bounds on a child process that parses what strangers send."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Ending = Literal["done", "memory", "time", "disk", "crash"]

OUT_OF_MEMORY, DISK_FULL = 77, 78  # exit codes of a child that met the limit itself
_ABORTED, _KILLED, _CPU_SPENT = -6, -9, -24  # exit codes after a signal


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of address space, seconds of processor and of wall clock, bytes a file."""

    memory_bytes: int = 1 << 30
    cpu_seconds: int = 60
    wall_seconds: float = 90.0
    file_bytes: int = 1 << 31


DEFAULT_LIMITS = Limits()


def run_limited(module: str, arguments: Sequence[str], root: Path, limits: Limits) -> Ending:
    """Run `python -m module arguments` in `root` under limits and say how it ended.

    The three bounds are passed as the first arguments; the module must hand them to
    `data.system.restrict_this_process`.
    """
    bounds = [str(limits.memory_bytes), str(limits.cpu_seconds), str(limits.file_bytes)]
    command = [sys.executable, "-m", module, *bounds, *arguments]
    try:
        ended = subprocess.run(
            command, cwd=root, timeout=limits.wall_seconds, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return "time"
    return _ending(ended.returncode)


def _ending(code: int) -> Ending:
    endings: dict[int, Ending] = {
        0: "done",
        OUT_OF_MEMORY: "memory",
        _ABORTED: "memory",
        _KILLED: "memory",
        _CPU_SPENT: "time",
        DISK_FULL: "disk",
    }
    return endings.get(code, "crash")
