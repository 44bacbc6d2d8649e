"""From when and until when a rule holds: 9月起，每月10日前; 8月至12月，每月5日前."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from data.plan.deadline import Deadline, day_of

_FROM = r"(?:(?P<y>(?:19|20)\d\d)年|[今本当]年)?(?P<m>\d{1,2})(?:月份?(?:(?P<d>\d{1,2})[日号])?)?"
_TO = r"(?:(?P<y2>(?:19|20)\d\d)年|(?P<next>[次明]年)|[今本当]年)?(?P<m2>\d{1,2})月份?(?:(?P<d2>\d{1,2})[日号])?[底末]?"
_ON = r"(?:之?日?起|开始)"
_WINDOW = re.compile(
    rf"(?:自|从|于)?(?<!\d)(?:{_FROM}(?:(?:之?日?起)?(?:至|到|-){_TO}(?:期间|间)?|(?<=[月份日号]){_ON})"
    rf"|(?:(?P<yq>20\d\d)年)?第?(?P<q>[1-4])季度?{_ON}|(?P<yy>(?:19|20)\d\d)年度?{_ON})"
)
HEAD = re.compile(rf"(?:{_WINDOW.pattern})，(?=[^，。；：（]{{0,16}}(?:每|[按逐分][月季周年旬]))")
"""A window and the comma behind it, in front of a rule."""


@dataclass(frozen=True)
class Window:
    """The first and the last day of a rule's turns, None where the words say none; where it stands in the text."""

    start: int
    end: int
    starts_on: date | None = None
    ends_on: date | None = None


def windowed(deadlines: list[Deadline], window: Window | None) -> list[Deadline]:
    """The deadlines, within the window if there is one."""
    if window is None:
        return deadlines
    return [replace(one, starts_on=window.starts_on, ends_on=window.ends_on) for one in deadlines]


def window_in(text: str, plan_year: int) -> Window | None:
    """The last window the folded words in front of a rule state; None without one, or with a date that is none."""
    match = next(reversed([*_WINDOW.finditer(text)]), None)
    if match is None:
        return None
    year = int(match["y"] or match["yq"] or match["yy"] or plan_year)
    month = 3 * int(match["q"]) - 2 if match["q"] else int(match["m"] or 1)
    if not 1 <= month <= 12 or not 1 <= int(match["m2"] or 12) <= 12:
        return None
    ends_on = None
    if match["m2"]:
        is_next_year = match["next"] or int(match["m2"]) < month  # 11月至2月
        last = int(match["y2"] or year + bool(is_next_year))
        ends_on = day_of(last, int(match["m2"]), int(match["d2"]) if match["d2"] else None)
    starts_on = day_of(year, month, int(match["d"] or 1))
    return Window(*match.span(), starts_on, ends_on)
