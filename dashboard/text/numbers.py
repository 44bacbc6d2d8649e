"""How numbers and dates are written: one way each, everywhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

NOTHING = "—"
MINUS = "−"


def is_missing(value: Any) -> bool:
    """True for None, NaN and NaT."""
    return value is None or bool(pd.isna(value))


def marks(value: Any, decimals: int = 2) -> str:
    """Write marks with a fixed number of decimals: `88.35`; nothing known is a dash."""
    if is_missing(value):
        return NOTHING
    step = Decimal(1).scaleb(-int(decimals))
    # within 1e-9 of a half counts as the half, as in round_half_up: sums of doubles differ by less from run to run
    rounded = Decimal(repr(round(float(value), 9))).quantize(step, ROUND_HALF_UP)
    text = f"{abs(rounded):f}"
    return f"{MINUS}{text}" if rounded < 0 else text


def signed(value: Any, decimals: int = 2) -> str:
    """Write a change with its sign: `+0.50`, `−1.20`, `0.00`."""
    text = marks(value, decimals)
    return f"+{text}" if not is_missing(value) and float(value) > 0 and text.strip("0.") else text


def whole(value: Any) -> str:
    """Write a count: `12`; nothing known is a dash."""
    return NOTHING if is_missing(value) else f"{int(value)}"


def day(value: Any) -> str:
    """Write a date: `2026-11-23`; nothing known is a dash."""
    if is_missing(value):
        return NOTHING
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def day_in_words(value: date) -> str:
    """Write a date for a sentence: `2026年11月23日`."""
    return f"{value.year}年{value.month}月{value.day}日"


def rank_change(value: Any) -> str:
    """Write how many places a unit moved since the last closed round: `▲2`, `▼1`, `＝`."""
    if is_missing(value):
        return NOTHING
    if value > 0:
        return f"▲{int(value)}"
    return f"▼{int(-value)}" if value < 0 else "＝"


def interval(low: Any, high: Any) -> str:
    """Write a rank interval: `3–7`, or `5` when both ends meet."""
    if is_missing(low) or is_missing(high):
        return NOTHING
    return f"{int(low)}" if int(low) == int(high) else f"{int(low)}–{int(high)}"


def plain(value: Any) -> str:
    """Write points as they were set, without trailing zeros: `20`, `0.5`; nothing known is a dash."""
    return NOTHING if is_missing(value) else f"{round(float(value), 6):g}"


def percent(value: Any, decimals: int = 0) -> str:
    """Write a share of 0 to 1 as `92%`; nothing known is a dash. What is not quite all is never `100%`."""
    if is_missing(value):
        return NOTHING
    text = marks(float(value) * 100, decimals)
    is_rounded_to_end = (float(text) == 100 and value < 1) or (float(text) == 0 and value > 0)
    return f"{marks(float(value) * 100, decimals + 1)}%" if is_rounded_to_end and not decimals else f"{text}%"
