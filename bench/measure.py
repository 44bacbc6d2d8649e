"""How things are measured: what is compared runs in turn (A B A B ...), medians count, ratios stand beside them."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

Trial = Callable[[], float]


@dataclass(frozen=True)
class Result:
    """One row: `ratio` = value / baseline, `bar` = the highest ratio allowed, `spread` = (max - min) / median."""

    name: str
    value: float
    unit: str
    baseline: float | None
    ratio: float | None
    bar: float | None
    spread: float | None

    @property
    def is_missed(self) -> bool:
        """Whether the ratio is above its bar."""
        return self.bar is not None and self.ratio is not None and self.ratio > self.bar


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks: how often each thing is measured, whether the long ones are left out."""

    is_quick: bool

    @property
    def repeats(self) -> int:
        """Turns of each comparison."""
        return 3 if self.is_quick else 7

    def compare(self, name: str, ours: Trial, theirs: Trial, bar: float | None = None) -> Result:
        """Seconds of `ours` against `theirs`, in turn; one turn of both before the first that counts."""
        ours()
        theirs()
        pairs = [(ours(), theirs()) for _ in range(self.repeats)]
        return against(name, "s", [pair[0] for pair in pairs], [pair[1] for pair in pairs], bar)


Measurement = Callable[[Run], Iterable[Result]]


def against(
    name: str, unit: str, ours: Sequence[float], theirs: Sequence[float], bar: float | None = None
) -> Result:
    """The medians of two series and their ratio."""
    value, baseline = statistics.median(ours), statistics.median(theirs)
    return Result(name, value, unit, baseline, value / baseline, bar, (max(ours) - min(ours)) / value)


def timed(action: Callable[[], object]) -> float:
    """Seconds an action takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def workplace() -> tempfile.TemporaryDirectory[str]:
    """A temporary folder on the disk that holds the checkout, so that fsync means the same as for a store."""
    build = Path(__file__).parent.parent / "build"
    build.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="bench-", dir=build)
