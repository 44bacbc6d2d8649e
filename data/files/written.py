"""What every workbook written here minds: how wide Chinese text is, what a sheet may be called."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


def text_width(text: str) -> int:
    """Return the width in characters; Chinese ones are two wide, of several lines the longest counts."""
    return max((sum(map(_letter_width, line)) for line in text.splitlines()), default=0)


def _letter_width(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def sheet_name(words: str) -> str:
    """Return words as a sheet's name, within the limits of the format; empty when nothing is left."""
    return _FORBIDDEN.sub("_", words).strip("'")[:_LONGEST_NAME]
