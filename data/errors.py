"""The errors a person meets, in one tree.

    OpennessError
    ├── InputRefused     what came in is wrong; nothing was stored (exit 3)
    ├── UsageError       the command was called wrongly (exit 2)
    ├── StoreBusy        another writer holds the lock
    ├── StoreMissing     there is no store, release, batch or round of that name
    ├── NotAllowed       the reader's account may not read or do it
    ├── AlreadySaved     the same form was stored before; nothing was stored twice
    ├── StoreDamaged     a release or CURRENT cannot be read
    └── StoreNewer       a newer program wrote the store

Every message is Chinese and says what to do; every refused cell is a `Problem`.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("No space left", "File too large")
_NOT_WRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)


def is_full_disk(error: BaseException) -> bool:
    """Whether there was no space left to write: on the disk, in a quota, below a limit to files."""
    return getattr(error, "errno", None) in _FULL or any(words in str(error) for words in _FULL_WORDS)


def cause_of(error: BaseException) -> str:
    """What the system says when a file cannot be read or written, and what to do about it."""
    if is_full_disk(error):
        return "磁盘空间不足，请清理后重试"
    if getattr(error, "errno", None) in _NOT_WRITABLE or "Read-only file system" in str(error):
        return f"没有权限，或磁盘只读（{error}）。请检查目录权限和磁盘"
    return f"{error}。请检查路径、磁盘、内存和目录权限后重试"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend in what came in: where it stands, what it says, what to do."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    problem: str
    action: str

    def __str__(self) -> str:
        """One Chinese line: place, value, problem, action."""
        place = [self.file]
        if self.sheet:
            place.append(f"工作表“{self.sheet}”")
        if self.row is not None:
            place.append(f"第{self.row}行")
        if self.column:
            place.append(f"“{self.column}”列")
        shown = "" if self.value is None else f"，值为“{self.value[:80]}”"
        return f"{' '.join(place)}{shown}：{self.problem}。{self.action}"


class OpennessError(Exception):
    """Base of every error the product raises on purpose; the message is for the reader."""


class InputRefused(OpennessError):
    """What came in is wrong and nothing was stored; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.file, p.sheet or "", p.row or 0, p.column or ""))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(OpennessError):
    """The command was called wrongly."""


class StoreBusy(OpennessError):
    """Another writer holds the store's lock."""


class StoreMissing(OpennessError):
    """There is no store, release, batch or round of that name."""


class NotAllowed(OpennessError):
    """The reader's account may not read or do what was asked for."""


class AlreadySaved(OpennessError):
    """What was sent is stored already, in batch `batch_id`; nothing was stored twice."""

    def __init__(self, batch_id: int, told: str = "这份表单已经存入") -> None:
        super().__init__(f"{told}（第{batch_id}批），没有重复存入")
        self.batch_id = batch_id


class StoreDamaged(OpennessError):
    """A release file or the CURRENT pointer cannot be read."""


class StoreNewer(OpennessError):
    """A newer program wrote the store; this one neither reads nor writes it."""
