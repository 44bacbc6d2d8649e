"""A plan as plain text, its tables printed in any of the usual ways, as paragraphs and grids."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from data.plan.blocks import Block, Row, rectangle
from data.plan.lines import Line, read_lines, unwrapped
from data.plan.linetable import find_line_table
from data.plan.refusal import refused
from data.plan.separated import separated_blocks


def text_blocks(path: Path, content: bytes) -> list[Block]:
    """Blocks of a text or CSV file. Raises InputRefused when it is neither."""
    lines = read_lines(path, content)
    return _csv_blocks(path, lines) if path.suffix.lower() == ".csv" else _blocks(unwrapped(lines))


def _blocks(lines: Sequence[Line]) -> list[Block]:
    found: list[Block] = []
    rest: Sequence[Line] = lines
    while table := find_line_table(rest):
        found += [*separated_blocks(table.before), table.grid]
        rest = table.after
    return found + separated_blocks(rest)


def _csv_blocks(path: Path, lines: Sequence[Line]) -> list[Block]:
    """Each record with the lines it stands on."""
    reader = csv.reader([f"{line.raw}\n" for line in lines])
    try:
        records = [(reader.line_num, [cell.strip() for cell in record]) for record in reader]
    except csv.Error:
        raise refused(path, "CSV 文件有损坏，无法读取", "请用 WPS 打开后另存为 .xlsx 再试") from None
    starts = [0, *(end for end, _ in records)]
    places = [
        f"第{first + 1}行" + (f"-第{last}行" if last > first + 1 else "") for first, last in pairwise(starts)
    ]
    rows = [Row(tuple(cells), place) for (_, cells), place in zip(records, places, strict=True) if any(cells)]
    return [rectangle(rows)] if rows else []
