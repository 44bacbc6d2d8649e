"""Spans of time in words: 20个工作日内, 半个月, 48小时, 两周."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPAN = (
    r"(?<!\d)(?:(?P<n>\d{1,4})|(?P<half>半))(?P<ge>个?)"
    r"(?P<unit>法定工作日|工作日|工作天|自然日|日历日|小时|钟头|分钟|日|天|周|星期|礼拜|月|季度|年)"
)
WITHIN = r"(?:之内|以内|内|里)"
AT_LEAST = r"(?:至少|最少|不(?:得|能|应|可)?(?:少于|低于|短于))"

_UNITS = {
    "法定工作日": ("workday", 1),
    "工作日": ("workday", 1),
    "工作天": ("workday", 1),
    "自然日": ("day", 1),
    "日历日": ("day", 1),
    "日": ("day", 1),
    "天": ("day", 1),
    "周": ("day", 7),
    "星期": ("day", 7),
    "礼拜": ("day", 7),
    "月": ("month", 1),
    "季度": ("month", 3),
    "年": ("year", 1),
    "小时": ("hour", 1),
    "钟头": ("hour", 1),
}
_HALVES = {
    "年": ("month", 6),
    "月": ("day", 15),
    "日": ("hour", 12),
    "天": ("hour", 12),
    "小时": ("hour", 1),
    "钟头": ("hour", 1),
}


@dataclass(frozen=True)
class Span:
    """So many workday | day | hour | month | year; a week is seven days."""

    n: int
    unit: str
    flags: tuple[str, ...] = ()


def span_of(match: re.Match[str]) -> Span | None:
    """The span a match of SPAN says; None where it is a date (12月, 2023年, 3季度) after all."""
    unit = match["unit"]
    if match["half"]:
        return _half(unit)
    n = int(match["n"])
    is_month_day = unit == "日" and match.string[: match.start("n")].endswith(
        ("月", "月的", "月份", "月份的")
    )
    needs_ge = unit in {"月", "季度"} and not match["ge"]
    if n == 0 or is_month_day or needs_ge or (unit == "年" and n > 50):
        return None
    if unit == "分钟":
        return Span(-(-n // 60), "hour", (f"{n}分钟按{-(-n // 60)}小时计，请核对",))
    name, times = _UNITS[unit]
    return Span(n * times, name)


def _half(unit: str) -> Span | None:
    if unit not in _HALVES:
        return None
    name, n = _HALVES[unit]
    return Span(n, name, ("半小时按1小时计，请核对",) if unit in {"小时", "钟头"} else ())
