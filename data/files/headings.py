"""Which kind of fact a sheet holds, and in which row and columns, told from its headings alone.

Headings may be Chinese or English, in any order, full-width, broken over lines, starred or followed by a
remark in brackets; title rows may stand above them, and a group heading may leave cells of the heading row
blank (spec/files.md, section 1).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.errors import Problem
from data.files import forms
from data.files.kinds import KINDS, Kind

HEAD_ROWS = 40  # headings are looked for in this many first rows
RETURN_REASON = "退回原因"  # the column we add to a returned workbook

Row = Sequence[str | None]

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_DECORATION = re.compile(r"[\s*:;,.、。_\-/★☆#\u200b\ufeff]")


@dataclass(frozen=True)
class Recognised:
    """A sheet whose kind is known. `header_row` and column numbers count from 0.

    `mark`: the column in which a form says which rows it reserved, None for a table of one's own.
    """

    kind: Kind
    header_row: int
    columns: Mapping[str, int]
    extra: tuple[tuple[int, str], ...]
    mark: int | None = None


@dataclass(frozen=True)
class NearMiss:
    """The kind a sheet comes closest to, and what keeps it from being read as one.

    `close`: almost everything is there, so this is that kind with a mistake rather than another sheet.
    """

    kind: Kind
    header_row: int
    missing: tuple[str, ...]
    duplicated: tuple[str, ...]
    close: bool


@dataclass(frozen=True)
class _Match:
    kind: Kind
    row: int
    columns: Mapping[str, int]
    extra: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]
    duplicated: tuple[str, ...]
    mark: int | None

    @property
    def strength(self) -> tuple[int, int, int]:
        return (len(self.columns), -len(self.extra), -self.row)

    @property
    def is_close(self) -> bool:
        """At most a third of the required headings is missing, and more than unit and year was matched."""
        wanted = len(self.kind.required) + bool(self.kind.one_of)
        return len(self.missing) <= max(1, wanted // 3) and len(self.columns) >= 3


def heading_key(text: str | None) -> str:
    """What is compared of a heading: half-width, lower case, without brackets, blanks and decoration."""
    folded = unicodedata.normalize("NFKC", text or "").lower()
    bare = _DECORATION.sub("", _BRACKETS.sub("", folded))
    return bare or _DECORATION.sub("", folded)


def _index() -> dict[str, list[tuple[str, str, int]]]:
    """Heading → (kind, field, rank); rank 0 is the normative heading, synonyms follow in their order."""
    index: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for kind in KINDS.values():
        for field in kind.fields:
            ranked = [(field.name, 0), (field.chinese, 0)]
            ranked += [(word, rank) for rank, word in enumerate(field.synonyms, start=1)]
            for word, rank in ranked:
                index[heading_key(word)].append((kind.name, field.name, rank))
    return dict(index)


_INDEX = _index()
_RETURN_KEY = heading_key(RETURN_REASON)
_MARK_KEY = heading_key(forms.ROW)


def is_heading_of(kind: Kind, field: str, text: str | None) -> bool:
    """Whether a cell holds a heading of this field: true for the cells of a repeated heading row."""
    return any(entry[:2] == (kind.name, field) for entry in _INDEX.get(heading_key(text), ()))


def recognise(rows: Sequence[Row]) -> Recognised | NearMiss | None:
    """Kind, heading row and columns of a sheet from its first rows.

    The kind with the most matched headings wins, then the one with the fewest unmatched. A kind that matches
    more headings but lacks a required one is answered as a `NearMiss`; None when no heading is known at all.
    """
    matches = [match for row in range(min(len(rows), HEAD_ROWS)) for match in _matches(rows, row)]
    complete = [match for match in matches if not match.missing]
    broken = [match for match in matches if match.missing]
    best = max(complete, key=lambda match: match.strength, default=None)
    nearest = max(broken, key=lambda match: (match.is_close, *match.strength), default=None)
    if best and not (nearest and nearest.is_close and len(nearest.columns) > len(best.columns)):
        if best.duplicated:
            return NearMiss(best.kind, best.row, (), best.duplicated, close=True)
        return Recognised(best.kind, best.row, best.columns, best.extra, best.mark)
    if nearest and len(nearest.columns) >= 2:
        return NearMiss(nearest.kind, nearest.row, nearest.missing, nearest.duplicated, nearest.is_close)
    return None


def explain(miss: NearMiss, file: str, sheet: str | None) -> Problem:
    """The problem to show for a sheet that is nearly of a kind."""
    row = miss.header_row + 1
    if miss.duplicated:
        names = "、".join(miss.duplicated)
        text = f"“{miss.kind.chinese}”表里有重复的表头：{names}"
        return Problem(file, sheet, row, miss.duplicated[0], None, text, "请只保留一列，或改掉其中一列的表头")
    names = "、".join(miss.missing)
    text = f"看起来是“{miss.kind.chinese}”表，但缺少表头：{names}"
    return Problem(file, sheet, row, None, None, text, "请补上这些列，或把对应的表头改成上述名称")


def _matches(rows: Sequence[Row], row: int) -> list[_Match]:
    """Every kind of which this row, or this row with its blanks filled from the row above, holds headings."""
    found = _row_matches(rows[row], row)
    above = rows[row - 1] if row else ()
    if any(above) and not all(rows[row]):
        width = max(len(above), len(rows[row]))
        own = [*rows[row], *[None] * (width - len(rows[row]))]
        higher = [*above, *[None] * (width - len(above))]
        found += _row_matches([mine or theirs for mine, theirs in zip(own, higher, strict=True)], row)
    return found


def _row_matches(cells: Row, row: int) -> list[_Match]:
    keys = [heading_key(cell) for cell in cells]
    hits: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for column, key in enumerate(keys):
        for kind, field, rank in _INDEX.get(key, ()):
            hits[kind][field].append((rank, column))
    return [_match(KINDS[kind], row, cells, keys, fields) for kind, fields in hits.items()]


def _match(
    kind: Kind, row: int, cells: Row, keys: Sequence[str], hits: Mapping[str, Sequence[tuple[int, int]]]
) -> _Match:
    columns = {field: min(places)[1] for field, places in hits.items()}
    taken = set(columns.values())
    helpers = {heading_key(word) for word in kind.helpers}
    extra = tuple(
        (column, (cells[column] or "").strip())
        for column, key in enumerate(keys)
        if key and column not in taken and key != _RETURN_KEY and key not in helpers
    )
    mark = keys.index(_MARK_KEY) if _MARK_KEY in helpers.intersection(keys) else None
    missing, duplicated = _missing(kind, columns), _duplicated(kind, columns, hits)
    return _Match(kind, row, columns, extra, missing, duplicated, mark)


def _missing(kind: Kind, columns: Mapping[str, int]) -> tuple[str, ...]:
    missing = [kind.field(name).chinese for name in kind.required if name not in columns]
    if kind.one_of and not any(all(name in columns for name in group) for group in kind.one_of):
        groups = ["、".join(kind.field(name).chinese for name in group) for group in kind.one_of]
        others = "".join(f"（或{group}）" for group in groups[1:])
        missing.append(groups[0] + others)
    return tuple(missing)


def _duplicated(
    kind: Kind, columns: Mapping[str, int], hits: Mapping[str, Sequence[tuple[int, int]]]
) -> tuple[str, ...]:
    """Fields named twice equally well; a synonym beside the normative heading is an extra column instead."""
    twice = []
    for field in columns:
        ranks = sorted(rank for rank, _ in hits[field])
        if len(ranks) > 1 and ranks[0] == ranks[1]:
            twice.append(kind.field(field).chinese)
    return tuple(twice)
