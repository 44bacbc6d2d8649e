"""One clause while its deadlines are read: recognisers take what they understand, in turn."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.plan.deadline import Deadline
from data.plan.moments import Moment, Reading, find_moments
from data.plan.text import Folded, repair

TAKEN = "＿"


@dataclass
class Clause:
    """A stretch of folded text between separators; `text` loses what was understood, places stay the same."""

    folded: Folded
    start: int
    end: int
    reading: Reading
    before: str = ""  # the clause before, where it may name the event
    text: str = ""
    found: list[tuple[int, Deadline]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self.folded.text[self.start : self.end]

    def take(self, start: int, end: int, *deadlines: Deadline) -> None:
        """Records what the span means and hides it from the recognisers that follow."""
        self.found += [(start, deadline) for deadline in deadlines]
        self.text = self.text[:start] + TAKEN * (end - start) + self.text[end:]

    def words(self, start: int, end: int) -> str:
        """The printed words of a span of the clause, in simplified characters."""
        return repair(self.folded.words(self.start + start, self.start + end))

    def free_from(self, end: int) -> int:
        """Where the untaken text that ends at `end` begins."""
        return self.text.rfind(TAKEN, 0, end) + 1

    def moments(self, start: int = 0, end: int | None = None) -> list[Moment]:
        """The due dates between two places of what is left; their places count from `start`."""
        return find_moments(self.text[start:end], self.reading)
