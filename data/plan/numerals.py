"""Chinese numerals as numbers: 三十一, 二〇二三, 两, 廿."""

from __future__ import annotations

import re

NUMERALS = "〇○零一二两三四五六七八九十百廿卅"
_DIGITS = {"〇": 0, "○": 0, "零": 0, "两": 2} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_DIGIT = "[一二两三四五六七八九]"
_SPOKEN = re.compile(
    rf"(?:(?P<hundreds>{_DIGIT})百)?零?(?:(?P<tens>{_DIGIT}?)(?P<ten>十))?(?P<ones>{_DIGIT}?)"
)


def parse_numeral(words: str) -> int | None:
    """What a numeral up to 999, or digits read one by one (二〇二三), says; None if it is neither."""
    if not words:
        return None
    if all(char in _DIGITS for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    match = _SPOKEN.fullmatch(words.replace("廿", "二十").replace("卅", "三十"))
    if match is None:
        return None
    hundreds = _DIGITS.get(match["hundreds"] or "", 0)
    tens = _DIGITS.get(match["tens"] or "", 1) if match["ten"] else 0
    return hundreds * 100 + tens * 10 + _DIGITS.get(match["ones"], 0)
