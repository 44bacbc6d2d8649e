"""Calendar dates in words: 2023年12月底, 次年1月31日, 12月中旬, 上半年, 三季度末, 2023-12-31, 本月底."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from data.plan.deadline import add_months, day_of

_BEFORE = r"(?:之?前|以前|止)"
_YEAR = (
    r"(?P<y4>(?<!\d)(?:19|20)\d\d)(?:年度?|(?=[底末]))|(?P<y2>(?<!\d)[12]\d)年(?=\d{1,2}月|[底末])"
    r"|(?P<now>[今本当]年度?)|(?P<next>[明次来翌]年度?|下1?年度?|第2年)|(?P<past>去年度?|(?<!以)上1?年度?(?!半))"
)
_MONTH = (
    r"(?<![\dA-Za-z])(?P<m>\d{1,2})(?:月份?的?(?:(?:\d{1,2}[日号]?[-至到])?(?P<d>\d{1,2})(?:[日号]|(?=前|之前|以前|止|$|[，；。、）]))"
    r"|(?P<odd>的?(?:(?:第(?P<week>[1-4])|最后1|首|末)个?周(?![一二三四五六日天])|(?:最后|倒数第?|第|前|首)\d{0,2}个?工作日))"
    r"|(?P<part>底|末|上中旬|中下旬|上旬|中旬|下旬|初|中(?![旬央国共华]))?)|(?=(?:[、和及与]\d{1,2})+月))"
)
_IN_QUARTER = r"(?:(?P<qfirst>首)|(?P<qlast>末|最后1)|第?(?P<qm>[1-3]))个?月"
_QUARTER = (
    r"(?:(?<!\d)第?(?P<q>[1-4])(?:季度?|(?=(?:[、和及与][1-4])+季))|Q(?P<q2>[1-4]))"
    rf"(?:的?{_IN_QUARTER}(?:的?(?P<qd>\d{{1,2}})[日号]|(?P<qmpart>底|末|上旬|中旬|下旬|初))?|(?P<qpart>[底末初中]))?"
)
_HALF = r"(?P<h>[上下])半年度?[底末]?"
_EDGE = rf"(?(year)年?|(?<!\d)年)(?P<edge>底|末|终|内|初|之内|以内|中(?={_BEFORE}|完成|$|[，；。、）]))"
_WHOLE = rf"(?(year)(?P<whole>(?={_BEFORE}|完成|$|[，；。、）]))|(?!))"
_WORDS = re.compile(
    rf"(?P<year>{_YEAR})?(?:年?(?:\d{{1,2}}[-至到](?=\d{{1,2}}月))?)(?:{_MONTH}|{_QUARTER}|{_HALF}|{_EDGE}|{_WHOLE})"
)
_DIGITS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2})日?)?(?![\d年月])"
    r"|(?P<m8>0[1-9]|1[0-2])(?P<d8>[0-3]\d)(?!\d))"
    rf"|(?<![\d.])(?P<m2>\d{{1,2}})[./](?P<d2>\d{{1,2}})(?=日?{_BEFORE})"
)
_RELATIVE = re.compile(
    rf"(?<!\d)(?P<month>(?P<mnext>下个?)?(?:本|当|这个)?月[底末]|本月(?:内|{_BEFORE})|下个?月(?P<md>\d{{1,2}})[日号])"
    rf"|(?P<quarter>(?:本|当)?季度?[底末]|本季度?(?:内|{_BEFORE}))|(?P<week>本周(?:内|[底末]|{_BEFORE}))"
    rf"|(?<![\d月])(?P<day>\d{{1,2}})[日号](?={_BEFORE})"
)
_FIVE_YEARS = re.compile(r"十(?P<five>[一二三四五])五(?:时期|规划)?期?(?:末|结束|收官)")
_STARTS = re.compile(r"(?:之?日)?起|以来|开始|之?后|以后|至今|的|以?来")
_ABOUT = re.compile(r"(?:对|将|把|凡|凡是|针对|涉及)$")
_OF_A_HALF = re.compile(rf"{_BEFORE}.*[上下]半年度?$")
_WORKED_ON = re.compile(r"的|问题|工作|情况|任务|存在|发现|检查|考核|自查|台账|信息")
_TO = re.compile(r"(?:之?日?起)?(?:至|到|-)")
_PARTS: dict[str, tuple[int | None, str]] = {
    "上旬": (10, "上旬按10日计，请核对"),
    "中旬": (20, "中旬按20日计，请核对"),
    "下旬": (None, "下旬按月末计，请核对"),
    "上中旬": (20, "上中旬按20日计，请核对"),
    "中下旬": (None, "中下旬按月末计，请核对"),
    "初": (10, "“初”按10日计，请核对"),
    "中": (15, "“中”按15日计，请核对"),
}


@dataclass(frozen=True)
class Moment:
    """A date said in words: its span in the text, the year if said, month, day (None = last), notes."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    flags: tuple[str, ...] = ()
    is_loose: bool = False  # said to the month, quarter or year only, without 底, 末 or 内
    is_said: bool = False  # the year stands in digits, and holds for later dates of the cell

    def on(self, year: int) -> date:
        """The date, in `year` unless the words name their own."""
        return day_of(self.year or year, self.month, self.day)


