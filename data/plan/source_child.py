"""The child process that opens a Word file, web page or PDF nobody has vouched for.

`python -m data.plan.source_child MEMORY CPU FILE_BYTES FORM SOURCE TARGET` writes the blocks as JSON, or
{"problem": ..., "action": ...} where the reader knows why it cannot go on.
"""

from __future__ import annotations

import errno
import json
import sys
from importlib import import_module
from pathlib import Path

from data.files.limits import DISK_FULL, OUT_OF_MEMORY
from data.plan.blocks import to_json
from data.plan.unreadable import Unreadable
from data.system import restrict_this_process


def main(arguments: list[str]) -> int:
    """Entry of the child; the exit code tells a limit from damage, which ends in a traceback."""
    memory, cpu, file_bytes = map(int, arguments[:3])
    restrict_this_process(memory, cpu, file_bytes)
    form, source, target = arguments[3:]
    try:
        read = import_module(f"data.plan.{form}_blocks").read
        try:
            answer: object = to_json(read(Path(source)))
        except Unreadable as error:
            answer = {"problem": error.problem, "action": error.action}
        Path(target).write_text(json.dumps(answer, ensure_ascii=True), encoding="utf-8")
    except MemoryError:
        return OUT_OF_MEMORY
    except OSError as error:
        if error.errno in (errno.EFBIG, errno.ENOSPC):
            return OUT_OF_MEMORY if error.errno == errno.EFBIG else DISK_FULL
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
