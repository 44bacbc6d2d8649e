"""What differs between POSIX and Windows stands here and nowhere else; the Windows side has not been run yet.

| | POSIX | Windows |
|---|---|---|
| writer's lock | flock | a locked byte of the file |
| entries of a folder forced to the disk | fsync | nothing of the kind exists |
| memory, processor and file size of a child | rlimits | not bound; only the wall clock holds |
| a file somebody has open | is replaced and deleted all the same | refuses; asked again for a while |
| told to end | SIGTERM | Ctrl+Break, or the window is closed |
| a program with its children | its process group | its process tree |
| a port | may be bound again at once after its server | must be asked for alone, else two servers share it |
| modes of files (`mode=0o600`) | hold | mean nothing: the folder's rights decide |
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

T = TypeVar("T")
_OPEN_FILES_REFUSE = os.name == "nt"
_PATIENCE_SECONDS = 3.0
_LOCKED_BYTE = 1 << 20  # far behind what is written, so that others can read who holds the lock

if sys.platform == "win32":
    import msvcrt

    _PORT_OPTION = socket.SO_EXCLUSIVEADDRUSE
    _ENDING_SIGNALS = (signal.SIGTERM, signal.SIGBREAK)

    def try_lock(stream: IO[str]) -> bool:
        """Lock a file for this process, until it is closed; False when another has it. Never waits."""
        os.lseek(stream.fileno(), _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def sync_folder(path: Path) -> None:
        """Force a folder's entries to the disk, where the system can."""

    def restrict_this_process(memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
        """Bind the calling process for good, where the system can."""

    def is_root() -> bool:
        """Whether this process runs as the system's administrator, as far as that can be told."""
        return False

    def end_tree(process_id: int) -> None:
        """End a program that leads its process group, and what it started, at once; OSError when it is gone."""
        command = ["taskkill", "/F", "/T", "/PID", str(process_id)]
        subprocess.run(command, capture_output=True, check=False)

else:
    import fcntl
    import resource

    _PORT_OPTION = socket.SO_REUSEADDR
    _ENDING_SIGNALS = (signal.SIGTERM,)

    def try_lock(stream: IO[str]) -> bool:
        """Lock a file for this process, until it is closed; False when another has it. Never waits."""
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def sync_folder(path: Path) -> None:
        """Force a folder's entries to the disk, where the system can."""
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def restrict_this_process(memory_bytes: int, cpu_seconds: int, file_bytes: int) -> None:
        """Bind the calling process for good, where the system can."""
        for name, bound in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_CPU, cpu_seconds),  # the hard limit stays: reaching it kills without saying why
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(name)[1]
            resource.setrlimit(name, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))

    def is_root() -> bool:
        """Whether this process runs as the system's administrator, as far as that can be told."""
        return os.geteuid() == 0

    def end_tree(process_id: int) -> None:
        """End a program that leads its process group, and what it started, at once; OSError when it is gone."""
        os.killpg(process_id, signal.SIGKILL)


def patiently(step: Callable[[], T]) -> T:
    """Do a step on a file that others may have open for a moment: readers of a pointer, a virus scanner.

    Where an open file refuses to be replaced, renamed, deleted or read meanwhile, the step is tried again for
    three seconds; then, and elsewhere at once, the PermissionError is real.
    """
    deadline = time.monotonic() + (_PATIENCE_SECONDS if _OPEN_FILES_REFUSE else 0.0)
    while True:
        try:
            return step()
        except PermissionError:
            if time.monotonic() >= deadline:
                raise
        time.sleep(0.01)


def delete_unless_open(path: Path) -> None:
    """Delete a file if it is there; where an open file refuses that, it is left for another time."""
    with contextlib.suppress(PermissionError):
        path.unlink(missing_ok=True)


def try_port(host: str, port: int) -> None:
    """Find out whether a server may listen there; OSError when not, most likely because another one does."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, _PORT_OPTION, 1)
        probe.bind(address)


def when_told_to_end(action: Callable[..., None]) -> None:
    """Call `action` when the system or its administrator ends this process gently; Ctrl+C raises as ever."""
    for number in _ENDING_SIGNALS:
        signal.signal(number, action)