@dataclass
class Reading:
    """What is known while one cell is read: the plan's year, its date, and the year last said in digits."""

    plan_year: int
    issued_on: date | None = None
    said_year: int | None = field(default=None)

    def date_of(self, moment: Moment) -> tuple[date, tuple[str, ...]]:
        """The date of a moment and what a human should look at."""
        due = moment.on(self.said_year or self.plan_year)
        flags = list(moment.flags)
        if moment.year is None and self.said_year not in {None, self.plan_year}:
            flags.append(f"未写年份，按前文的{self.said_year}年计，请核对")
        if moment.day is not None and moment.day != due.day:
            flags.append(f"{due.month}月没有{moment.day}日，按{due.day}日计，请核对")
        if self.issued_on and due < self.issued_on:
            flags.append("时限早于方案印发日期，请核对")
        if moment.is_said:
            self.said_year = moment.year
        return due, tuple(flags)


def find_moments(text: str, reading: Reading) -> list[Moment]:
    """Every date the folded text gives as a due date, in order.

    Starts (7月1日起, 2016年以来), the first half of a range (7月至12月) and descriptions of what is worked on
    (截至6月底的, 对6月底前发布的) are none.
    """
    found: list[Moment] = []
    for moment in _all_moments(text, reading):
        is_range = found and _TO.fullmatch(text[found[-1].end : moment.start])
        start = found.pop() if is_range else moment
        found.append(replace(moment, year=moment.year or start.year))
    return [_noted(moment, text) for moment in _day_shared(found, text) if not _is_scope(moment, text)]


def _day_shared(moments: list[Moment], text: str) -> list[Moment]:
    """6月、12月20日前: the day stands once for both months; a human is asked."""
    found = list(moments)
    for n in range(len(found) - 2, -1, -1):
        one, following = found[n], found[n + 1]
        between = text[one.end : following.start]
        if one.is_loose and one.day is None and following.day and between in {"、", "和", "及", "与"}:
            note = f"“{text[one.start : one.end].lstrip('年')}”也按{following.day}日计，请核对"
            found[n] = replace(one, day=following.day, is_loose=False, flags=(*one.flags, note))
    return found


def _is_scope(moment: Moment, text: str) -> bool:
    is_described = _ABOUT.search(text[: moment.start]) is not None and "的" in text[moment.end :]
    is_past = _OF_A_HALF.search(text[: moment.end]) and _WORKED_ON.match(text, moment.end)
    return is_described or bool(is_past) or _STARTS.match(text, moment.end) is not None


def _all_moments(text: str, reading: Reading) -> Iterator[Moment]:
    spans: list[tuple[int, int]] = []
    found: list[Moment] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(start < e and s < end for s, e in spans):
                continue
            moment = read(match, reading)
            if moment is not None:
                spans.append((start, end))
                found.append(moment)
    yield from sorted(found, key=lambda moment: moment.start)


def _from_digits(match: re.Match[str], _: Reading) -> Moment | None:
    month = match["m"] or match["m8"] or match["m2"]
    day = match["d"] or match["d8"] or match["d2"]
    year = int(match["y"]) if match["y"] else None
    return _moment(match, year, int(month), int(day) if day else None, is_loose=day is None)


