"""Deadlines inside running text: the sentences that state one, and in each the clauses that do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from data.plan.cells import is_party
from data.plan.deadlines import ONLY_START, read_deadlines
from data.plan.text import fold, repair
from data.plan.window import window_in

DEFINITE = frozenset({"fixed", "after_issue", "after_event", "count", "recurring", "interval", "minimum"})
_STATED = re.compile(
    r"[年月日号底末旬季半\d](?:[之以]?前|内|止)|[年月季旬]底|年末|期末|到(?:19|20)\d\d年|[日天时周月年度]之?[内前]"
    r"|不(?:得|能|应|可)?(?:少于|低于|超过|晚于|迟于)|至少|最少|\d次以上|每(?!个?(?:人|家|户|项|名|位|条|件|篇|份))|[按逐分][月季周年旬](?!龄|代)"
    r"|全年[^，。；]{0,14}\d(?:次|场|期|篇)|次日|当[日天]|[后起]\d|[年月日](?:起|开始)"
)
_BREAKS, _COMMAS = "。；;！!", "，,：:"
_OPEN = re.compile(r"[及实即]时|长期|持续|定期|动态|常态化|随时|经常|不断")
_AFTER = re.compile(r"(?:后|起|时|之日)$")
_DUTY = re.compile(
    r"^(?P<who>[^，,。；;]{2,80}?)(?:都|均|也)?(?:要|应当?|须|需|必须|负责(?!人)|对|年内|每[年月季]|于|在)"
)
_LEAD = re.compile(r"^(?:请|由|经|并|同时|其中|各自)+")
_BRACKET = re.compile(r"[（(][^（()）]*[)）]")
_OPENERS, _CLOSERS = "（(《【〔", "）)》】〕"
_LONGEST = 800


def _split(text: str, signs: str) -> Iterator[str]:
    """The pieces between signs that do not stand inside brackets or titles; line ends always divide.

    A bracket that nobody closes ends after a while.
    """
    start = depth = 0
    for match in re.finditer(f"[{_OPENERS}{_CLOSERS}{signs}\n]", text):
        sign = match[0]
        if sign in _OPENERS:
            depth += 1
        elif sign in _CLOSERS:
            depth = max(0, depth - 1)
        elif sign == "\n" or depth == 0 or match.start() - start > _LONGEST:
            yield text[start : match.start()]
            start, depth = match.end(), 0
    yield text[start:]


def sentences(text: str) -> list[str]:
    """The sentences of a text as printed, without the sign that ends them."""
    return [sentence.strip() for sentence in _split(text, _BREAKS) if sentence.strip()]


def _clauses(sentence: str) -> list[str]:
    return [clause for clause in _split(repair(sentence), _COMMAS) if clause]


@lru_cache(maxsize=4096)
def dated_clauses(sentence: str, year: int, issued_on: date | None) -> tuple[str, ...]:
    """The clauses of a sentence that state a definite deadline or a start, in simplified characters.

    Dates inside brackets explain and do not count. A span whose event stands in the clause before is given
    with that clause, and so is a rule behind the months it holds for.
    """
    clauses = _clauses(sentence)
    found: list[str] = []
    for n, clause in enumerate(clauses):
        if not _STATED.search(fold(_BRACKET.sub("", clause)).text):
            continue
        kinds = _kinds(clause, year, issued_on)
        if n and "after_event" in kinds and _AFTER.search(clauses[n - 1]):
            found.append(f"{clauses[n - 1]}，{clause}")
        elif n and "recurring" in kinds and _is_window(clauses[n - 1], year):
            if found and found[-1] == clauses[n - 1]:
                found.pop()
            found.append(f"{clauses[n - 1]}，{clause}")
        elif kinds & DEFINITE:
            found.append(clause)
    return tuple(found)


def _is_window(clause: str, year: int) -> bool:
    """9月起, 8月至12月: nothing but the months in which the rule behind it holds."""
    text = fold(clause).text
    window = window_in(text, year)
    return window is not None and (window.start, window.end) == (0, len(text))


def open_clause(text: str) -> str:
    """The first clause that says 及时, 长期, 持续 ...; '' without one."""
    clauses = (clause for sentence in sentences(text) for clause in _clauses(sentence))
    return next((clause for clause in clauses if _OPEN.search(clause) and _kinds(clause) == {"open"}), "")


def subject_of(sentence: str) -> str:
    """Who must act, where a clause of the sentence names parties before 要, 应, 于 ...; else ''."""
    for clause in _clauses(sentence):
        match = _DUTY.match(clause)
        who = _LEAD.sub("", match["who"]) if match else ""
        if who and is_party(who):
            return who
    return ""


def _kinds(clause: str, year: int = 2000, issued_on: date | None = None) -> set[str]:
    """The kinds of a clause's deadlines; a start without an end counts as `fixed`, for a human to look at."""
    found = read_deadlines(_BRACKET.sub("", clause), year, issued_on)
    return {"fixed" if deadline.flags == ONLY_START else deadline.kind for deadline in found}
