"""A text file as numbered lines: decoded with its damage marked, hard-wrapped lines put together again."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.plan.cells import is_deadline, is_party
from data.plan.refusal import refused

LOST = "\ufffd"
_LARGEST = 4_000_000
_BREAK = re.compile(r"\r\n|\r|\n|\x0c|\x0b|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufffe\uffff]")
_MOST_LOST = 0.01  # of the characters beyond ASCII; a page with one in a hundred unreadable is still a page
_WIDEST_WRAP, _NARROWEST_WRAP = 70.0, 12.0  # characters a line when a text is wrapped by hand
_LEAST_FULL = 4
_ACTION = "请另存为纯文本（UTF-8 或 GB18030）后重试"
_SEPARATED = re.compile(r"[|｜│┃\t]")  # a row of a table, however many are equally long
_NEW_LINE = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+[、章条]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,3}(?:[.．、]|$)|附[件录]|[-—－]\s*\d)"
)


@dataclass(frozen=True)
class Line:
    """Its number in the file from 1, its words, whether it opened with a tab (a table cell).

    `last` is the number of the last line it was wrapped over; `raw` keeps the tabs between its words.
    """

    number: int
    words: str
    is_cell: bool
    last: int
    raw: str

    @property
    def place(self) -> str:
        """第3行, or 第3行-第5行."""
        return f"第{self.number}行" + (f"-第{self.last}行" if self.last > self.number else "")


def read_lines(path: Path, content: bytes) -> list[Line]:
    """The lines of a text file. Raises InputRefused when it is no text."""
    if len(content) > _LARGEST:
        raise refused(path, "文本超过4MB，不像工作方案", _ACTION)
    lines = _BREAK.split(_decoded(path, content))
    return [Line(n, line.strip(), line.startswith("\t"), n, line) for n, line in enumerate(lines, 1)]


def _decoded(path: Path, content: bytes) -> str:
    """The text; a few bytes that are none become U+FFFD and are flagged later, many make it no text."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "gb18030"):
        text = _CONTROL.sub(LOST, content.decode(encoding, "replace"))
        foreign = sum(not char.isascii() for char in text)
        if text.count(LOST) <= 1 + foreign * _MOST_LOST:
            return text
    raise refused(path, "不是文本文件，无法读取", _ACTION)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines broken by hand at one width put together: a full line goes on in the next.

    A text counts as wrapped when several lines are full and none is longer.
    """
    widths = [_width(line.words) for line in lines]
    widest, longest = max(widths, default=0.0), max((len(line.words) for line in lines), default=0)
    is_full = [
        width > widest - 1.5 or len(line.words) == longest for line, width in zip(lines, widths, strict=True)
    ]
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP or sum(is_full) < _LEAST_FULL:
        return list(lines)
    found: list[Line] = []
    goes_on = False
    for line, full in zip(lines, is_full, strict=True):
        is_next = _NEW_LINE.match(line.words) or (found and _ends_cell(found[-1].words, line.words))
        if goes_on and line.words and not line.is_cell and not is_next:
            found[-1] = replace(found[-1], words=found[-1].words + line.words, last=line.last)
        else:
            found.append(line)
        goes_on = full and not line.words.endswith("。") and not _SEPARATED.search(line.words)
    return found


def _ends_cell(words: str, following: str) -> bool:
    """Whether a full line ends a cell all the same: parties, and a deadline below."""
    return is_party(words) and is_deadline(following)


def _width(words: str) -> float:
    """In full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in words)
