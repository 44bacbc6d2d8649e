"""The errors a person meets, in one tree.

    OpennessError
    ├── InputRefused     what came in is wrong; nothing was stored (exit 3)
    ├── UsageError       the command was called wrongly (exit 2)
    ├── StoreBusy        another writer holds the lock
    ├── StoreMissing     there is no store, release, batch or round of that name
    ├── NotAllowed       the reader's account may not read it
    └── StoreDamaged     a release or CURRENT cannot be read

Every message is Chinese and says what to do; every refused cell is a `Problem`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
    """The reader's account may not read what was asked for."""


class StoreDamaged(OpennessError):
    """A release file or the CURRENT pointer cannot be read."""
