"""What happened to a finding after it was notified, state by state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from data.demo.carriers import Draft
from data.demo.days import add_office_days, draw_day, office_day_before
from data.demo.finding_plan import Slot
from data.demo.office_texts import APPEAL_REASONS, EXTENSION_REASONS
from data.demo.rows import Row

_DAY = timedelta(days=1)


class History:
    """Writes the later life of one finding; nothing in it happens after `last`."""

    def __init__(self, draft: Draft, slot: Slot, last: date, rng: Random) -> None:
        self.draft = draft
        self.row = draft.row
        self.slot = slot
        self.last = last
        self.rng = rng

    def write(self) -> None:
        """Fill the finding in as its state asks."""
        self.row["due_on"] = self.slot.due_on or self._later("notified_on", (5, 10, 10, 15, 15, 20))
        _STATES[self.slot.state](self)

    def _later(self, key: str, numbers: tuple[int, ...]) -> date:
        return add_office_days(self.draft.day(key), self.rng.choice(numbers))

    def _rectify(self, first: date, until: date) -> None:
        self.row["rectified_on"] = draw_day(self.rng, first, min(until, self.last))

    def _recheck(self, result: str | None = "pass") -> None:
        """A recheck within eight office days, if the demo reaches that far."""
        day = self._later("rectified_on", (1, 2, 3, 5, 8))
        if day <= self.last:
            self.row["rechecked_on"] = day
            self.row["recheck_result"] = result

    def _on_time(self) -> None:
        notified, due = self.draft.day("notified_on"), self.draft.day("due_on")
        self._rectify(notified + _DAY, due)

    def _late(self) -> None:
        due = self.draft.day("due_on")
        self._rectify(due + _DAY, due + timedelta(days=self.rng.choice((4, 9, 18, 35))))

    def _ask(self) -> date:
        """Ask for more time before the deadline; the day of asking."""
        first, due = self.draft.day("notified_on") + _DAY, self.draft.day("due_on")
        asked = draw_day(self.rng, first, min(due, self.last))
        self.draft.extensions.append({"requested_on": asked, "reason": self.rng.choice(EXTENSION_REASONS)})
        return asked

    def _decide(self, asked: date, new_due: date | None) -> None:
        """Grant the last request to `new_due`, or refuse it."""
        day = min(add_office_days(asked, self.rng.randint(1, 4)), office_day_before(self.last))
        decision = "granted" if new_due else "refused"
        self.draft.extensions[-1] |= {"decided_on": day, "decision": decision, "new_due_on": new_due}

    def _appeal(self, result: str | None) -> None:
        """Appeal within six office days and before the deadline; decided later unless `result` is None."""
        notified, due = self.draft.day("notified_on"), self.draft.day("due_on")
        day = min(add_office_days(notified, self.rng.randint(1, 6)), due, office_day_before(self.last))
        appeal: Row = {"appealed_on": day, "reason": self.rng.choice(APPEAL_REASONS), "result": result}
        if result:
            decided = add_office_days(day, self.rng.randint(4, 12))
            appeal["decided_on"] = min(decided, office_day_before(self.last))
        self.draft.appeals.append(appeal)

    def on_time(self) -> None:
        """Rectified before the deadline and passed."""
        self._on_time()
        self._recheck()

    def reported(self) -> None:
        """Rectified before the deadline, recheck still to come."""
        self._on_time()

    def rechecked_open(self) -> None:
        """Rechecked, the result not yet entered."""
        self._on_time()
        self._recheck(None)

    def late(self) -> None:
        """Rectified after the deadline and passed."""
        self._late()
        self._recheck()

    def late_reported(self) -> None:
        """Rectified after the deadline, recheck still to come."""
        self._late()

    def no_deadline(self) -> None:
        """No deadline was set; still open."""
        self.row["due_on"] = None

    def no_deadline_rectified(self) -> None:
        """No deadline was set; rectified all the same."""
        self._on_time()
        self.row["due_on"] = None

    def untouched(self) -> None:
        """Open, nothing done yet."""

    def recheck_failed(self) -> None:
        """Reported before the deadline, the recheck did not pass."""
        notified, due = self.draft.day("notified_on"), self.draft.day("due_on")
        self._rectify(notified + _DAY, min(due, self.last - timedelta(days=5)) - timedelta(days=3))
        day = min(self._later("rectified_on", (1, 2, 3)), office_day_before(self.last))
        self.row |= {"rechecked_on": day, "recheck_result": "fail"}

    def extended(self) -> None:
        """More time granted: `slot.due_on` is the new deadline, the first one was two weeks earlier."""
        new_due = self.draft.day("due_on")
        self.row["due_on"] = office_day_before(new_due - timedelta(days=14))
        self._decide(self._ask(), new_due)

    def extended_on_time(self) -> None:
        """More time granted and used well; some had been refused the first time."""
        due = self.draft.day("due_on")
        asked = self._ask()
        if self.rng.random() < 0.2 and asked + 7 * _DAY <= due:
            self._decide(asked, None)
            asked = add_office_days(asked, 4)
            self.draft.extensions.append({"requested_on": asked, "reason": EXTENSION_REASONS[-1]})
        new_due = add_office_days(due, self.rng.choice((5, 10, 15)))
        self._decide(asked, new_due)
        self._rectify(due, new_due)
        self._recheck()

    def refused(self) -> None:
        """More time refused, still open."""
        self._decide(self._ask(), None)

    def refused_late(self) -> None:
        """More time refused, rectified late."""
        self.refused()
        self.late()

    def extension_pending(self) -> None:
        """More time asked for, not decided."""
        self._ask()

    def appeal_pending(self) -> None:
        """Appealed, not decided."""
        self._appeal(None)

    def appeal_withdrawn(self) -> None:
        """Appealed, the finding taken back."""
        self._appeal("withdrawn")

    def appeal_changed(self) -> None:
        """Appealed, a smaller deduction set; rectified on time."""
        self._appeal("changed")
        self.draft.appeals[-1]["deduction"] = self.rng.choice((0, 0.1, 0.2, 0.3))
        self.on_time()

    def appeal_upheld(self) -> None:
        """Appealed in vain, then rectified."""
        self._appeal("upheld")
        (self.late if self.rng.random() < 0.3 else self.on_time)()

    def withdrawn(self) -> None:
        """Taken back by the office itself."""
        day = self._later("notified_on", (2, 4, 7, 12))
        self.row["withdrawn_on"] = min(day, office_day_before(self.last))


_STATES: dict[str, Callable[[History], None]] = {
    "on_time": History.on_time,
    "reported": History.reported,
    "rechecked_open": History.rechecked_open,
    "late": History.late,
    "late_reported": History.late_reported,
    "no_deadline": History.no_deadline,
    "no_deadline_rectified": History.no_deadline_rectified,
    "open": History.untouched,
    "overdue": History.untouched,
    "recheck_failed": History.recheck_failed,
    "open_extended": History.extended,
    "overdue_extended": History.extended,
    "overdue_refused": History.refused,
    "extended_on_time": History.extended_on_time,
    "extension_refused_late": History.refused_late,
    "extension_pending": History.extension_pending,
    "appeal_pending": History.appeal_pending,
    "appeal_withdrawn": History.appeal_withdrawn,
    "appeal_changed": History.appeal_changed,
    "appeal_upheld": History.appeal_upheld,
    "withdrawn": History.withdrawn,
}
