"""The children that read workbooks and documents, forked from a process that has loaded their code already.

A fresh interpreter takes a quarter of a second; a fork takes milliseconds. Limits and endings are the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = ("data.files.workbook_child", "data.plan.source_child")
FORMS = ("docx", "html", "pdf")


class Forker:
    """Stands in for `run_limited` of the two modules that start children."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.largest = 0  # bytes of memory that a child held

    def run_limited(self, module: str, arguments: Sequence[str], root: Path, limits: object) -> str:
        from data.files import limits as bounds

        assert isinstance(limits, bounds.Limits)
        held = [limits.memory_bytes, limits.cpu_seconds, limits.file_bytes]
        asked = [module, limits.wall_seconds, [*map(str, held), *arguments]]
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        code, largest = json.loads(self._process.stdout.readline())
        self.largest = max(self.largest, largest)
        return "time" if code is None else bounds._ending(code)

    def close(self) -> None:
        with self._process as process:  # closes both pipes; the process ends with its input
            assert process.stdin


@contextlib.contextmanager
def forked_children() -> Iterator[Forker]:
    """Workbooks and documents are read by forked children meanwhile."""
    import data.files.workbook
    import data.plan.source

    forker = Forker()
    real = data.files.workbook.run_limited
    for module in (data.files.workbook, data.plan.source):
        module.run_limited = forker.run_limited  # type: ignore[assignment]
    try:
        yield forker
    finally:
        for module in (data.files.workbook, data.plan.source):
            module.run_limited = real
        forker.close()


def _fork(module: str, wall_seconds: float, arguments: list[str]) -> tuple[int | None, int]:
    child = os.fork()
    if child == 0:
        code = 1
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        try:
            code = sys.modules[module].main(arguments)
        finally:
            os._exit(code)
    deadline = time.monotonic() + wall_seconds
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return None, 0
        time.sleep(0.001)


def main() -> None:
    from importlib import import_module

    sys.path.insert(0, str(ROOT))
    for name in (*MODULES, *(f"data.plan.{form}_blocks" for form in FORMS)):
        import_module(name)
    for line in sys.stdin:
        print(json.dumps(_fork(*json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
