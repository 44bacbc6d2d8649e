"""Typed reading of one TOML table, which notes every fault and goes on.

A value that is wrong or missing becomes NaN, "" or 0, so that the checks between values stay silent
about it; the notes keep such a scheme from ever being returned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from data.errors import Problem

T = TypeVar("T")

MOST_MARKS = 1_000_000.0
_CODE = re.compile(r"[\w.\-]{1,40}")
_LONGEST_TEXT = 200


def plain(number: float) -> str:
    """Write a number without a needless `.0` or binary noise: 0.1 + 0.2 is `0.3`."""
    return f"{number:.10g}"


def shown(value: object) -> str:
    """Write a TOML value much as the file does."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "（一段表）"
    if isinstance(value, list):
        return f"[{', '.join(map(shown, value))}]"
    try:
        return str(value)
    except ValueError:  # an integer of more than 4,300 digits
        return "（位数过多的整数）"


@dataclass
class Notes:
    """The faults of one file, in the order they were met."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, path: str, value: object, problem: str, action: str) -> None:
        """Note one fault at a path such as `component[2].points`; `value` None means nothing stands there."""
        text = plain(value) if isinstance(value, float) else None if value is None else shown(value)
        self.problems.append(Problem(self.file, None, None, path, text, problem, action))


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`, both included unless `above_low`."""

    low: float
    high: float = MOST_MARKS
    above_low: bool = False

    def holds(self, number: float) -> bool:
        """Whether a finite number lies in the range."""
        return (number > self.low if self.above_low else number >= self.low) and number <= self.high

    def __str__(self) -> str:
        """The range in Chinese."""
        return f"{'大于' if self.above_low else '不小于'}{plain(self.low)}、不大于{self.high:.0f}的数"


SHARE = Range(0, 1)
POSITIVE_SHARE = Range(0, 1, above_low=True)
MARKS = Range(0)
POSITIVE_MARKS = Range(0, above_low=True)


