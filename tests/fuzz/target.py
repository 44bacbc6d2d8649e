"""A target: what is sent, to what, and what must not happen whatever is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis.strategies import SearchStrategy

from data.errors import InputRefused, OpennessError

READ, REFUSED = "read", "refused"
SLOWEST = 5.0  # seconds of one case
_CHINESE = re.compile("[\u4e00-\u9fff]")

Trial = Callable[[Any], str]
"""Sends one value and answers how it ended; raises whatever must not happen."""


@dataclass(frozen=True)
class Ready:
    """What a target sends, and the trial that sends it."""

    values: SearchStrategy[Any]
    trial: Trial


@dataclass(frozen=True)
class Target:
    """`prepare` makes a folder ready; `few` and `many` are the cases of a short run and of the drill."""

    name: str
    prepare: Callable[[Path], AbstractContextManager[Ready]]
    few: int
    many: int


def demand_refusal(refused: OpennessError, files: Iterable[str] | None = None) -> str:
    """A refusal says in Chinese what is wrong and what to do, and of a file its name."""
    assert _CHINESE.search(str(refused)), repr(refused)
    str(refused).encode()
    if isinstance(refused, InputRefused):
        assert refused.problems
        for problem in refused.problems:
            assert _CHINESE.search(problem.problem), problem
            assert _CHINESE.search(problem.action), problem
            assert files is None or problem.file in files, problem
    return REFUSED
