"""Grids of cells as tasks: headings found, group cells carried down, headings of later pages skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from data.plan.blocks import Block, Grid, Paragraph, Row
from data.plan.columns import PARTIES, columns_of, is_heading_row, is_more_headings, responsible_of, values_of
from data.plan.entry import Entry
from data.plan.text import repair

_NUMBER = re.compile(
    r"第?([\dA-Za-z]{1,3}(?:[-—.－．]\d{1,3})*|附[-—]?\d{1,3}|[一二三四五六七八九十]{1,3})[项条]?[.．、,，]?"
)
_REMARK = re.compile(r"(?:注|备注|说明|填表|联系人|制表|审核)[:：\d一二三]")
_PARTS = ("category", "subcategory", "requirement", "deadline", *PARTIES)


@dataclass(frozen=True)
class Tables:
    """The tasks of every task table, and the words of the document that stand outside."""

    entries: list[Entry]
    outside: list[Paragraph]
    found: bool  # whether there is a task table at all


def read_tables(blocks: Sequence[Block]) -> Tables:
    """The task tables among the blocks; a table without headings goes on with the one before it."""
    reader = _Reader()
    outside: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            outside.append(block)
        else:
            outside += reader.read(block)
    return Tables(reader.entries, outside, bool(reader.columns))


class _Reader:
    """Goes through all tables, remembering columns and group cells."""

    def __init__(self) -> None:
        self.columns: dict[int, str] = {}
        self.entries: list[Entry] = []
        self._groups = ("", "")
        self._width = 0

    def read(self, grid: Grid) -> Iterator[Paragraph]:
        """Takes a grid's tasks; yields the rows that are none, as paragraphs."""
        start = next((n for n, row in enumerate(grid.rows) if is_heading_row(row.cells)), None)
        width = len(grid.rows[0].cells) if grid.rows else 0
        if start is None and (not self.columns or width != self._width):
            yield from map(_paragraph, grid.rows)
            return
        yield from map(_paragraph, grid.rows[: start or 0])
        heading: list[tuple[str, ...]] = []
        for row in grid.rows[start or 0 :]:
            if is_heading_row(row.cells) or (heading and is_more_headings(row.cells)):
                heading.append(row.cells)
                self.columns, self._width = columns_of(heading), width
                continue
            heading = []
            if self._is_remark(row):
                yield _paragraph(row)
            elif any(row.cells):
                self._take(row)

    def _is_remark(self, row: Row) -> bool:
        texts = {cell for cell in row.cells if cell.strip()}
        return len(texts) == 1 and bool(_REMARK.match(repair(next(iter(texts)))))

    def _take(self, row: Row) -> None:
        values = values_of(row.cells, self.columns)
        texts = {cell.strip() for cell in row.cells if cell.strip()}
        if len(texts) == 1 and (texts == {values.get("category")} or "category" not in self.columns.values()):
            self._groups = (texts.pop(), "")  # a row of one merged cell heads the rows below
            return
        self._group(values)
        if not any(values.get(name) for name in _PARTS):
            return
        entry = self._entry(row, values)
        if not self._joined(entry):
            self.entries.append(entry)

    def _group(self, values: dict[str, str]) -> None:
        """Carries group cells down; a new first level ends the second.

        A lone group cell that repeats the running category is that category again.
        """
        first, second = values.get("category", ""), values.get("subcategory", "")
        if not first and second == self._groups[0]:
            first, second = second, ""
        if first and first != self._groups[0]:
            self._groups = (first, "")
        self._groups = (self._groups[0], second or self._groups[1])

    def _entry(self, row: Row, values: dict[str, str]) -> Entry:
        number = _NUMBER.fullmatch(repair(values.get("number", "")))
        has_deadline = "deadline" in self.columns.values()
        texts = dict.fromkeys(cell.strip() for cell in row.cells if cell.strip())
        return Entry(
            number[1] if number else values.get("number", ""),
            *self._groups,
            values.get("requirement", ""),
            responsible_of(values),
            values.get("deadline", "") if has_deadline else None,
            " | ".join(texts),
            row.place,
            row.notes,
        )

    def _joined(self, entry: Entry) -> bool:
        """Whether the row only goes on with the one above: cut by a page, or one task over several rows."""
        last = self.entries[-1] if self.entries else None
        if last is None or "number" not in self.columns.values() or not last.number:
            return False
        is_rest = (
            not entry.number and not entry.responsible and not entry.deadline and bool(entry.requirement)
        )
        is_same = entry.number == last.number and entry.requirement == last.requirement
        if not is_rest and not is_same:
            return False
        deadline = last.deadline if last.deadline is None else _both(last.deadline, entry.deadline or "")
        self.entries[-1] = replace(
            last,
            requirement=_both(last.requirement, entry.requirement),
            responsible=_both(last.responsible, entry.responsible),
            deadline=deadline,
            words=_both(last.words, entry.words),
        )
        return True


def _both(above: str, below: str) -> str:
    """Two texts under each other, a text said twice only once."""
    return above if not below or below == above else f"{above}\n{below}".strip("\n")


def _paragraph(row: Row) -> Paragraph:
    texts = dict.fromkeys(cell.strip() for cell in row.cells if cell.strip())
    return Paragraph(" ".join(texts), row.place)
