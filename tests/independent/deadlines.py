"""Deadline and responsibility words of the test districts (files.md section 3); not a general parser."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chinese_calendar import is_workday


@dataclass(frozen=True)
class Deadline:
    """kind as in files.md section 3; occurrences = (period label, due) of a recurring one within its year."""

    kind: str
    due: date | None = None
    n: int | None = None
    unit: str | None = None
    occurrences: tuple[tuple[str, date], ...] = ()

    def makes_entries_since(self, day):
        """True when the task has entries due since the day a unit began, or an event that can make one."""
        if self.kind == "after_event":
            return True
        dues = [due for _, due in self.occurrences] or [self.due]
        return self.kind in ("fixed", "recurring", "count") and any(day is None or due >= day for due in dues)


NOTHING_MOVED: dict = {}
OPEN = ("长期坚持", "及时公开", "即时公开", "长期", "全年")


def month_end(year, month):
    return date(year, month, monthrange(year, month)[1])


def read_deadline(words, year, moved=NOTHING_MOVED):
    """The meaning of the words of a task of one year; `moved`: days the office's own calendar says otherwise."""
    simple = _simple(words, year) or _in_workdays(words, year, moved)
    if simple is not None:
        return simple
    if found := re.match(r"(?:(\d{4})年)?(\d{1,2})月底前", words):
        return Deadline("fixed", month_end(int(found[1] or year), int(found[2])))
    if found := re.match(r"每年(\d{1,2})月(\d{1,2})日前", words):
        due = date(year, int(found[1]), int(found[2]))
        return Deadline("recurring", occurrences=((str(year), due),))
    if found := re.match(r"(次年|\d{4}年)?(\d{1,2})月(\d{1,2})日之?前", words):
        named = {"次年": year + 1, None: year}.get(found[1]) or int(found[1][:4])
        return Deadline("fixed", date(named, int(found[2]), int(found[3])))
    if found := re.match(r"每月(\d{1,2})号之?前", words):
        months = ((f"{year}-{m:02}", date(year, m, int(found[1]))) for m in range(1, 13))
        return Deadline("recurring", occurrences=tuple(months))
    return _after_event(words)


def _simple(words, year):
    if not words:
        return Deadline("missing")
    if words in OPEN:
        return Deadline("open")
    if words == "年底前":
        return Deadline("fixed", date(year, 12, 31))
    if words == "按月公开":
        months = ((f"{year}-{m:02}", month_end(year, m)) for m in range(1, 13))
        return Deadline("recurring", occurrences=tuple(months))
    if words == "每季度最后一天":
        quarters = ((f"{year}Q{q}", month_end(year, 3 * q)) for q in range(1, 5))
        return Deadline("recurring", occurrences=tuple(quarters))
    if words == "按年公开":
        return Deadline("recurring", occurrences=((str(year), date(year, 12, 31)),))
    if found := re.fullmatch(r"年内不少于(\d+)次", words):
        return Deadline("count", date(year, 12, 31), n=int(found[1]))
    other = {"不少于30日": "minimum", "每两周至少更新一次": "interval", "按照区财政统一部署执行": "external"}
    return Deadline(other[words]) if words in other else None


def _in_workdays(words, year, moved):
    """每月前5个工作日内, 每季度最后一个工作日: counted inside one month by the office's calendar."""
    if found := re.fullmatch(r"每月前(\d+)个工作日内", words):
        months = ((f"{year}-{m:02}", _worked(year, m, moved)[int(found[1]) - 1]) for m in range(1, 13))
        return Deadline("recurring", occurrences=tuple(months))
    if words == "每季度最后一个工作日":
        quarters = ((f"{year}Q{q}", _worked(year, 3 * q, moved)[-1]) for q in range(1, 5))
        return Deadline("recurring", occurrences=tuple(quarters))
    return None


def _worked(year, month, moved):
    """The days of a month that are worked."""
    days = (date(year, month, n) for n in range(1, month_end(year, month).day + 1))
    return [day for day in days if is_worked(day, moved)]


def is_worked(day, moved):
    """Whether a day is worked: as the office's calendar says, else as the State Council's."""
    return moved.get(day, is_workday(day))


def _after_event(words):
    for pattern, unit in (
        (r"(\d+)个工作日内", "workdays"),
        (r"(\d+)小时内", "hours"),
        (r"(\d+)日内", "days"),
    ):
        if found := re.search(pattern, words):
            return Deadline("after_event", n=int(found[1]), unit=unit)
    raise ValueError(f"words not known to the test: {words}")


def add_workdays(start, n, moved=NOTHING_MOVED):
    """The n-th working day after `start`, which itself is not counted."""
    reached = start
    while n > 0:
        reached += timedelta(days=1)
        n -= is_worked(reached, moved)
    return reached


def due_after(deadline, triggered, moved=NOTHING_MOVED):
    """The due day of an event; for hours the day reached from midnight, as no time can be compared."""
    start = date(triggered.year, triggered.month, triggered.day)
    if deadline.unit == "workdays":
        return add_workdays(start, deadline.n, moved)
    if deadline.unit == "days":
        return start + timedelta(days=deadline.n)
    return (datetime(start.year, start.month, start.day) + timedelta(hours=deadline.n)).date()


def scored_units(words, facts):
    """Ids of the units that lead or own a task; those that only support (配合) are left out."""
    named = set()
    for clause in re.split(r"[，,；;]", words):
        if clause.endswith("配合"):
            continue
        for word in clause.removesuffix("牵头").split("、"):
            named |= _units_meant(word, facts)
    return named


def _units_meant(word, facts):
    if word.startswith("各"):
        return {unit.unit_id for unit in facts.units if unit.group == word[1:]}
    return {facts.name_to_id[word]}
