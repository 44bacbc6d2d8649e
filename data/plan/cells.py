"""Which cell of a row is which: by place where the printing kept every cell, else by what the words say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.plan.columns import PARTIES
from data.plan.deadlines import read_deadlines
from data.plan.responsible import read_responsible
from data.plan.text import repair

_LONGEST_GROUP = 40
_LONGEST_DEADLINE = 80
_LONGEST_PARTY = 200
_PARTY_END = re.compile(
    r"(?:[局办委厅部院处所站队室镇乡街科)）〉]|中心|部门|单位|政府|街道|主体|机关|配合|牵头|负责|落实|实施)$"
)
_DATED = re.compile(r"\d(?:[年月日]|个?工作日)")
_ASK = "单元格数与表头不符，已按内容辨认，请核对"


Values = dict[str, str]
Notes = tuple[str, ...]


def cells_of(row: Sequence[str], headings: Sequence[str]) -> tuple[Values, Notes]:
    """The cells of a row (without its number) by meaning, however many blank ones the printing kept.

    `headings`: the meanings of the table's headings, see `headings_for`.
    """
    tail = [name for name in headings if name in {*PARTIES, "deadline"}]
    tail.insert(min(_place_of_requirement(headings), len(tail)), "requirement")
    exact = _by_heading(row, headings)
    if exact and _fits([exact.get(name, "") for name in tail], tail):
        return exact, ()
    cells = _trimmed(row, headings)
    filled = [cell for cell in cells if cell]
    if len(cells) == len(tail) + 2 and _fits(cells[2:], tail):
        return _cells(cells[:2], cells[2:], tail), ()
    if len(filled) == len(tail) and _fits(filled, tail):
        return _cells([], filled, tail), ()
    groups, values = _placed(cells, filled, len(tail))
    if len(values) == len(tail) and all(map(_is_group, groups)) and _fits(values, tail):
        return _cells(groups, values, tail), ()
    return _by_content(cells, filled), (_ASK,)


def headings_for(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The headings of all columns: one task heading may span both group levels, or head the requirements."""
    found = list(names)
    tasks = [name for name in names if name in {"category", "subcategory"}]
    if "requirement" not in names and tasks:
        found[found.index(tasks[-1])] = "requirement"
    columns = len([name for name in found if name != "number"])
    widest = max((at for row in rows for at, cell in enumerate(row, 1) if cell), default=0)
    if "category" in found and "subcategory" not in found and widest > columns:
        found.insert(found.index("category") + 1, "subcategory")
    return found


def _by_heading(row: Sequence[str], headings: Sequence[str]) -> Values:
    """Each cell under its heading where the row has as many; nothing where it has more or fewer."""
    names = [name for name in headings if name != "number"]
    cells = list(row)
    while len(cells) > len(names) and not cells[-1]:
        cells.pop()
    if len(cells) != len(names):
        return {}
    return {name: words for name, words in zip(names, cells, strict=True) if words}


def _place_of_requirement(headings: Sequence[str]) -> int:
    """How many of 责任单位 and 时限要求 stand before 工作要求; without that heading none do."""
    before = headings[: headings.index("requirement")] if "requirement" in headings else []
    return len([name for name in before if name in {*PARTIES, "deadline"}])


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
    is_swapped = any(is_deadline(named.get(name, "")) for name in PARTIES) or is_party(
        named.get("deadline", "")
    )
    return bool(named["requirement"]) and not is_swapped


def _cells(groups: Sequence[str], values: Sequence[str], tail: Sequence[str]) -> Values:
    first, second = [*groups, "", ""][:2]
    named = {"category": first, "subcategory": second, **dict(zip(tail, values, strict=True))}
    return {name: words for name, words in named.items() if words}


def _by_content(cells: list[str], filled: list[str]) -> Values:
    """Cells told apart by what they say: deadline last, parties before it, short group words first."""
    groups = cells[:2] if len(cells) > 2 and all(map(_is_group, cells[:2])) else []
    rest = [cell for cell in cells[2:] if cell] if groups else filled
    stop = next((n for n in range(len(rest), 1, -1) if is_party(rest[n - 1])), 0)
    if stop == 0:
        stop = len(rest) - (1 if len(rest) > 1 and is_deadline(rest[-1]) else 0)
        start = stop
    else:
        start = stop - 1
        while start > 1 and (is_party(rest[start - 1]) or _goes_on(rest[start - 1], rest[start])):
            start -= 1
    values = ["\n".join(part) for part in (rest[:start], rest[start:stop], rest[stop:])]
    return _cells(groups, values, ("requirement", "responsible", "deadline"))


def _goes_on(words: str, following: str) -> bool:
    """Whether a list of parties breaks off in `words` and goes on in the next line."""
    first, comma, _ = re.sub("[，,；;]", "、", words).partition("、")
    is_list = bool(comma) and is_party(first) and not words.endswith(("。", "；", ";"))
    return is_list and is_party(words + following)


def _is_group(words: str) -> bool:
    return len(words) <= _LONGEST_GROUP and "。" not in words and not words.endswith(("，", "、", "；"))


def is_deadline(words: str) -> bool:
    """Whether words read like a 时限要求 cell."""
    if not 0 < len(words) <= _LONGEST_DEADLINE or is_party(words):
        return False
    return read_deadlines(words, 2000)[0].kind != "missing"


def is_party(words: str) -> bool:
    """Whether words read like a 责任单位 cell: names and groups of a plausible length, nothing else."""
    if (
        not 0 < len(words) <= _LONGEST_PARTY
        or _DATED.search(words)
        or not _PARTY_END.search(repair(words).rstrip("。；;，,、"))
    ):
        return False
    party = read_responsible(words)
    names = (*party.lead, *party.support, *party.owners, *party.unresolved)
    return bool(names) and all(len(name) <= _LONGEST_GROUP for name in names)
