"""Task numbers: as printed, else from the labels of the headings above (一、 and 2. make 1-2), else in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from data.plan.entry import Entry
from data.plan.numerals import parse_numeral
from data.plan.text import repair

_LABEL = re.compile(r"[（(]?第?([一二三四五六七八九十]{1,3}|\d{1,3})(?:[、.．,，)）]|[章条])")
_REPEATED = "序号重复，请核对"
_BLANK = "序号空白，已接上一项编号，请核对"


def numbered(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, each with a number nobody else has."""
    if not any(entry.number for entry in entries):
        return _labelled(entries)
    counts = Counter(entry.number for entry in entries)
    used = {entry.number for entry in entries}
    found: list[Entry] = []
    for entry in entries:
        number, notes = entry.number, entry.notes
        if not number:
            number, notes = _free(found[-1].number if found else "0", used), (*notes, _BLANK)
        elif counts[number] > 1:
            notes = (*notes, _REPEATED)
            if any(one.number == number for one in found):
                number = _free(number, used)
        used.add(number)
        found.append(replace(entry, number=number, notes=notes))
    return found


def _free(number: str, used: set[str]) -> str:
    """The first of number-2, number-3, ... that nobody has."""
    n = 2
    while f"{number}-{n}" in used:
        n += 1
    return f"{number}-{n}"


def _labelled(entries: Sequence[Entry]) -> list[Entry]:
    """Numbers from the labels where every entry has one, else 1, 2, 3, ..."""
    labels = [_label(entry) for entry in entries]
    counts, seen = Counter(labels), Counter[str]()
    numbers = []
    for label in labels:
        seen[label] += 1
        numbers.append(label if counts[label] == 1 else f"{label}-{seen[label]}")
    if not all(labels) or len(set(numbers)) < len(numbers):
        numbers = [str(n) for n in range(1, len(entries) + 1)]
    return [replace(entry, number=number) for entry, number in zip(entries, numbers, strict=True)]


def _label(entry: Entry) -> str:
    """The numbers of the headings above an entry, joined by -; '' where the first level has none."""
    levels = [entry.category, *entry.subcategory.split("\n")]
    matches = [_LABEL.match(repair(level)) for level in levels if level]
    numbers = [
        int(match[1]) if match[1].isdecimal() else parse_numeral(match[1]) or 0 for match in matches if match
    ]
    return "-".join(map(str, numbers)) if matches and matches[0] else ""
