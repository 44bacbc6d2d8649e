"""Which cell of a row is which: by place where the printing kept every cell, else by what the words say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.plan.deadlines import read_deadlines
from data.plan.responsible import read_responsible
from data.plan.text import repair

_LONGEST_GROUP = 40
_LONGEST_DEADLINE = 80
_LONGEST_PARTY = 200
_PARTY_END = re.compile(
    r"(?:[局办委厅部院处所站队室镇乡街科)）〉]|中心|部门|单位|政府|街道|主体|机关|配合|牵头|负责|落实|实施)$"
)
_ASK = "单元格数与表头不符，已按内容辨认，请核对"


@dataclass(frozen=True)
class Cells:
    """A row's cells by meaning; group cells are None where blank, the others empty."""

    category: str | None
    subcategory: str | None
    requirement: str
    responsible: str
    deadline: str
    notes: tuple[str, ...] = ()


def cells_of(row: Sequence[str], headings: Sequence[str]) -> Cells:
    """The cells of a row (without its number) by meaning, however many blank ones the printing kept.

    `headings`: the meanings of the table's headings. One printed heading may span both group levels.
    """
    tail = [name for name in headings if name in {"responsible", "deadline"}]
    tail.insert(min(_place_of_requirement(headings), len(tail)), "requirement")
    cells = _trimmed(row, headings)
    filled = [cell for cell in cells if cell]
    if len(cells) == len(tail) + 2 and _fits(cells[2:], tail):
        return _cells(cells[:2], cells[2:], tail)
    if len(filled) == len(tail) and _fits(filled, tail):
        return _cells([], filled, tail)
    groups, values = _placed(cells, filled, len(tail))
    if len(values) == len(tail) and all(map(_is_group, groups)) and _fits(values, tail):
        return _cells(groups, values, tail)
    return _by_content(cells, filled)


def _place_of_requirement(headings: Sequence[str]) -> int:
    """How many of 责任单位 and 时限要求 stand before 工作要求; without that heading none do."""
    before = headings[: headings.index("requirement")] if "requirement" in headings else []
    return len([name for name in before if name in {"responsible", "deadline"}])


def _trimmed(row: Sequence[str], headings: Sequence[str]) -> list[str]:
    """Without the blank cells behind the last column."""
    widest = len({"requirement", *headings} - {"number", "category", "subcategory"}) + 2
    cells = list(row)
    while len(cells) > widest and not cells[-1]:
        cells.pop()
    return cells


def _placed(cells: list[str], filled: list[str], tail: int) -> tuple[list[str], list[str]]:
    """Group cells and the others, or nothing where the printing left both group cells blank.

    A lone group cell is the first level only where a blank cell follows it.
    """
    by_place = [cell for cell in cells[2:] if cell]
    if len(by_place) == tail:
        return cells[:2], by_place
    groups, values = filled[:-tail], filled[-tail:]
    if len(groups) == 1 and cells[:2] == ["", ""]:
        return [], []
    if len(groups) == 1:
        is_first = cells[0] != "" and cells[1] == ""
        groups = [groups[0], ""] if is_first else ["", groups[0]]
    return groups[:3], values if len(groups) == 2 else []


def _fits(values: Sequence[str], tail: Sequence[str]) -> bool:
    """Whether the values look like what their columns hold."""
    named = dict(zip(tail, values, strict=True))
    responsible, deadline = named.get("responsible", ""), named.get("deadline", "")
    is_swapped = _is_deadline(responsible) or _is_party(deadline)
    return bool(named["requirement"]) and not is_swapped


def _cells(groups: Sequence[str], values: Sequence[str], tail: Sequence[str], *notes: str) -> Cells:
    first, second = [*groups, "", ""][:2]
    named = dict(zip(tail, values, strict=True))
    responsible, deadline = named.get("responsible", ""), named.get("deadline", "")
    return Cells(first or None, second or None, named["requirement"], responsible, deadline, notes)


def _by_content(cells: list[str], filled: list[str]) -> Cells:
    """Cells told apart by what they say: deadline last, parties before it, short group words first."""
    groups = cells[:2] if len(cells) > 2 and all(map(_is_group, cells[:2])) else []
    rest = [cell for cell in cells[2:] if cell] if groups else filled
    stop = next((n for n in range(len(rest), 1, -1) if _is_party(rest[n - 1])), 0)
    if stop == 0:
        stop = len(rest) - (1 if len(rest) > 1 and _is_deadline(rest[-1]) else 0)
        start = stop
    else:
        start = stop
        while start > 1 and _is_party(rest[start - 1]):
            start -= 1
    values = ["\n".join(part) for part in (rest[:start], rest[start:stop], rest[stop:])]
    return _cells(groups, values, ("requirement", "responsible", "deadline"), _ASK)


def _is_group(words: str) -> bool:
    return len(words) <= _LONGEST_GROUP and "。" not in words and not words.endswith(("，", "、", "；"))


def _is_deadline(words: str) -> bool:
    if not 0 < len(words) <= _LONGEST_DEADLINE or _is_party(words):
        return False
    return read_deadlines(words, 2000)[0].kind != "missing"


def _is_party(words: str) -> bool:
    if not 0 < len(words) <= _LONGEST_PARTY or not _PARTY_END.search(repair(words).rstrip("。；;，,、")):
        return False
    party = read_responsible(words)
    names = (*party.lead, *party.support, *party.owners, *party.unresolved)
    return bool(names) and all(len(name) <= _LONGEST_GROUP for name in names)