def _from_words(match: re.Match[str], reading: Reading) -> Moment | None:
    year = _year(match, reading)
    if match["m"]:
        day, flags = _odd(match) if match["odd"] else _PARTS.get(match["part"] or "", (None, ""))
        day = int(match["d"]) if match["d"] else day
        is_loose = not (match["d"] or match["part"] or match["odd"])
        return _moment(match, year, int(match["m"]), day, flags, is_loose=is_loose)
    if match["q"] or match["q2"]:
        return _quarter(match, year)
    if match["h"]:
        return _moment(match, year, 6 if match["h"] == "上" else 12, None)
    edge = match["edge"]
    if edge == "初":
        return _moment(match, year, 1, None, "“年初”按1月底计，请核对")
    if edge == "中":
        return _moment(match, year, 6, None, "“年中”按6月底计，请核对")
    return _moment(match, year, 12, None, is_loose=edge is None)


def _odd(match: re.Match[str]) -> tuple[int | None, str]:
    """第二周, 最后一个工作日 of a month: a day nobody wrote down."""
    day = 7 * int(match["week"]) if match["week"] else None
    return day, f"“{match['odd']}”按{f'{day}日' if day else '月末'}计，请核对"


def _year(match: re.Match[str], reading: Reading) -> int | None:
    if match["y4"]:
        return int(match["y4"])
    if match["y2"]:
        return 2000 + int(match["y2"])
    if match["next"] or match["past"]:
        return reading.plan_year + (1 if match["next"] else -1)
    return reading.plan_year if match["now"] else None


def _quarter(match: re.Match[str], year: int | None) -> Moment | None:
    last = int(match["q"] or match["q2"]) * 3
    if match["qfirst"] or match["qlast"] or match["qm"]:
        nth = 1 if match["qfirst"] else int(match["qm"] or 3)
        day, flag = _PARTS.get(match["qmpart"] or "", (None, ""))
        is_loose = not (match["qd"] or match["qmpart"])
        day = int(match["qd"]) if match["qd"] else day
        return _moment(match, year, last - 3 + nth, day, flag, is_loose=is_loose)
    part = match["qpart"]
    if part == "初":
        return _moment(match, year, last - 2, 10, "季度初按首月10日计，请核对")
    if part == "中":
        return _moment(match, year, last - 1, 15, "季度中按次月15日计，请核对")
    return _moment(match, year, last, None, is_loose=part is None)


def _from_relative(match: re.Match[str], reading: Reading) -> Moment | None:
    issued = reading.issued_on
    said_day = match["day"] or match["md"]
    if issued is None or (said_day and not 1 <= int(said_day) <= 31):
        return None
    if match["week"]:
        due = issued + timedelta(days=7 - issued.isoweekday())
    elif match["quarter"]:
        month = (issued.month + 2) // 3 * 3
        due = day_of(issued.year, month, None)
    elif match["day"]:
        day = int(match["day"])
        month_start = issued if day >= issued.day else add_months(issued, 1)
        due = day_of(month_start.year, month_start.month, day)
    else:
        due = _month_from(match, issued)
    note = f"原文未写明月份或年份，从印发日期推为{due.isoformat()}，请核对"
    return Moment(*match.span(), due.year, due.month, due.day, (note,))


def _from_plan(match: re.Match[str], _: Reading) -> Moment | None:
    """The end of a five-year plan: 十三五 ended with 2020."""
    year = 2005 + 5 * "一二三四五".index(match["five"]) + 5
    return _moment(match, year, 12, None, f"“{match[0]}”按{year}年底计，请核对")


def _month_from(match: re.Match[str], issued: date) -> date:
    is_next = bool(match["mnext"] or match["md"])
    month = add_months(issued.replace(day=1), 1 if is_next else 0)
    return day_of(month.year, month.month, int(match["md"]) if match["md"] else None)


def _moment(
    match: re.Match[str],
    year: int | None,
    month: int,
    day: int | None,
    flag: str = "",
    *,
    is_loose: bool = False,
) -> Moment | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    is_said = bool(match.groupdict().get("y") or match.groupdict().get("y4") or match.groupdict().get("y2"))
    return Moment(*match.span(), year, month, day, (flag,) if flag else (), is_loose, is_said)


def _noted(moment: Moment, text: str) -> Moment:
    """A loose date with 前 (10月前, 三季度前) is read to its end, as 12月中旬前 is, and a human asked."""
    before = re.match(_BEFORE, text[moment.end :])
    if not (moment.is_loose and before):
        return moment
    words = text[moment.start : moment.end]
    return replace(moment, flags=(*moment.flags, f"“{words}前”按{words}最后一天计，请核对"))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Reading], Moment | None]], ...] = (
    (_DIGITS, _from_digits),
    (_WORDS, _from_words),
    (_RELATIVE, _from_relative),
    (_FIVE_YEARS, _from_plan),
)
