"""Tables in plain text whose rows are lines: cells between | or tabs, as grids.

Where the printing dropped merged cells, a row is shorter than its heading or shifted to the left, and its last
cells are blank: rows are put under their headings again, and what a merged cell said is repeated and flagged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.plan.blocks import Block, Grid, Paragraph, Row, rectangle
from data.plan.cells import is_deadline, is_party
from data.plan.columns import PARTIES, columns_of, heading_of, is_heading_row
from data.plan.lines import Line

_PIPE = re.compile(r"[|｜│┃]")
_RULE = re.compile(r"[\s|｜│┃+\-—:：=─━┼├┤┌┐└┘┬┴]+")
_CARRIED = "单元格空白，按与上一行合并理解，请核对"
_NAMES = {"responsible": "责任单位", "lead": "牵头单位", "support": "配合单位", "deadline": "时限"}


def separated_blocks(lines: Sequence[Line]) -> list[Block]:
    """Paragraphs, and grids where lines in a row have their cells between | or tabs."""
    found: list[Block] = []
    rows: list[Row] = []
    for line in [*lines, None]:
        cells = _cells(line, rows) if line else None
        if line and cells is not None:
            rows += [Row(tuple(cells), line.place)] if cells else []
        elif line and rows and not line.words:
            continue
        else:
            found += [_aligned(rectangle(rows))] if rows else []
            rows = []
            found += [Paragraph(line.words, line.place)] if line and line.words else []
    return found


def _cells(line: Line, rows: list[Row]) -> list[str] | None:
    """The cells of a line; none of a rule between rows; None where the line is no row.

    A line without cells in the middle of an unfinished row goes on with that row's last cell.
    """
    pattern = _PIPE if _PIPE.search(line.words) else re.compile("\t")
    cells = [cell.strip() for cell in pattern.split(line.words if pattern is _PIPE else line.raw.rstrip())]
    width = len(rows[0].cells) if rows else 0
    if pattern is _PIPE and _RULE.fullmatch(line.words) and (rows or line.words.strip("-—+|")):
        return []
    if rows and width > len(rows[-1].cells) and not _starts_row(cells, width):
        first, *more = cells
        joined = (*rows[-1].cells[:-1], f"{rows[-1].cells[-1]}\n{first}".strip("\n"), *more)
        rows[-1] = replace(rows[-1], cells=joined)
        return []
    if pattern is _PIPE and line.words.startswith(("|", "｜", "│", "┃")):
        cells = cells[1:]
    return cells if len(cells) >= 3 else None


def _starts_row(cells: Sequence[str], width: int) -> bool:
    """A line with all but one of its cells begins a row of its own."""
    return len(cells) >= max(3, width - 1)


def _aligned(grid: Grid) -> Grid:
    """Rows under their headings; unchanged where the grid has no headings of a task table."""
    place = next((n for n, row in enumerate(grid.rows) if is_heading_row(row.cells)), None)
    if place is None:
        return grid
    heading = _spread(grid, place)
    columns = columns_of([heading])
    shifts = [0 if is_heading_row(row.cells) else _shift(row.cells, columns) for row in grid.rows]
    rows: list[Row] = []
    for n, (row, shift) in enumerate(zip(grid.rows, shifts, strict=True)):
        cells = (*[""] * shift, *row.cells[: len(row.cells) - shift])
        moved = replace(row, cells=heading if n == place else cells)
        is_merged = any(shifts) and n > place + 1
        rows.append(_carried(moved, rows[-1], columns) if is_merged else moved)
    return Grid(tuple(rows))


def _spread(grid: Grid, place: int) -> tuple[str, ...]:
    """The headings; where there are fewer than columns, the task heading stands over two."""
    heading = list(grid.rows[place].cells)
    width = max((at for row in grid.rows for at, cell in enumerate(row.cells, 1) if cell), default=0)
    named = max(at for at, cell in enumerate(heading, 1) if cell)
    task = next((at for at, cell in enumerate(heading) if heading_of(cell) == "category"), None)
    if named < width and task is not None:
        heading[task:task] = [heading[task]] * (width - named)
    return tuple(heading[: len(grid.rows[place].cells)])


def _shift(cells: Sequence[str], columns: Mapping[int, str]) -> int:
    """How many leading cells the row lost: what follows must read like its columns.

    Where parties and deadline leave it open, the longest cell is the requirement.
    """
    blank = len(cells) - max((at for at, cell in enumerate(cells, 1) if cell), default=len(cells))
    longest = max(range(len(cells)), key=lambda at: len(cells[at]))

    def fitness(shift: int) -> tuple[int, bool]:
        moved = [*[""] * shift, *cells]
        parties = sum(is_party(moved[at]) for at, name in columns.items() if name in PARTIES)
        deadlines = sum(is_deadline(moved[at]) for at, name in columns.items() if name == "deadline")
        return parties + deadlines, columns.get(longest + shift) == "requirement"

    return max(range(blank + 1), key=fitness)


def _carried(row: Row, above: Row, columns: Mapping[int, str]) -> Row:
    """A blank party or deadline in a table that drops merged cells is that of the row above."""
    if is_heading_row(row.cells) or is_heading_row(above.cells) or sum(map(bool, row.cells)) < 2:
        return row
    blank = [at for at, name in columns.items() if name in {*PARTIES, "deadline"} and not row.cells[at]]
    carried = [at for at in blank if above.cells[at]]
    cells = tuple(above.cells[at] if at in carried else cell for at, cell in enumerate(row.cells))
    notes = tuple(f"{_NAMES[columns[at]]}{_CARRIED}" for at in carried)
    return replace(row, cells=cells, notes=(*row.notes, *notes))
