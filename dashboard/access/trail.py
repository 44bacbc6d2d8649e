"""What a reader of the pages did, written into the audit log; the same refusal over and over is counted instead."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from dashboard.access.reader import Reader, current_reader
from data.accounts.audit import record
from data.accounts.database import AccountsFile
from data.errors import OpennessError
from data.layout import Layout

LONGEST = 200  # characters of a subject
REFUSALS_EVERY = (
    60.0  # seconds: a reader's refusals at one route are one entry in that time, with their number
)


def write_down(
    layout: Layout,
    action: str,
    subject: str,
    reader: Reader | None = None,
    *,
    before: object = None,
    **after: object,
) -> None:
    """Record an action of this request's reader, or of `reader`; nothing where there are no accounts."""
    doer = reader or current_reader()
    if doer.role is None:
        return
    with AccountsFile(layout.store).writing() as connection:
        record(
            connection,
            doer.actor,
            action,
            subject[:LONGEST],
            datetime.now(),
            before=before or None,
            after=after or None,
        )


@dataclass
class _Repeated:
    """A refusal that was written down at `since`, and how many more of its kind came after it."""

    layout: Layout
    subject: str
    reader: Reader
    since: float
    more: int = 0


@dataclass
class Refusals:
    """The refusals of the last minute. `clock` tells the seconds (tests set it)."""

    clock: Callable[[], float] = time.monotonic
    _recent: dict[tuple[object, ...], _Repeated] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, layout: Layout, route: str, subject: str, reader: Reader) -> None:
        """Write a refusal down, unless the same reader was refused the same route less than a minute ago."""
        self.settle()
        key, now = (layout.store, reader.key, reader.address, route), self.clock()
        with self._lock:
            known = self._recent.get(key)
            if known:
                known.more += 1
                return
            self._recent[key] = _Repeated(layout, subject, reader, now)
        write_down(layout, "refused", subject, reader)

    def settle(self) -> None:
        """Write down how many more there were, of all whose minute is over."""
        if not self._recent:
            return
        last = self.clock() - REFUSALS_EVERY
        with self._lock:
            over = {key: each for key, each in self._recent.items() if each.since <= last}
            for key in over:
                del self._recent[key]
        for each in over.values():
            if each.more:
                with contextlib.suppress(OpennessError):  # another reader's request must not fail for it
                    write_down(each.layout, "refused", each.subject, each.reader, times=each.more)


REFUSALS = Refusals()


def write_refusal(layout: Layout, route: str, subject: str, reader: Reader) -> None:
    """Record that a reader was refused, at most one entry a minute for each reader and route."""
    REFUSALS.note(layout, route, subject, reader)
