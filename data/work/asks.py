"""What a form asks, and what was answered: texts as a cell of a fact file would hold them, checked one by one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from data.calendar import parse_day
from data.errors import InputRefused, Problem

FORM = "网页填报"
"""What stands for the file in messages and batches that came from a form."""

LONGEST = 2000  # characters of one answer


@dataclass(frozen=True)
class Ask:
    """One value a form asks for; `name` is that of a column where it goes into one.

    `type` is one of text, lines, date, number, integer, choice, unit, item, hidden, or rows: a table of further asks,
    `columns`, sent as `name.0.column`. `choices` pairs what is sent with what is shown. `most` is the longest text,
    of rows the most rows.
    """

    name: str
    chinese: str
    type: str = "text"
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    most: int = LONGEST
    columns: tuple[Ask, ...] = ()


@dataclass(frozen=True)
class Values:
    """The answers by name; an answer that was left blank is None. `tables` holds the rows of asks of that type."""

    texts: Mapping[str, str | None]
    tables: Mapping[str, tuple[Values, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str | None:
        """The answer of a name, None for a blank one or a name nobody asked."""
        return self.texts.get(name)

    def need(self, name: str) -> str:
        """A required answer; `read_values` has seen to it that it is there."""
        text = self.texts[name]
        assert text is not None  # refused before
        return text

    def day(self, name: str) -> date | None:
        """A date answered, None for none."""
        text = self.texts.get(name)
        return parse_day(text) if text else None

    def number(self, name: str) -> float | None:
        """A number answered, None for none."""
        text = self.texts.get(name)
        return float(text) if text else None


def read_values(asks: Sequence[Ask], sent: Mapping[str, str]) -> Values:
    """Read the answers to a form; what it did not ask is left aside. InputRefused names every wrong answer."""
    values, problems = _read(asks, sent, "", None)
    if problems:
        raise InputRefused(problems)
    return values


def _read(
    asks: Sequence[Ask], sent: Mapping[str, str], prefix: str, row: int | None
) -> tuple[Values, list[Problem]]:
    """The answers whose names begin with the prefix, and what is wrong with them."""
    texts: dict[str, str | None] = {}
    tables: dict[str, tuple[Values, ...]] = {}
    problems: list[Problem] = []
    for ask in asks:
        if ask.type == "rows":
            tables[ask.name], wrong_rows = _read_rows(ask, sent)
            problems += wrong_rows
            continue
        text = (sent.get(prefix + ask.name) or "").replace("\r\n", "\n").strip() or None
        wrong = _wrong(ask, text)
        if wrong:
            problems.append(replace(refusal(ask.chinese, text, *wrong), row=row))
        texts[ask.name] = text
    return Values(texts, tables), problems


def _read_rows(ask: Ask, sent: Mapping[str, str]) -> tuple[tuple[Values, ...], list[Problem]]:
    """The rows of a table that are not wholly blank, in order."""
    places = {
        name.split(".")[1] for name, text in sent.items() if name.startswith(f"{ask.name}.") and text.strip()
    }
    numbers = sorted(int(place) for place in places if place.isascii() and place.isdigit() and len(place) < 4)
    if len(numbers) > ask.most:
        return (), [refusal(ask.chinese, str(len(numbers)), f"超过{ask.most}行", "请分几次填写")]
    read = [
        _read(ask.columns, sent, f"{ask.name}.{number}.", shown)
        for shown, number in enumerate(numbers, start=1)
    ]
    return tuple(values for values, _ in read), [problem for _, problems in read for problem in problems]


def refusal(column: str | None, value: str | None, problem: str, action: str) -> Problem:
    """One thing to mend in a form."""
    return Problem(FORM, None, None, column, value, problem, action)


def refuse(column: str | None, value: str | None, problem: str, action: str) -> InputRefused:
    """The refusal of a form for one reason."""
    return InputRefused([refusal(column, value, problem, action)])


def _wrong(ask: Ask, text: str | None) -> tuple[str, str] | None:
    """What is wrong with an answer and what to do, None when it will do."""
    if text is None:
        return ("没有填写", f"请填写{ask.chinese}") if ask.required else None
    if len(text) > ask.most:
        return f"超过{ask.most}个字", "请写短一些"
    if any(not sign.isprintable() and not (sign == "\n" and ask.type == "lines") for sign in text):
        return "含有看不见的字符", "请删去后重新填写"
    check = _CHECKS.get(ask.type)
    return check(ask, text) if check else None


def _wrong_day(_: Ask, text: str) -> tuple[str, str] | None:
    return None if parse_day(text) else ("不是日期", "请写成 2026-03-15 的样子")


def _wrong_number(_: Ask, text: str) -> tuple[str, str] | None:
    try:
        is_number = math.isfinite(float(text)) and text.isascii() and "_" not in text
    except ValueError:
        is_number = False
    return None if is_number else ("不是数字", "请写一个数字")


def _wrong_integer(_: Ask, text: str) -> tuple[str, str] | None:
    is_whole = text.isascii() and text.isdigit() and len(text) < 10
    return None if is_whole else ("不是整数", "请写一个不带小数的数字")


def _wrong_choice(ask: Ask, text: str) -> tuple[str, str] | None:
    is_offered = text in {value for value, _ in ask.choices}
    return None if is_offered else ("不是可选的写法", f"请选：{'、'.join(shown for _, shown in ask.choices)}")


_CHECKS = {"date": _wrong_day, "number": _wrong_number, "integer": _wrong_integer, "choice": _wrong_choice}
