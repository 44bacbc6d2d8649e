"""Why a reader in the child process cannot go on, for the person who chose the file."""

from __future__ import annotations

from data.errors import OpennessError


class Unreadable(OpennessError):
    """A Chinese problem and what to do; the parent process adds the file's name."""

    def __init__(self, problem: str, action: str) -> None:
        self.problem, self.action = problem, action
        super().__init__(f"{problem}。{action}")
