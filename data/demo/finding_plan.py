"""How many findings of a year end in which state, and when.

A state is what the facts of a finding tell at the end of the demo; the lists below fix the numbers, so
that every state is there however the random draw falls.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, product

from data.demo.units import LAST_DAY

FINDINGS_A_YEAR = 400
# The day the running year's overdue list is meant to be read.
READ_ON = date(2026, 11, 23)


@dataclass(frozen=True)
class Slot:
    """One planned finding: its state, and its final deadline where the state prescribes one."""

    state: str
    due_on: date | None = None


# Finished or undated findings a year; the rest are `on_time`.
_COMMON = {
    "rechecked_open": 5,
    "reported": 34,
    "late": 62,
    "late_reported": 14,
    "no_deadline": 3,
    "no_deadline_rectified": 3,
    "extended_on_time": 18,
    "extension_refused_late": 10,
    "appeal_withdrawn": 12,
    "appeal_changed": 14,
    "appeal_upheld": 14,
    "withdrawn": 14,
}
# States of the findings that are still open, dealt round the prescribed deadlines.
_OPEN_OVERDUE = ("overdue", "overdue", "recheck_failed", "overdue", "overdue", "overdue_extended", "overdue",
                 "overdue_refused")  # fmt: skip
_OPEN_DUE = ("open", "open", "recheck_failed", "open_extended", "open", "extension_pending", "open",
             "appeal_pending", "open")  # fmt: skip
# Waiting for a decision since before the deadline: no day counts as late (scoring.md section 3).
_WAITING = ("extension_pending", "appeal_pending")
_WAITING_BY = (5, 12)


@dataclass(frozen=True)
class Ageing:
    """The open findings of a year: by how many days overdue, or in how many days due, on one day."""

    read_on: date
    overdue_by: tuple[int, ...]
    due_in: tuple[int, ...]


_AGEING = {
    2025: Ageing(LAST_DAY[2025], (4, 9, 16, 23, 36, 61, 44, 12), (2, 3, 5, 6, 9, 11, 12, 13)),
    2026: Ageing(
        READ_ON,
        (3, 3, 4, 4, 5, 6, 6, 7, 10, 11, 12, 13, 17, 18, 20, 24, 25, 27, 33, 38, 45, 54, 66, 80, 110),
        (0, 0, 1, 1, 2, 2, 3, 4, 7, 8, 10, 11, 15, 17, 22),
    ),
}


def _open_slots(year: int) -> list[Slot]:
    """The findings nobody has closed: many in the running year, a few left over from the finished one."""
    ageing = _AGEING[year]
    overdue = zip(cycle(_OPEN_OVERDUE), ageing.overdue_by, strict=False)
    due = zip(cycle(_OPEN_DUE), ageing.due_in, strict=False)
    slots = [Slot(state, ageing.read_on - timedelta(days)) for state, days in overdue]
    slots += [Slot(state, ageing.read_on + timedelta(days)) for state, days in due]
    return slots + [
        Slot(state, ageing.read_on - timedelta(days)) for state, days in product(_WAITING, _WAITING_BY)
    ]


def slots(year: int) -> list[Slot]:
    """The year's `FINDINGS_A_YEAR` planned findings; the hard ones first, while carriers are free."""
    planned = _open_slots(year) + [Slot(state) for state, number in _COMMON.items() for _ in range(number)]
    return planned + [Slot("on_time")] * (FINDINGS_A_YEAR - len(planned))
