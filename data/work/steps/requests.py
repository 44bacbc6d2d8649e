"""What appeals (申诉) and requests for more time (延期) have in common: one waits at a time, each is decided once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.work.asks import Values, refuse
from data.work.books import Books, Entry, refuse_stale
from data.work.days import refuse_day


@dataclass(frozen=True)
class RequestKind:
    """A kind of request: the facts that hold it, what it and its decision are called, the date it was made on."""

    kind: str
    chinese: str
    decision: str
    made_on: str
    made_on_chinese: str

    def refuse_second(self, earlier: Sequence[Mapping[str, Any]], day: date) -> None:
        """Refuse a request while an earlier one of the same matter waits, or on the day of one that was decided."""
        for request in earlier:
            if request["decided_on"] is None:
                problem = f"{request[self.made_on]}的{self.chinese}还在等待{self.decision}"
                raise refuse(self.made_on_chinese, str(day), problem, f"请等{self.decision}后再提出")
            if request[self.made_on] == day:
                problem = f"这一天的{self.chinese}已经{self.decision}"
                raise refuse(self.made_on_chinese, str(day), problem, "请改天再提出")

    def find_waiting(self, books: Books, values: Values, key: Mapping[str, Any]) -> Entry:
        """The request of a matter that a decision is about, as the doer saw it; refuses one that is decided."""
        made_on = values[self.made_on]
        entry = books.find(self.kind, **key, **{self.made_on: values.day(self.made_on)})
        if entry is None:
            raise refuse(self.made_on_chinese, made_on, f"没有这份{self.chinese}", "请刷新页面")
        if entry.facts["decided_on"] is not None:
            problem = f"这份{self.chinese}已于{entry.facts['decided_on']}{self.decision}"
            raise refuse(self.made_on_chinese, made_on, problem, f"不用再{self.decision}")
        refuse_stale(entry, values)
        return entry

    def day_of_decision(self, books: Books, values: Values, entry: Entry) -> date:
        """The day stated for the decision, else today; refuses one before the request or to come."""
        day = values.day("decided_on") or books.today
        name = f"{self.decision}日期"
        refuse_day(name, day, entry.facts[self.made_on], books.today, self.made_on_chinese)
        return day
