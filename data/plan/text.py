"""Words as they were printed, made readable for rules without losing where they stood.

Published plans carry traditional characters, full-width digits, stray blanks, doubled characters and pinyin
in brackets after a character. `repair` gives words back clean; `fold` prepares them for pattern matching and
remembers, for every character, its place in the source, so that a rule can always quote the original words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from data.plan.numerals import NUMERALS, parse_numeral

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN = re.compile(rf"[(（](?=[a-zü{_TONED}]*[{_TONED}])[a-zü{_TONED}]{{1,7}}[)）]")
_BLANK = re.compile(r"[^\S\n]+|[\u200b-\u200f\u2060\ufeff\u00ad]+")
_DIGITS = {ord("０") + n: str(n) for n in range(10)}
_PUNCTUATION = _DIGITS | str.maketrans(
    ",;:()[]【】〈〉<>．／｡﹣－–—―─~～!", "，；：（）（）（）（）（）./。--------！"
)
_QUOTES = re.compile("[\"'“”‘’「」『』]")
_TITLE = re.compile(r"(?<=《)[^》\n]*(?=》)|(?<=〔)[^〕\n]*(?=〕)")
_UNITS = (
    "工作日|法定|自然日|年|月|日|号|天|周|星期|礼拜|季|小时|分钟|次|场|期|篇|条|件|项|批|例|轮|份|家|部|个|旬"
)
_NUMERAL = re.compile(
    rf"[{NUMERALS}]+(?=个?半?(?:{_UNITS}))|[{NUMERALS}]{{1,3}}(?=(?:[-至到、和及][{NUMERALS}\d]+)+(?:个|月|日|次|季))"
)
_DOUBLED = re.compile(r"([年月日号底末前内后起个之自在于旬季每初])\1+|(工作|之日起|之日)\2+")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LOST = re.compile(
    "[\ufffd\ue000-\uf8ff]+|\\\\(?=[\u4e00-\u9fff])|\\?{2,}|(?<=[、，；：。（“])\\?"
    "|(?<=[\u4e00-\u9fff])\\?(?=[\u4e00-\u9fffA-Za-z;；,，、])"
)
_SPLIT_DAY = re.compile(r"日（工作日）|（个）|（工作）(?=日)")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Simplified characters, one for one: where the whole changes length, character by character."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    whole: str = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    single = (str(_converter().convert(char)) for char in text)
    return "".join(new if len(new) == 1 else old for old, new in zip(text, single, strict=True))


@lru_cache(maxsize=4096)
def repair(text: str) -> str:
    """Simplified characters, plain digits, no stray blanks and no pinyin; punctuation stays as printed."""
    text = unicodedata.normalize("NFC", text)
    text = _PINYIN.sub("", _BLANK.sub(_blank, text))
    return _simplified(text).translate(_DIGITS)


def lost_places(text: str) -> list[str]:
    """Each place where characters were lost for good, with a few characters on either side, as printed.

    Lost: U+FFFD, private-use characters, a backslash between Chinese characters, and an ASCII question mark
    that ends no question.
    """
    if not _CHINESE.search(text):
        return []
    return [text[max(0, match.start() - 4) : match.end() + 4] for match in _LOST.finditer(text)]


def _blank(match: re.Match[str]) -> str:
    """A blank between two Latin words stays."""
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    return " " if len(around) == 2 and around.isascii() and around.isalpha() else ""


@dataclass(frozen=True)
class Folded:
    """Words ready for rules: `text`, and for each of its characters the place in `source` it came from."""

    source: str
    text: str
    origin: tuple[int, ...]

    def rewrite(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> Folded:
        """Replaces every match; new characters point at the place of the old ones."""
        text: list[str] = []
        origin: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = replace(match)
            text += [self.text[at:start], new]
            origin += self.origin[at:start]
            origin += [self.origin[min(start + n, end - 1)] for n in range(len(new) - 1)]
            origin += [self.origin[end - 1]] if new else []
            at = end
        text.append(self.text[at:])
        return Folded(self.source, "".join(text), (*origin, *self.origin[at:]))

    def words(self, start: int, end: int) -> str:
        """The source's own words for the span of folded text, without blanks and separators around them."""
        if start >= end:
            return ""
        return self.source[self.origin[start] : self.origin[end - 1] + 1].strip(" \t\r\n，,；;、。")


def fold(source: str) -> Folded:
    """Simplified, unified punctuation, Arabic numerals, no blanks, no quotes, no doubled characters,
    and titles in 《》 emptied: a year in a document's name is no deadline.

    Line breaks stay; a blank between two digits becomes a comma so that numbers never run together.
    """
    source = unicodedata.normalize("NFC", source).replace("\r\n", "\n").replace("\r", "\n")
    text = _simplified(source).translate(_PUNCTUATION)
    folded = Folded(source, text, tuple(range(len(text))))
    folded = folded.rewrite(re.compile(r"(?<=\d)[^\S\n]+(?=\d)"), lambda _: "，")
    for dropped in (_BLANK, _PINYIN, _QUOTES, _TITLE):
        folded = folded.rewrite(dropped, lambda _: "")
    folded = folded.rewrite(_SPLIT_DAY, _joined_unit)
    folded = folded.rewrite(_DOUBLED, lambda match: match[1] or match[2])
    return folded.rewrite(_NUMERAL, _arabic)


def _joined_unit(match: re.Match[str]) -> str:
    return {"日（工作日）": "工作日", "（个）": "个", "（工作）": "工作"}[match[0]]


def _arabic(match: re.Match[str]) -> str:
    number = parse_numeral(match[0])
    return match[0] if number is None else str(number)
