"""Text that a spreadsheet program would run as a formula.

A cell that begins with = + - @ (or a tab or return before it) is one. Such text gets an apostrophe in front, the usual
guard; a number is no such text and stays as it is.
"""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """Return text that no spreadsheet program runs: with an apostrophe in front where it looks like a formula."""
    if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
