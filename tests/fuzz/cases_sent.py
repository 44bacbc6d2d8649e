"""Sends so many cases to a target and tells how they ended."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from target import Ready

_MOST_TOLD = 5


@dataclass
class Outcome:
    """How the cases ended, the longest of them in seconds, and the first of those that ended as none may."""

    endings: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0.0, "")
    faults: list[str] = field(default_factory=list)


def send(
    ready: Ready, cases: int, number: int | None = None, begin: Callable[[str], None] = lambda _: None
) -> Outcome:
    """Send cases; the same ones each time for the same `number` or for none. `begin` hears of each before it is sent."""
    outcome = Outcome()

    @settings(
        max_examples=cases,
        database=None,
        deadline=None,
        derandomize=number is None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(ready.values)
    def each(value: Any) -> None:
        begin(repr(value)[:500])
        began = time.monotonic()
        try:
            outcome.endings[ready.trial(value)] += 1
        except Exception:  # whatever it is, it is told below, and the next case is sent
            outcome.endings["fault"] += 1
            if len(outcome.faults) < _MOST_TOLD:
                outcome.faults.append(f"{repr(value)[:2000]}\n{traceback.format_exc()[-3000:]}")
        outcome.slowest = max(outcome.slowest, (time.monotonic() - began, repr(value)[:500]))

    (each if number is None else seed(number)(each))()
    return outcome