class Table:
    """One table of the file; every read marks its key as known."""

    def __init__(self, raw: Mapping[str, object], path: str, notes: Notes) -> None:
        self._raw = raw
        self._path = path
        self._notes = notes
        self._known: dict[str, None] = {}

    def at(self, key: str) -> str:
        """The path of a key of this table."""
        return f"{self._path}.{key}" if self._path else key

    def has(self, key: str) -> bool:
        """Whether the file states the key; marks it as known."""
        self._known[key] = None
        return key in self._raw

    def holds_text(self, key: str) -> bool:
        """Whether the key stands there with a text."""
        return isinstance(self._raw.get(key), str)

    def refuse(self, key: str, problem: str, action: str) -> None:
        """Note a fault of a key together with the value that stands there."""
        self._notes.add(self.at(key), shown(self._raw[key]), problem, action)

    def _required(self, key: str, wanted: str) -> object:
        if self.has(key):
            return self._raw[key]
        self._notes.add(self.at(key), None, "缺少这一项", f"请补上：{wanted}")
        return None

    def text(self, key: str, wanted: str = "一段文字") -> str:
        """Read a required text of one line; "" when it is none."""
        value = self._required(key, wanted)
        if value is None:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, "应为不空的文字", f"请用英文双引号写{wanted}")
            return ""
        text = value.strip()
        if len(text) > _LONGEST_TEXT or not text.isprintable():
            self.refuse(key, "文字过长或含有换行等不可见字符", f"请改成一行、不超过{_LONGEST_TEXT}个字")
            return ""
        return text

    def text_or(self, key: str, default: T) -> str | T:
        """Read a text, or the default when the key is absent."""
        return self.text(key) if self.has(key) else default

    def code(self, key: str) -> str:
        """Read a required code: letters, digits, `.`, `-` and `_`, at most 40; "" when it is none."""
        text = self.text(key, "编码，例如 Q1.1")
        if text and not _CODE.fullmatch(text):
            self.refuse(key, "编码里有不能用的字符或过长", "请只用文字、数字、点、横线和下划线，不超过40个字")
            return ""
        return text

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """Read one of the options; required without a default; "" when it is none of them."""
        if default is not None and not self.has(key):
            return default
        wanted = "、".join(f'"{option}"' for option in options) + " 中的一个"
        value = self._required(key, wanted)
        if value is None:
            return ""
        if not isinstance(value, str) or value not in options:
            self.refuse(key, "不是可选的写法", f"请改为 {wanted}")
            return ""
        return value

    def number(self, key: str, within: Range) -> float:
        """Read a required finite number; NaN when it is none or out of range."""
        value = self._required(key, str(within))
        if value is None:
            return math.nan
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, "应为数字", f"请写{within}，不加引号")
            return math.nan
        if not within.holds(value):  # NaN and infinity are in no range
            self.refuse(key, "超出允许的范围", f"请写{within}")
            return math.nan
        return float(value)

    def number_or(self, key: str, within: Range, default: T) -> float | T:
        """Read a number, or the default when the key is absent."""
        return self.number(key, within) if self.has(key) else default

    def integer(self, key: str, low: int, high: int) -> int:
        """Read a required whole number; 0 when it is none or out of range."""
        wanted = f"{low}到{high}之间的整数"
        value = self._required(key, wanted)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(key, "应为整数", f"请写{wanted}，不加引号和小数点")
            return 0
        if not low <= value <= high:
            self.refuse(key, "超出允许的范围", f"请写{wanted}")
            return 0
        return value

    def flag(self, key: str) -> bool:
        """Read true or false; false when absent."""
        value = self._raw[key] if self.has(key) else False
        if not isinstance(value, bool):
            self.refuse(key, "应为 true 或 false", "请写 true 或 false，不加引号")
            return False
        return value

    def day(self, key: str, default: date | None) -> date | None:
        """Read a calendar date without a time; the default when absent, None when it is no date."""
        value = self._raw[key] if self.has(key) else default
        if isinstance(value, datetime) or not isinstance(value, date | None):
            self.refuse(key, "应为日期", "请写成 2024-01-31 的样子，不加引号、不带时间")
            return None
        return value

    def texts(self, key: str, wanted: str) -> tuple[str, ...]:
        """Read a required, not empty list of different texts; a wrong one is left as "" in its place."""
        value = self._required(key, wanted)
        if value is None:
            return ()
        if not isinstance(value, list) or not value:
            self.refuse(key, "应为不空的列表", f"请写成方括号里的列表：{wanted}")
            return ()
        return tuple(self._text_of_list(key, value, place) for place in range(len(value)))

    def _text_of_list(self, key: str, values: list[object], place: int) -> str:
        path, value = f"{self.at(key)}[{place + 1}]", values[place]
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            self._notes.add(path, value, "应为不空的文字", "请用英文双引号写一个名称或编码")
            return ""
        text = value.strip()
        if text in [other.strip() for other in values[:place] if isinstance(other, str)]:
            self._notes.add(path, value, "列表里重复了", "请删去重复的一个")
            return ""
        return text

    def table(self, key: str) -> Table | None:
        """Read a sub-table; None when absent or, noted, no table."""
        if not self.has(key):
            return None
        value = self._raw[key]
        if not isinstance(value, dict):
            self.refuse(key, "应为一个表", f"请写成 [{self.at(key)}] 开头的一段")
            return None
        return Table(value, self.at(key), self._notes)

    def tables(self, key: str, at_least_one: str | None = None) -> list[Table]:
        """Read an array of tables, numbered from 1 in paths; a wrong element keeps its place.

        With `at_least_one`, the fault of having none, an empty or absent array is noted.
        """
        value = self._raw[key] if self.has(key) else []
        if at_least_one and value == []:
            self._notes.add(self.at(key), None, at_least_one, f"请至少写一段以 {key}]] 结尾的表")
        if not isinstance(value, list):
            self.refuse(key, "应为可以重复的表", f"请用双层方括号开头，例如 [[{key}]]")
            return []
        return [self._element(f"{self.at(key)}[{place}]", raw) for place, raw in enumerate(value, start=1)]

    def _element(self, path: str, raw: object) -> Table:
        if isinstance(raw, dict):
            return Table(raw, path, self._notes)
        self._notes.add(path, raw, "应为一个表", "请用双层方括号开头的一段来写")
        return Table.blank(path)

    @classmethod
    def blank(cls, path: str) -> Table:
        """An empty table whose own faults are kept from the reader: its absence was already noted."""
        return cls({}, path, Notes(""))

    def refuse_unknown_keys(self) -> None:
        """Note every key that no read asked for, with the nearest known one."""
        for key in self._raw:
            if key not in self._known:
                near = get_close_matches(key, list(self._known), n=1)
                hint = f"是不是想写 {near[0]}？" if near else f"这里可以写：{'、'.join(self._known)}。"
                self.refuse(key, "办法里没有这一项", f"{hint}不需要请删去")
